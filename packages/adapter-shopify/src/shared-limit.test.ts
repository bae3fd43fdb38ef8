import { VirtualClock, createLimiterPool, createPipeline, memoryStore } from '@pim-connector/core';
import type { LimiterPool, StateStore } from '@pim-connector/core';
import { catalogueSource, generateCatalogue } from '@pim-connector/testkit';
import { expect, test } from 'vitest';

import { shopify } from './shopify.ts';
import { createShopifySimulator } from './simulator/index.ts';

interface Sharing {
  readonly store: StateStore;
  readonly limiters?: LimiterPool;
}

/** Two pipelines, each with a connector of its own, fill one shop at the same time. @returns how often it throttled them. */
async function throttled(first: Sharing, second: Sharing): Promise<number> {
  const clock = new VirtualClock(Date.parse('2026-11-01T00:00:00Z'));
  const simulator = createShopifySimulator({ clock });
  const pipelines = [first, second].map((sharing, index) =>
    createPipeline({
      name: `pipeline-${index}`,
      source: catalogueSource({ catalogue: generateCatalogue({ seed: `limit-${index}`, products: 30 }) }),
      destination: shopify({
        shop: 'example',
        accessToken: 'shpat_static',
        clock,
        fetch: async (request) => {
          await clock.sleep(100);
          return simulator.handler(request);
        },
      }),
      clock,
      entities: ['asset', 'product'],
      parkTime: 0,
      ...sharing,
    }),
  );
  const progress = { isDone: false };
  const runs = Promise.all(pipelines.map((pipeline) => pipeline.run())).finally(() => {
    progress.isDone = true;
  });
  // Time passes only when everybody waits.
  // oxlint-disable-next-line no-await-in-loop
  while (!progress.isDone) await clock.advance(50);
  const reports = await runs;
  expect(reports.map(({ counts }) => counts.failed)).toEqual([0, 0]);
  expect(simulator.state.products.size).toBeGreaterThan(45);
  return simulator.calls().filter((call) => call.throttled).length;
}

test('two pipelines of one app and shop share its limit through their store', async () => {
  const store = memoryStore();
  expect(await throttled({ store }, { store })).toBe(0);
});

test('… or through a pool where they have stores of their own', async () => {
  const limiters = createLimiterPool();
  expect(await throttled({ store: memoryStore(), limiters }, { store: memoryStore(), limiters })).toBe(0);
});

test('without either, the shop throttles them', async () => {
  expect(await throttled({ store: memoryStore() }, { store: memoryStore() })).toBeGreaterThan(0);
});
