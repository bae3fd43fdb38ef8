// How fast a compiled mapping is beside the same job written by hand:
//
//   npm run bench -- mapping
import assert from 'node:assert/strict';

import { compileMapping } from '@pim-connector/core';

import { compare } from './compare.ts';
import type { Contestant } from './compare.ts';
import { mapByHand } from './mapping/by-hand.ts';
import { description, products } from './mapping/products.ts';
import { shopMapping } from './mapping/shop-mapping.ts';
import { figure, note } from './report.ts';

const sample = products(64);
const generated = compileMapping(shopMapping, { source: description });
const closures = compileMapping(shopMapping, { source: description, strategy: 'closures' });

for (const product of sample) {
  const byHand = mapByHand(product);
  assert.deepEqual(generated.map(product), byHand);
  assert.deepEqual(closures.map(product), byHand);
}

function cycle(map: (product: (typeof sample)[number]) => unknown): Contestant['run'] {
  let next = 0;
  return (count) => {
    for (let done = 0; done < count; done += 1) {
      map(sample[next] as (typeof sample)[number]);
      next = (next + 1) % sample.length;
    }
  };
}

const result = await compare([
  { name: 'hand', run: cycle(mapByHand) },
  { name: 'generated', run: cycle((product) => generated.map(product)) },
  { name: 'closures', run: cycle((product) => closures.map(product)) },
]);
for (const name of ['hand', 'generated', 'closures'])
  note(`${name} ${(result.time(name) * 1000).toFixed(1)} µs`);
figure('compiled / by hand', result.ratio('generated', 'hand'), { atLeast: 0.75 });
figure('closures / by hand', result.ratio('closures', 'hand'), { atLeast: 0.75 });
