// Compiles 200 rules and maps a record, as the first things that a process does. Prints the milliseconds of processor time
// of both: started once for each measurement.
import assert from 'node:assert/strict';

import { compileMapping } from '@pim-connector/core';
import type { Product } from '@pim-connector/core';

import { threadTime } from '../processor-time.ts';
import { note } from '../report.ts';
import { manyRules } from './many-rules.ts';
import { description, products } from './products.ts';

/** What is printed, as JSON. */
export interface FirstTimes {
  readonly compiling: number;
  readonly firstRecord: number;
}

const [product] = products(1);
const started = threadTime();
const compiled = compileMapping(manyRules, { source: description });
const compiledAt = threadTime();
const { data } = compiled.map(product as Product);
const times: FirstTimes = { compiling: compiledAt - started, firstRecord: threadTime() - compiledAt };
assert.equal(compiled.mapping.rules.length, 200);
assert.ok(Object.keys(data).length > 0);
note(JSON.stringify(times));
