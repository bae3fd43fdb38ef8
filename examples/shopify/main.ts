import process from 'node:process';

import { createPipeline, memoryStore } from '@pim-connector/core';
import { catalogueSource, generateCatalogue } from '@pim-connector/testkit';

import { openDestination } from './open-destination.ts';

const destination = openDestination(process.env);
const pipeline = createPipeline({
  name: 'example-shopify',
  source: catalogueSource({ catalogue: generateCatalogue({ seed: 'example', products: 20 }) }),
  destination,
  entities: ['product'],
  // The addresses of the pictures of a generated catalogue lead nowhere.
  mapping: {
    version: 1,
    name: 'example-shopify',
    entity: 'product',
    locales: { en: ['en', 'en-US', 'en-GB'] },
    rules: [
      {
        to: 'title',
        required: true,
        from: {
          op: 'coalesce',
          of: [
            { op: 'attribute', code: 'name' },
            { op: 'field', path: 'key' },
          ],
        },
      },
      { to: 'status', from: { op: 'constant', value: 'draft' } },
      {
        to: 'options',
        from: {
          op: 'each',
          of: { op: 'field', path: 'variesBy' },
          do: { op: 'attributeLabel', of: { op: 'item' } },
        },
      },
      { to: 'sku', level: 'variant', required: true, from: { op: 'field', path: 'key' } },
      {
        to: 'options',
        level: 'variant',
        from: {
          op: 'each',
          of: { op: 'variantAxes' },
          do: {
            op: 'object',
            fields: {
              name: { op: 'attributeLabel', of: { op: 'get', of: { op: 'item' }, path: 'axis' } },
              value: { op: 'get', of: { op: 'item' }, path: 'label' },
            },
          },
        },
      },
    ],
  },
  store: memoryStore(),
});

const check = await pipeline.check();
console.log(JSON.stringify(check, null, 2));
const plan = await pipeline.plan();
console.log(JSON.stringify(plan, null, 2).slice(0, 2_000));
if (process.argv.includes('--write')) {
  const first = await pipeline.run({ mode: 'full' });
  console.log(first.status, first.counts);
  const second = await pipeline.run({ mode: 'full' });
  console.log(second.status, second.counts);
}
