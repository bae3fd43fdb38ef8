import { createPipeline, memoryStore, SkippingClock } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { catalogueSource, generateCatalogue } from '../catalogue/index.ts';
import { createReferenceShop } from '../reference-shop/index.ts';
import { referenceShopDestination } from './reference-shop-destination.ts';

const modes = [
  { completion: 'sync', identity: 'natural' },
  { completion: 'async', identity: 'natural' },
  { completion: 'sync', identity: 'assigned' },
  { completion: 'async', identity: 'assigned' },
] as const;

test.each(modes)('a catalogue is brought over: $completion, $identity', async ({ completion, identity }) => {
  const clock = new SkippingClock(Date.parse('2026-05-01T12:00:00Z'));
  const shop = createReferenceShop({ clock, identity, rateLimit: null, lookupLag: 3000 });
  const store = memoryStore();
  const run = async (products: number) => {
    const pipeline = createPipeline({
      name: 'modes',
      source: catalogueSource({ catalogue: generateCatalogue({ seed: 'modes', products }) }),
      destination: referenceShopDestination({
        url: 'https://shop.example',
        token: 'reference-shop-token',
        fetch: shop.handler,
        completion,
        identity,
        lookupLag: 4000,
        clock,
      }),
      store,
      clock,
      parkTime: 0,
      deletes: { fuse: { ratio: 1 } },
    });
    const report = await pipeline.run({ mode: 'full' });
    const letters = await Array.fromAsync(pipeline.deadLetters({ entity: 'product' }));
    expect(letters.map(({ key, issues, error }) => ({ key, issues, error }))).toEqual([]);
    return report;
  };
  expect(await run(60)).toMatchObject({ status: 'complete', counts: { accepted: 0, failed: 0 } });
  expect(shop.sizes().products).toBe(60);
  shop.resetLog();
  expect((await run(60)).status).toBe('complete');
  expect(shop.writes()).toEqual([]);
  await run(40);
  expect(shop.sizes().products).toBe(40);
});
