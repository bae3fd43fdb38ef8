import { createPipeline, memoryStore } from '@pim-connector/core';
import { catalogueSource, generateCatalogue } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { defineMetafield } from './testing/define-metafield.ts';
import { openShop } from './testing/open-shop.ts';

describe('a catalogue', () => {
  test('is brought into a shop without a mapping, and a second time nothing is written', async () => {
    const { destination, simulator, state, clock } = openShop();
    await defineMetafield(simulator, {
      name: 'Manuals',
      namespace: 'custom',
      key: 'manuals',
      ownerType: 'PRODUCT',
      type: 'list.file_reference',
    });
    const store = memoryStore();
    const catalogue = generateCatalogue({ seed: 'shopify', products: 60 });
    const pipeline = createPipeline({
      name: 'catalogue',
      source: catalogueSource({ catalogue }),
      destination,
      store,
      clock,
      entities: ['asset', 'product', 'price', 'inventory'],
      parkTime: 0,
    });
    const plan = await pipeline.plan();
    expect(state.products.size).toBe(0);
    // Prices and stock of products that the plan makes are planned with them.
    expect(plan.problems).toEqual([]);
    expect(plan.counts.parked).toBe(0);
    const report = await pipeline.run({ mode: 'full' });
    const refusals = await Array.fromAsync(pipeline.deadLetters());
    expect(refusals).toEqual([]);
    expect(report.status).toBe('complete');
    // The catalogue has documents among its assets.
    const kinds = new Set([...state.files.values()].map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['MediaImage', 'GenericFile']));
    // Where the shop has a metafield that is called like what they are for, the default mapping points to them.
    const manuals = [...state.metafields.values()].flatMap((owner) =>
      [...owner.values()].filter(({ key }) => key === 'manuals'),
    );
    const documents = [...state.files.values()].filter(({ kind }) => kind === 'GenericFile');
    expect(manuals.flatMap(({ value }) => JSON.parse(value) as string[]).toSorted()).toEqual(
      documents.map(({ id }) => id).toSorted(),
    );
    expect(report.counts).toMatchObject({ failed: 0, parked: 0 });
    expect(state.products.size).toBe(60);
    expect(simulator.calls().filter(({ throttled }) => throttled)).toEqual([]);
    simulator.resetCalls();
    await pipeline.run({ mode: 'full' });
    const queries = new Set([
      'ShopContext',
      'ShopLocales',
      'PriceLists',
      'Locations',
      'Publications',
      'MetafieldDefinitions',
      'MetaobjectDefinitions',
    ]);
    expect(simulator.calls().filter(({ operation }) => !queries.has(operation ?? ''))).toEqual([]);
  });
});

test('an API that answers with another version than was asked for is told once', async () => {
  const { destination, context, warnings } = openShop(
    {},
    {
      around: (next) => async (request) => {
        const response = await next(request);
        return new Response(response.body, {
          status: response.status,
          headers: { ...Object.fromEntries(response.headers), 'x-shopify-api-version': '2027-04' },
        });
      },
    },
  );
  await destination.describe(context);
  expect(warnings).toEqual(['Shopify answers with version 2027-04 of its API instead of 2026-10']);
});
