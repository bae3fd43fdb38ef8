import { describe, expect, test } from 'vitest';

import { leavingOutShop } from './leaving-out-shop.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import type { ShopProduct } from './memory-connectors.ts';
import { counted, familyMapping, full, released, testPipeline } from './test-pipeline.ts';

function setUp(options: Parameters<typeof testPipeline>[1] = {}) {
  const shop = leavingOutShop();
  const made = testPipeline(shop.destination, { mapping: familyMapping, count: 1, ...options });
  const parents = () =>
    Object.fromEntries(
      [...shop.products].flatMap(([key, { parent }]) => (parent === undefined ? [] : [[key, parent]])),
    );
  const unfinished = async () => (await Array.fromAsync(made.store.entries('test', 'unfinished'))).flat();
  return { ...made, shop, parents, unfinished };
}

/** A product that names another one. */
function naming(key: string, other: string, changes: Parameters<typeof testProduct>[1] = {}) {
  return upsert({ ...testProduct(key, changes), family: other });
}

describe('a record that can be written without what it refers to', () => {
  test('is written, and finished when that is there; two that refer to each other both are', async () => {
    const { pipeline, records, parents, shop, unfinished } = setUp();
    records.push(naming('a', 'b'), naming('b', 'a'));
    const report = await pipeline.run();
    expect(report.status).toBe('complete');
    expect(counted(report)).toEqual({ read: 3, created: 3 });
    expect(released(report)).toEqual({ read: 2, updated: 2 });
    expect(parents()).toEqual({ a: 'b', b: 'a' });
    expect(await unfinished()).toEqual([]);
    shop.writes.length = 0;
    expect(counted(await pipeline.run(full))).toEqual({ read: 3, unchanged: 3 });
    expect(shop.writes).toEqual([]);
  });

  test('is finished by a later run that does not read it; until then nothing of it is sent', async () => {
    const { pipeline, records, parents, shop, unfinished, clock } = setUp();
    records.push(naming('a', 'late'));
    await pipeline.run();
    shop.writes.length = 0;
    clock.advance(86_400_000 * 10);
    expect(counted(await pipeline.run(full))).toEqual({ read: 2, unchanged: 2 });
    expect(shop.writes).toEqual([]);
    expect(await unfinished()).toMatchObject([
      { key: 'a', missing: ['product:late'], sections: ['content'], record: { key: 'a' } },
    ]);
    records.splice(1, 1, upsert(testProduct('late')));
    await pipeline.run();
    expect(parents()).toEqual({ a: 'late' });
    expect(shop.writes.at(-1)).toMatchObject({ key: 'a', action: 'update' });
    expect(await unfinished()).toEqual([]);
  });

  test('is not written back to what it was when it has changed meanwhile', async () => {
    const { pipeline, records, parents, shop, unfinished } = setUp();
    records.push(naming('a', 'late'));
    await pipeline.run();
    records[1] = naming('a', 'p0', { name: 'Newer' });
    await pipeline.run(full);
    expect(await unfinished()).toEqual([]);
    records.push(upsert(testProduct('late')));
    await pipeline.run(full);
    expect(parents()).toEqual({ a: 'p0' });
    expect(shop.products.get('a')?.title).toBe('Newer');
  });

  test('is finished although something else of it was written meanwhile, or failed to be', async () => {
    const { pipeline, records, parents, shop, unfinished } = setUp();
    records.push(naming('a', 'late'));
    await pipeline.run();
    records[1] = naming('a', 'late', { price: '12' });
    await pipeline.run(full);
    expect(shop.products.get('a')).toMatchObject({ price: '12' });
    expect(await unfinished()).toMatchObject([{ key: 'a', sections: ['content'] }]);
    // A title that is too long is refused: the newer state waits for a person, and the older one does not come back.
    records[1] = naming('a', 'late', { price: '13', name: 'n'.repeat(41) });
    await pipeline.run(full);
    records.push(upsert(testProduct('late')));
    await pipeline.run(full);
    expect(parents()).toEqual({});
    expect(shop.products.get('a')).toMatchObject({ price: '12' });
    records[1] = naming('a', 'late', { price: '14' });
    expect((await pipeline.run(full)).status).toBe('complete');
    expect(shop.products.get('a')).toMatchObject({ price: '14' });
    expect(parents()).toEqual({ a: 'late' });
    expect(await unfinished()).toEqual([]);
  });

  test('that is gone is not finished any more', async () => {
    const { pipeline, records, shop, unfinished } = setUp({ source: { capabilities: { deletes: 'swept' } } });
    records.push(naming('a', 'late'));
    await pipeline.run();
    records.splice(1, 1);
    await pipeline.run(full);
    expect(shop.products.has('a')).toBe(false);
    expect(await unfinished()).toEqual([]);
  });

  test('is tried again where finishing it failed', async () => {
    let isDown = false;
    const shop = memoryShop({
      capabilities: { unfinished: true },
      plan: (operations) =>
        operations.map((operation) => {
          const { parent, ...rest } = operation.payload as unknown as ShopProduct;
          if (parent === undefined || shop.products.has(parent)) {
            return isDown && operation.key === 'a'
              ? { ...operation, issues: [{ code: 'value.missing', severity: 'error', message: 'Not now' }] }
              : operation;
          }
          return {
            ...operation,
            payload: rest,
            awaits: [{ entity: 'product', key: parent, path: 'parent' }],
          };
        }),
    });
    const { pipeline, records } = testPipeline(shop.destination, { mapping: familyMapping, count: 1 });
    records.push(naming('a', 'late'));
    await pipeline.run();
    records.push(upsert(testProduct('late')));
    isDown = true;
    expect((await pipeline.run(full)).status).toBe('partial');
    expect(await Array.fromAsync(pipeline.deadLetters())).toMatchObject([{ key: 'a', stage: 'plan' }]);
    isDown = false;
    expect((await pipeline.run(full)).status).toBe('complete');
    expect(shop.products.get('a')?.parent).toBe('late');
    expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
  });
});
