// How fast a compiled mapping is beside the same job written by hand, and in other languages for mapping JSON; and how
// long compiling takes. Every contestant makes the same payload, and ours and the one by hand the same issues.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';

import { compileMapping } from '@pim-connector/core';
import type { Product } from '@pim-connector/core';

import { compare, sized } from './compare.ts';
import type { Contestant } from './compare.ts';
import { mapByHand } from './mapping/by-hand.ts';
import { jmespathMapping } from './mapping/by-jmespath.ts';
import { jsonLogicMapping } from './mapping/by-json-logic.ts';
import { jsonataMapping } from './mapping/by-jsonata.ts';
import type { FirstTimes } from './mapping/compile-first.ts';
import { withoutEmpty } from './mapping/job-helpers.ts';
import { manyRules } from './mapping/many-rules.ts';
import { description, products } from './mapping/products.ts';
import { shopMapping } from './mapping/shop-mapping.ts';
import { meanTime } from './processor-time.ts';
import { figure, note, short } from './report.ts';

const options = { source: description };
const sample = products(64);
const generated = compileMapping(shopMapping, options);
const closures = compileMapping(shopMapping, { ...options, strategy: 'closures' });
const jsonata = jsonataMapping();
const jsonLogic = jsonLogicMapping();
const jmespath = jmespathMapping();

let issues = 0;
for (const product of sample) {
  const expected = mapByHand(product);
  issues += expected.issues.length;
  assert.deepEqual(generated.map(product), expected);
  assert.deepEqual(closures.map(product), expected);
  // oxlint-disable-next-line no-await-in-loop
  assert.deepEqual(JSON.parse(JSON.stringify(await jsonata(product))), expected.data);
  assert.deepEqual(withoutEmpty(jsonLogic(product)), withoutEmpty(expected.data));
  assert.deepEqual(withoutEmpty(jmespath(product)), withoutEmpty(expected.data));
}
assert.ok(generated.generated && issues > 0);
note(`${sample.length} products of 60 attributes, 3 locales, 5 variants; ${issues} issues among them\n`);

function cycle(map: (product: Product) => unknown): Contestant['run'] {
  let next = 0;
  return (count) => {
    for (let done = 0; done < count; done += 1) {
      map(sample[next] as Product);
      next = (next + 1) % sample.length;
    }
  };
}

let nextForJsonata = 0;
const result = await compare([
  { name: 'by hand', run: cycle(mapByHand) },
  { name: 'compiled', run: cycle((product) => generated.map(product)) },
  { name: 'closures', run: cycle((product) => closures.map(product)) },
  { name: 'json-logic-engine', run: cycle(jsonLogic) },
  { name: 'jmespath', run: cycle(jmespath) },
  {
    name: 'jsonata',
    run: async (count) => {
      for (let done = 0; done < count; done += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await jsonata(sample[nextForJsonata] as Product);
        nextForJsonata = (nextForJsonata + 1) % sample.length;
      }
    },
  },
]);
for (const name of ['by hand', 'compiled', 'closures', 'json-logic-engine', 'jmespath', 'jsonata']) {
  const time = `${short(result.time(name) * 1000)} µs per product`;
  note(`${name.padEnd(20)} ${time.padStart(24)}   ${short(result.ratio(name, 'by hand'))} of by hand`);
}
note('');
figure('compiled, of the speed by hand', result.ratio('compiled', 'by hand'), { atLeast: 0.75 });
figure('compiled, times the speed of JSONata', result.ratio('compiled', 'jsonata'), { atLeast: 25 });

const compiling = await compare([
  {
    name: 'compile',
    run: (count) => {
      for (let done = 0; done < count; done += 1) compileMapping(manyRules, options);
    },
  },
]);
figure('compiling 200 rules, warm', compiling.time('compile'), { atMost: 20 }, ' ms');

const script = join(import.meta.dirname, 'mapping', 'compile-first.ts');
const firstTimes = Array.from(
  { length: sized(21, 2) },
  () =>
    JSON.parse(
      execFileSync(process.execPath, [...process.execArgv, script], { encoding: 'utf8' }),
    ) as FirstTimes,
);
const mean = (name: keyof FirstTimes) => meanTime(firstTimes.map((times) => times[name]));
figure('compiling 200 rules, the first time in a process', mean('compiling'), { atMost: 20 }, ' ms');
note(`the first record after that, with making the code of the rules: ${short(mean('firstRecord'))} ms`);
