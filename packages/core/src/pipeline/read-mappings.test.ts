import { expect, test } from 'vitest';
import { z } from 'zod';

import { defineDestination, emptySchemaDescription } from '../connector/index.ts';
import { memoryShop } from './memory-connectors.ts';
import { shopMapping, testPipeline } from './test-pipeline.ts';

const schema = z.strictObject({ title: z.string().optional() });

const withDefault = defineDestination({
  type: 'with-default',
  config: z.strictObject({}),
  records: { product: { schema, sections: {} } },
  account: () => 'with-default',
  create: () => ({
    ...memoryShop().destination,
    describe: async () => ({ ...emptySchemaDescription, locales: ['fr-FR'] }),
    defaultMapping: (entity, { destination }) => ({
      version: 1,
      name: 'default',
      entity,
      locales: Object.fromEntries(destination.locales.map((locale) => [locale, [locale]])),
      rules: [{ to: 'title', from: { op: 'attribute', code: 'name' } }],
    }),
  }),
});

test('a default mapping is shown as it is made for what both ends hold, and can be given back', async () => {
  const { pipeline, again, store } = testPipeline(withDefault({}), { mapping: undefined });
  const mappings = await pipeline.mappings();
  expect(mappings).toMatchObject([{ name: 'default', entity: 'product', locales: { 'fr-FR': ['fr-FR'] } }]);
  expect(JSON.parse(JSON.stringify(mappings))).toEqual(mappings);
  expect(await again({ mapping: mappings }).mappings()).toEqual(mappings);
  expect(await store.checkpoint('test', 'product')).toBeNull();
});

test('a mapping that was given is shown as it is, and what is done to it changes nothing', async () => {
  const { pipeline } = testPipeline(memoryShop().destination);
  const [mapping] = await pipeline.mappings();
  expect(mapping).toEqual(shopMapping);
  mapping?.rules.splice(0);
  expect(await pipeline.mappings()).toEqual([shopMapping]);
});
