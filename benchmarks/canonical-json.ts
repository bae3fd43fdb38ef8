// How fast canonical JSON with its hash is beside three stable stringifiers with the same hash, on records as sources
// give them and on mapped records. All write the same text.
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';

import { canonicalJson, compileMapping, hashValue } from '@pim-connector/core';
import { generateCatalogue } from '@pim-connector/testkit';
import canonicalize from 'canonicalize';
import { canonicalize as jsonCanonicalize } from 'json-canonicalize';
import { stringify } from 'safe-stable-stringify';

import { compare } from './compare.ts';
import type { Contestant } from './compare.ts';
import { description, products } from './mapping/products.ts';
import { shopMapping } from './mapping/shop-mapping.ts';
import { figure, note, short } from './report.ts';

const goal = { atLeast: 0.9 };
const compiled = compileMapping(shopMapping, { source: description });
const mapped = products(64).map((product) => compiled.map(product).data);
const catalogue = generateCatalogue({ seed: 7, products: 64 });
const samples: Readonly<Record<string, readonly unknown[]>> = {
  'records of a source': throughJson(
    Array.from({ length: 64 }, (_, index) => catalogue.recordsAt('product', index)[0]?.data),
  ),
  'mapped records': mapped,
};

const writers: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  canonicalize: (value) => canonicalize(value),
  'json-canonicalize': (value) => jsonCanonicalize(value),
  'safe-stable-stringify': (value) => stringify(value),
};

function throughJson(values: readonly unknown[]): readonly unknown[] {
  return JSON.parse(JSON.stringify(values)) as readonly unknown[];
}

function hashText(text: string | undefined): string {
  return hash('sha256', text ?? '', 'base64url').slice(0, 22);
}

function cycle(sample: readonly unknown[], work: (value: unknown) => unknown): Contestant['run'] {
  let next = 0;
  return (count) => {
    for (let done = 0; done < count; done += 1) {
      work(sample[next]);
      next = (next + 1) % sample.length;
    }
  };
}

for (const [name, sample] of Object.entries(samples)) {
  for (const value of sample) {
    for (const write of Object.values(writers)) {
      assert.equal(write(value), canonicalJson(value));
      assert.equal(hashText(write(value)), hashValue(value));
    }
  }
  const bytes = sample.reduce<number>((sum, value) => sum + canonicalJson(value).length, 0) / sample.length;
  note(`${name}, ${(bytes / 1000).toFixed(1)} kB each`);
  // oxlint-disable-next-line no-await-in-loop
  const result = await compare([
    { name: 'ours', run: cycle(sample, hashValue) },
    ...Object.entries(writers).map(([each, write]) => ({
      name: each,
      run: cycle(sample, (value) => hashText(write(value))),
    })),
  ]);
  const others = Object.keys(writers).toSorted((a, b) => result.time(a) - result.time(b));
  for (const each of ['ours', ...others]) note(`  ${each.padEnd(24)} ${short(result.time(each) * 1000)} µs`);
  const fastest = others[0] ?? '';
  figure(`  ours, of the speed of ${fastest}`, result.ratio('ours', fastest), goal);
}
