import { VirtualClock, createLimiterPool, createPipeline, memoryStore } from '@pim-connector/core';
import type { Clock, Fetch, LimiterPool, Pipeline, RunReport, StateStore } from '@pim-connector/core';
import { catalogueSource, generateCatalogue } from '@pim-connector/testkit';
import { expect, test } from 'vitest';

import { shopify } from './shopify.ts';
import { createShopifySimulator } from './simulator/index.ts';
import { shopifySource } from './source/shopify-source.ts';

interface Sharing {
  readonly store: StateStore;
  readonly limiters?: LimiterPool;
}

/** Answers of a shop take a tenth of a second. */
function slowly({ handler }: { readonly handler: Fetch }, clock: Clock): Fetch {
  return async (request) => {
    await clock.sleep(100);
    return handler(request);
  };
}

/** Runs pipelines at the same time. Time passes only when everybody waits. */
async function runAll(pipelines: readonly Pipeline[], clock: VirtualClock): Promise<readonly RunReport[]> {
  const progress = { isDone: false };
  const runs = Promise.all(pipelines.map((pipeline) => pipeline.run())).finally(() => {
    progress.isDone = true;
  });
  // oxlint-disable-next-line no-await-in-loop
  while (!progress.isDone) await clock.advance(50);
  return runs;
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
        fetch: slowly(simulator, clock),
      }),
      clock,
      entities: ['asset', 'product'],
      parkTime: 0,
      ...sharing,
    }),
  );
  const reports = await runAll(pipelines, clock);
  expect(reports.map(({ counts }) => counts.failed)).toEqual([0, 0]);
  expect(simulator.state.products.size).toBeGreaterThan(45);
  return simulator.calls().filter((call) => call.throttled).length;
}

/** While one pipeline fills a shop, another one reads the same shop into a second. */
async function throttledReading(writing: Sharing, reading: Sharing) {
  const clock = new VirtualClock(Date.parse('2026-11-01T00:00:00Z'));
  const [simulator, other] = [createShopifySimulator({ clock }), createShopifySimulator({ clock })];
  const before = 250;
  simulator.seed(Array.from({ length: before }, (_, index) => ({ title: `Product ${index}` })));
  const shop = { shop: 'example', accessToken: 'shpat_static', clock };
  const catalogue = generateCatalogue({ seed: 'limit', products: 15 });
  const common = { clock, entities: ['asset', 'product'] as const, parkTime: 0 };
  const pipelines = [
    createPipeline({
      name: 'writing',
      source: catalogueSource({ catalogue }),
      destination: shopify({ ...shop, fetch: slowly(simulator, clock) }),
      ...common,
      ...writing,
    }),
    createPipeline({
      name: 'reading',
      source: shopifySource({ ...shop, fetch: slowly(simulator, clock), lane: 'pages' }),
      destination: shopify({ ...shop, shop: 'other', fetch: slowly(other, clock) }),
      ...common,
      ...reading,
    }),
  ];
  const reports = await runAll(pipelines, clock);
  return {
    errors: reports.flatMap(({ error }) => error?.code ?? []),
    written: simulator.state.products.size - before,
    throttled: simulator.calls().filter((call) => call.throttled).length,
  };
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

test('who reads a shop shares its limit with who writes to it', async () => {
  const store = memoryStore();
  const { errors, written, throttled: refused } = await throttledReading({ store }, { store });
  expect({ errors, refused }).toEqual({ errors: [], refused: 0 });
  expect(written).toBeGreaterThan(10);
  const apart = await throttledReading({ store: memoryStore() }, { store: memoryStore() });
  expect(apart.throttled).toBeGreaterThan(0);
});
