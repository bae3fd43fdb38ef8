import { describe, expect, test } from 'vitest';

import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import type { AssigningShopOptions } from './assigning-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { testProduct, upsert } from './memory-connectors.ts';
import { counted, familyMapping, released, testPipeline } from './test-pipeline.ts';

function child(key: string, parent: string, name = key) {
  return upsert({ ...testProduct(key, { name }), family: parent });
}

const makerMapping = {
  ...familyMapping,
  rules: [...familyMapping.rules, { to: 'maker', from: { op: 'field', path: 'extensions.test.maker' } }],
};

function setUp(
  options: Partial<AssigningShopOptions> = {},
  store = memoryStore(),
  mapping: typeof familyMapping = familyMapping,
) {
  const clock = new IdleClock();
  const shop = assigningShop({ clock, deferrable: true, ...options });
  const made = testPipeline(shop.destination, {
    clock,
    store,
    mapping,
    count: 1,
  });
  const unfinished = async () => (await Array.fromAsync(store.entries('test', 'unfinished'))).flat();
  const parked = async () => (await Array.fromAsync(store.entries('test', 'parked'))).flat();
  const parents = () =>
    Object.fromEntries(shop.products.map(({ key, data }) => [key, (data as { parent?: string }).parent]));
  return { ...made, store, shop, parked, unfinished, parents };
}

describe('records that wait for each other', () => {
  test('are written without their references, and again with them', async () => {
    const { pipeline, records, shop, parked, parents } = setUp();
    records.push(child('a', 'c'), child('b', 'a'), child('c', 'b'));
    const report = await pipeline.run();
    expect(report.status).toBe('complete');
    expect(counted(report)).toEqual({ read: 4, created: 4 });
    expect(released(report)).toEqual({ read: 3, updated: 3 });
    expect(await parked()).toEqual([]);
    expect(parents()).toEqual({ p0: undefined, a: 'c', b: 'a', c: 'b' });
    expect(shop.duplicate()).toBeUndefined();
    const [, ...ofRing] = shop.writes.map(({ key, action }) => `${action} ${key}`);
    // What became of the creates was told: nobody need look for them.
    expect(shop.lookups).toEqual([]);
    expect(ofRing).toEqual(['create a', 'create b', 'create c', 'update a', 'update b', 'update c']);
    expect(counted(await pipeline.run({ mode: 'full' }))).toEqual({ read: 4, unchanged: 4 });
  });

  test('may be one record that refers to itself, and others may wait for them', async () => {
    const { pipeline, records, parents } = setUp();
    records.push(child('outer', 'self'), child('self', 'self'), child('far', 'outer'));
    expect((await pipeline.run()).status).toBe('complete');
    expect(parents()).toEqual({ p0: undefined, self: 'self', outer: 'self', far: 'outer' });
  });

  test('may have waited for others too, which are there by now', async () => {
    const { pipeline, records, parents } = setUp({}, memoryStore(), makerMapping);
    const extensions = { test: { maker: 'other' } };
    records.push(upsert({ ...testProduct('a'), family: 'b', extensions }), child('b', 'a'));
    records.push(upsert(testProduct('other')));
    expect((await pipeline.run()).status).toBe('complete');
    expect(parents()).toMatchObject({ a: 'b', b: 'a' });
  });

  test('are brought to the end by the next run if this one dies in between', async () => {
    const store = memoryStore();
    let writes = 0;
    const { pipeline, records, parked, unfinished } = setUp(
      {
        write: async function* dying(operations, own) {
          writes += 1;
          // The first writes what waits for nothing, the second the ring.
          if (writes > 2) throw new Error('died');
          yield* own(operations);
        },
      },
      store,
    );
    records.push(child('a', 'b'), child('b', 'a'));
    await pipeline.run();
    expect(await parked()).toEqual([]);
    expect((await unfinished()).map(({ key }) => key)).toEqual(['a', 'b']);
    const next = setUp({}, store);
    next.shop.products.push(
      ...['p0', 'a', 'b'].map((key, index) => ({
        id: `id-${index + 1}`,
        key,
        state: 'live' as const,
        visibleAt: 0,
        data: { title: key },
      })),
    );
    next.records.push(child('a', 'b'), child('b', 'a'));
    const report = await next.pipeline.run({ mode: 'full' });
    expect(report.status).toBe('complete');
    expect(next.parents()).toEqual({ p0: undefined, a: 'b', b: 'a' });
    expect(next.shop.duplicate()).toBeUndefined();
  });

  test('are not taken for finished if the run is stopped among them', async () => {
    const stop = new AbortController();
    const { pipeline, records, parents, parked, unfinished } = setUp({
      write: async function* stopped(operations, own) {
        for (const operation of operations) {
          yield* own([operation]);
          if (operation.key === 'a' && !stop.signal.aborted) {
            stop.abort();
            throw new Error('stopped');
          }
        }
      },
    });
    records.push(child('a', 'b'), child('b', 'a'));
    await pipeline.run({ signal: stop.signal });
    expect((await unfinished()).map(({ key, missing }) => [key, missing])).toEqual([['a', ['product:b']]]);
    expect((await parked()).map(({ key }) => key)).toEqual(['b']);
    expect((await pipeline.run()).status).toBe('complete');
    expect(parents()).toEqual({ p0: undefined, a: 'b', b: 'a' });
  });

  test('and for one that never comes wait on, and nothing of them is written', async () => {
    const { pipeline, records, shop, parked } = setUp();
    records.push(child('a', 'b'), child('b', 'never'), child('c', 'a'));
    const report = await pipeline.run();
    expect(counted(report)).toEqual({ read: 4, created: 1, parked: 3 });
    expect(shop.writes.map(({ key }) => key)).toEqual(['p0']);
    expect((await parked()).map(({ key, missing }) => [key, missing])).toEqual([
      ['a', ['product:b']],
      ['b', ['product:never']],
      ['c', ['product:a']],
    ]);
  });

  test('lack the one that the platform refuses until it gets through, and what changes of them is written meanwhile', async () => {
    let refuses = true;
    const { pipeline, records, parents, parked, unfinished, shop } = setUp({
      write: async function* refusing(operations, own) {
        for (const operation of operations) {
          if (operation.key !== 'b' || !refuses) yield* own([operation]);
          else
            yield {
              key: 'b',
              status: 'rejected',
              issues: [{ code: 'platform.rejected', severity: 'error', message: 'no' }],
            };
        }
      },
    });
    records.push(child('a', 'b'), child('b', 'a'));
    const report = await pipeline.run();
    expect(report.status).toBe('partial');
    expect(counted(report)).toEqual({ read: 3, created: 2, rejected: 1 });
    expect(parents()).toEqual({ p0: undefined, a: undefined });
    expect(await parked()).toEqual([]);
    expect((await unfinished()).map(({ key, missing }) => [key, missing])).toEqual([['a', ['product:b']]]);

    records[1] = child('a', 'b', 'Newer');
    await pipeline.run({ mode: 'full' });
    expect(shop.of('a')[0]?.data).toEqual(expect.objectContaining({ title: 'Newer' }));
    expect(parents()).toEqual({ p0: undefined, a: undefined });

    refuses = false;
    records[2] = child('b', 'a', 'Better');
    expect((await pipeline.run({ mode: 'full' })).status).toBe('complete');
    expect(parents()).toEqual({ p0: undefined, a: 'b', b: 'a' });
    expect(shop.of('a')[0]?.data).toEqual(expect.objectContaining({ title: 'Newer' }));
    expect(await unfinished()).toEqual([]);
  });

  test('of which a third is missing later wait for that', async () => {
    const { pipeline, records, parked, unfinished } = setUp();
    records.push(child('a', 'b'), child('b', 'a'));
    await pipeline.run();
    records[1] = child('a', 'third');
    await pipeline.run({ mode: 'full' });
    expect((await parked()).map(({ key, missing }) => [key, missing])).toEqual([['a', ['product:third']]]);
    expect(await unfinished()).toEqual([]);
  });

  test('are written without their references where the platform carries out later, too', async () => {
    const { pipeline, records, parked, parents, unfinished, shop } = setUp({ jobTime: 1_000 });
    records.push(child('a', 'b'), child('b', 'a'));
    const report = await pipeline.run();
    expect(report.status).toBe('complete');
    expect(counted(report)).toEqual({ read: 3, created: 3 });
    expect(released(report)).toEqual({ read: 2, updated: 2 });
    expect(parents()).toEqual({ p0: undefined, a: 'b', b: 'a' });
    expect(shop.duplicate()).toBeUndefined();
    expect([await parked(), await unfinished()]).toEqual([[], []]);
  });

  test('are refused from a destination that does not declare that it leaves out what they refer to', async () => {
    const { pipeline, records, shop } = setUp({ capabilities: { unfinished: false } });
    records.push(child('a', 'b'), child('b', 'a'));
    const report = await pipeline.run();
    expect(report.error).toMatchObject({ code: 'connector.protocol', connector: 'assigning-shop' });
    expect(shop.writes).toEqual([]);
  });

  test('that cannot be written without them wait, and are told when they have waited too long', async () => {
    const { pipeline, records, clock, shop, again, parked } = setUp({ deferrable: false });
    records.push(child('a', 'b'), child('b', 'a'));
    expect(counted(await pipeline.run())).toMatchObject({ read: 3, created: 1, parked: 2 });
    clock.advance(10_000);
    const report = await again({ parkTime: 1_000 }).run();
    expect(report.status).toBe('partial');
    const letters = await Array.fromAsync(pipeline.deadLetters());
    expect(letters.map(({ key, issues }) => [key, issues[0]?.code, issues[0]?.value])).toEqual([
      ['a', 'reference.missing', 'b'],
      ['b', 'reference.missing', 'a'],
    ]);
    expect(shop.products.map(({ key }) => key)).toEqual(['p0']);
    expect(await parked()).toEqual([]);
  });
});

test('what waited for others is not a ring: it is written once, with its reference', async () => {
  const { pipeline, records, shop } = setUp();
  records.unshift(child('b', 'a'), child('a', 'p0'));
  const report = await pipeline.run();
  expect(counted(report)).toEqual({ read: 3, created: 3 });
  expect(released(report)).toEqual({});
  expect(shop.writes.map(({ key }) => key)).toEqual(['p0', 'a', 'b']);
});
