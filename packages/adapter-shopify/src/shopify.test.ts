import { createPipeline, memoryStore } from '@pim-connector/core';
import { catalogueSource, generateCatalogue } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { openShop } from './testing/open-shop.ts';

describe('a catalogue', () => {
  test('is brought into a shop without a mapping, and a second time nothing is written', async () => {
    const { destination, simulator, state, clock } = openShop();
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
