import { describe, expect, test } from 'vitest';

import type { LookupRequest, RemoteRecord } from '../connector/index.ts';
import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { memoryShop, memorySource, testMapping, testProduct, upsert } from './memory-connectors.ts';

/** A shop that never gives stock back, and keeps what it was asked. */
function forgetfulShop() {
  const shop = memoryShop({ references: true });
  const asked: LookupRequest[] = [];
  const destination = {
    ...shop.destination,
    lookup: async (request: LookupRequest, context: Parameters<typeof shop.destination.plan>[1]) => {
      asked.push(request);
      const found = (await shop.destination.lookup?.(request, context)) ?? new Map<string, RemoteRecord>();
      return new Map(
        [...found].map(([key, { remote, data }]) => {
          const { stock: _stock, ...rest } = data as { readonly stock?: string };
          return [key, { remote, data: rest, unreadable: ['stock'] }] as const;
        }),
      );
    },
  };
  return { ...shop, destination, asked };
}

function setUp() {
  const records = ['a', 'b'].map((key) => upsert(testProduct(key)));
  const shop = forgetfulShop();
  const diesAt = { commit: false };
  const store = memoryStore();
  const pipeline = createPipeline({
    name: 'test',
    source: memorySource(() => records),
    destination: shop.destination,
    mapping: {
      ...testMapping,
      rules: [
        { to: 'title', required: true, from: { op: 'attribute', code: 'name' } },
        { to: 'stock', from: { op: 'field', path: 'variants.0.inventory.0.quantity' } },
      ],
    },
    store: {
      ...store,
      commit: async (lease, delta) => {
        if (diesAt.commit && delta.settled !== undefined) throw new Error('died');
        await store.commit(lease, delta);
      },
    },
  });
  return { records, shop, pipeline, diesAt };
}

describe('what a destination does not give back', () => {
  test('is no drift, and hides no other', async () => {
    const { shop, pipeline } = setUp();
    await pipeline.run();
    expect(await pipeline.reconcile()).toMatchObject({ compared: 2, drifted: 0 });
    shop.products.set('a', { title: 'By hand', stock: '1' });
    const { drifts } = await pipeline.reconcile();
    expect(drifts.map(({ differences }) => differences)).toEqual([
      [{ path: 'title', before: 'By hand', after: 'Product a' }],
    ]);
  });

  test('is sent again where nobody knows whether it was written', async () => {
    const { records, shop, pipeline, diesAt } = setUp();
    await pipeline.run();
    records[0] = upsert(testProduct('a', { stock: '9' }));
    diesAt.commit = true;
    expect((await pipeline.run({ mode: 'full' })).status).toBe('failed');
    shop.writes.length = 0;
    diesAt.commit = false;
    await pipeline.run({ mode: 'full' });
    expect(shop.writes.map(({ key }) => key)).toEqual(['a']);
  });

  test('is shown in a plan that sends it, and only there', async () => {
    const { records, pipeline } = setUp();
    await pipeline.run();
    records[0] = upsert(testProduct('a', { name: 'Another' }));
    records[1] = upsert(testProduct('b', { stock: '9' }));
    const { changes } = await pipeline.plan();
    expect(changes.map(({ differences }) => differences?.map(({ path }) => path))).toEqual([
      ['title'],
      ['stock'],
    ]);
  });
});

test('a lookup is told how records are linked, and how they should be', async () => {
  const { shop, pipeline } = setUp();
  await pipeline.run();
  await pipeline.reconcile();
  const known = shop.asked.at(-1)?.known;
  expect(known?.get('a')).toEqual({
    remote: { id: 'shop-a' },
    desired: {
      data: { title: 'Product a', stock: '5' },
      variantKeys: ['a-1'],
      references: new Map(),
    },
  });
});
