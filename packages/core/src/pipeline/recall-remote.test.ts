import { expect, test } from 'vitest';

import { memoryStore } from '../state/index.ts';
import type { StateStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { memoryShop, memorySource, testMapping, testProduct, upsert } from './memory-connectors.ts';

const mapping = {
  ...testMapping,
  rules: [
    { to: 'title', required: true, from: { op: 'attribute', code: 'name' } },
    { to: 'price', from: { op: 'field', path: 'variants.0.prices.0.amount' } },
    { to: 'stock', from: { op: 'field', path: 'variants.0.inventory.0.quantity' } },
  ],
};

/** A store whose process dies when a page was written and is about to be committed. */
function dyingStore(store: StateStore, diesAt: { page: number | null }): StateStore {
  return {
    ...store,
    commit: async (lease, delta) => {
      if (delta.settled?.index === diesAt.page && delta.settled !== undefined) throw new Error('died');
      await store.commit(lease, delta);
    },
  };
}

function setUp() {
  const records = Array.from({ length: 30 }, (_unused, index) => upsert(testProduct(`p${index}`)));
  const shop = memoryShop();
  const diesAt: { page: number | null } = { page: null };
  const pipeline = createPipeline({
    name: 'test',
    source: memorySource(() => records),
    destination: shop.destination,
    mapping,
    store: dyingStore(memoryStore(), diesAt),
    concurrency: 1,
  });
  return { records, shop, pipeline, diesAt };
}

test('creates of a page that was written and not committed are not sent again', async () => {
  const { shop, pipeline, diesAt } = setUp();
  diesAt.page = 1;
  expect((await pipeline.run()).status).toBe('failed');
  expect(shop.writes).toHaveLength(20);
  // The shop keeps fields of its own beside those that the mapping sets.
  const known = shop.products.get('p15');
  if (known !== undefined) shop.products.set('p15', { ...known, note: 'made by the shop' });
  diesAt.page = null;
  const report = await pipeline.run();
  expect(report.passes[0]).toMatchObject({
    resumed: true,
    counts: { read: 20, created: 10, unchanged: 10 },
  });
  expect(shop.writes).toHaveLength(30);
  expect((await pipeline.run({ mode: 'full' })).counts).toMatchObject({ read: 30, unchanged: 30 });
});

test('updates of a page that was written and not committed are not sent again', async () => {
  const { shop, pipeline, records, diesAt } = setUp();
  await pipeline.run();
  for (const index of records.keys()) records[index] = upsert(testProduct(`p${index}`, { price: '12.50' }));
  shop.writes.length = 0;
  diesAt.page = 1;
  expect((await pipeline.run({ mode: 'full' })).status).toBe('failed');
  expect(shop.writes).toHaveLength(20);
  diesAt.page = null;
  await pipeline.run({ mode: 'full' });
  expect(shop.writes.map(({ key }) => key).toSorted()).toEqual(records.map(({ key }) => key).toSorted());
});

test('of a page that may have been written, exactly what is not as it should be is sent', async () => {
  const { shop, pipeline, records, diesAt } = setUp();
  await pipeline.run();
  records[12] = upsert(testProduct('p12', { price: '12.50' }));
  records[13] = upsert(testProduct('p13', { price: '12.50' }));
  diesAt.page = 1;
  await pipeline.run({ mode: 'full' });
  shop.products.set('p12', { title: 'Product p12', price: '10', stock: '5' });
  shop.products.set('p13', { title: 'Changed in the shop', price: '12.5', stock: '5' });
  shop.writes.length = 0;
  diesAt.page = null;
  const written: unknown[] = [];
  pipeline.on('records.written', ({ records: list }) => written.push(...list));
  await pipeline.run({ mode: 'full' });
  expect(written).toEqual([
    { key: 'p12', action: 'updated', sections: ['prices'] },
    { key: 'p13', action: 'updated', sections: ['content'] },
  ]);
});

test('what a run wrote that died is taken back when the source went back to what was written before', async () => {
  const { shop, pipeline, records, diesAt } = setUp();
  await pipeline.run();
  const before = records[12];
  records[12] = upsert(testProduct('p12', { price: '12.50' }));
  diesAt.page = 1;
  await pipeline.run({ mode: 'full' });
  expect(shop.products.get('p12')?.price).toBe('12.5');
  diesAt.page = null;
  if (before !== undefined) records[12] = before;
  await pipeline.run({ mode: 'full' });
  expect(shop.products.get('p12')?.price).toBe('10');
});

test('repairing sends only the sections in which something differs', async () => {
  const { shop, pipeline } = setUp();
  await pipeline.run();
  shop.products.set('p3', { title: 'Product p3', price: '99', stock: '5', note: 'made by the shop' });
  const written: unknown[] = [];
  pipeline.on('records.written', ({ records: list }) => written.push(...list));
  expect(await pipeline.reconcile({ repair: true })).toMatchObject({ drifted: 1, repairs: { updated: 1 } });
  expect(written).toEqual([{ key: 'p3', action: 'updated', sections: ['prices'] }]);
});
