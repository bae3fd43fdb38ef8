import { describe, expect, test } from 'vitest';

import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { testProduct, upsert } from './memory-connectors.ts';
import { counted, familyMapping, released, testPipeline } from './test-pipeline.ts';

const day = 86_400_000;
const full = { mode: 'full' as const };

/** Products whose family is the key of the product they stand below. */
function child(key: string, parent: string, changes: Parameters<typeof testProduct>[1] = {}) {
  return upsert({ ...testProduct(key, changes), family: parent });
}

function setUp(options: Parameters<typeof testPipeline>[1] = {}, jobTime?: number) {
  const clock = new IdleClock();
  const store = memoryStore({ clock });
  const shop = assigningShop({ clock, ...(jobTime === undefined ? {} : { jobTime }) });
  const made = testPipeline(shop.destination, { clock, store, mapping: familyMapping, count: 3, ...options });
  const parked = async () => (await Array.fromAsync(store.entries('test', 'parked'))).flat();
  return { ...made, clock, store, shop, parked };
}

describe('a record that refers to one that is not there yet', () => {
  test('waits, and is written when that one has come', async () => {
    const { pipeline, shop, records, parked } = setUp({ source: { pageSize: 1 }, concurrency: 1 });
    records.unshift(child('a', 'p1'));
    const pages: unknown[] = [];
    pipeline.on('page.settled', ({ counts }) => pages.push(counts.parked));
    const report = await pipeline.run();
    expect(pages).toEqual([1, 0, 0, 0]);
    expect(report.status).toBe('complete');
    expect(counted(report)).toEqual({ read: 4, created: 4 });
    expect(shop.writes.at(-1)?.key).toBe('a');
    expect(await parked()).toEqual([]);
  });

  test('gets through level by level, however deep the tree is', async () => {
    const { pipeline, records, shop } = setUp();
    for (const level of ['e', 'd', 'c', 'b', 'a'])
      records.unshift(
        child(level, level === 'a' ? 'p0' : String.fromCodePoint((level.codePointAt(0) ?? 0) - 1)),
      );
    records.reverse();
    expect(counted(await pipeline.run())).toEqual({ read: 8, created: 8 });
    expect(shop.writes.map(({ key }) => key).filter((key) => key.length === 1)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
  });

  test('waits also while that one is accepted and not done', async () => {
    const { pipeline, shop, records } = setUp({}, 5_000);
    records.unshift(child('b', 'a'), child('a', 'p0'));
    const report = await pipeline.run();
    expect(counted(report)).toEqual({ read: 5, created: 5 });
    expect(report.status).toBe('complete');
    expect(shop.products.map(({ key }) => key).slice(-2)).toEqual(['a', 'b']);
  });

  test('is released by a later run, and by one whose pass does not read it', async () => {
    const { pipeline, records, clock, shop } = setUp();
    records.push(child('a', 'late'));
    const first = await pipeline.run();
    expect(first.status).toBe('partial');
    expect(counted(first)).toEqual({ read: 4, created: 3, parked: 1 });
    const orphan = records.splice(3, 1);
    records.push(upsert(testProduct('late')));
    clock.advance(1_000);
    const second = await pipeline.run();
    expect(counted(second)).toEqual({ read: 4, created: 1, unchanged: 3 });
    expect(released(second)).toEqual({ read: 1, created: 1 });
    expect(shop.of('a')).toHaveLength(1);
    expect(orphan).toHaveLength(1);
  });

  test('becomes a dead letter that names what is missing, once it has waited too long', async () => {
    const { pipeline, records, clock, parked } = setUp({ parkTime: day });
    records.push(child('a', 'never'));
    // A run every hour reads it anew each time; its time does not begin anew with that.
    for (let hour = 0; hour < 24; hour += 1) {
      await pipeline.run(full);
      clock.advance(3_600_000);
    }
    expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
    const report = await pipeline.run(full);
    expect(counted(report)).toEqual({ read: 4, unchanged: 3, rejected: 1 });
    expect(await Array.fromAsync(pipeline.deadLetters())).toMatchObject([
      {
        key: 'a',
        stage: 'diff',
        issues: [
          {
            code: 'reference.missing',
            value: 'never',
            message: expect.stringContaining('product “never”') as string,
          },
        ],
      },
    ]);
    expect(await parked()).toEqual([]);
  });

  test('gets through by a replay when what it refers to has come after it was given up', async () => {
    const { pipeline, records, clock, shop } = setUp({ parkTime: 1_000 });
    records.push(child('a', 'late'));
    await pipeline.run();
    clock.advance(2_000);
    await pipeline.run();
    expect(await Array.fromAsync(pipeline.deadLetters())).toHaveLength(1);
    records.splice(3, 1, upsert(testProduct('late')));
    clock.advance(1_000);
    await pipeline.run();
    expect((await pipeline.replay({ code: 'reference.missing' })).counts).toMatchObject({
      read: 1,
      created: 1,
    });
    expect(shop.of('a')).toHaveLength(1);
  });
});

describe('while a record waits', () => {
  test('a newer state of it takes its place', async () => {
    const { pipeline, records, clock, shop } = setUp();
    records.push(child('a', 'late'));
    await pipeline.run();
    records[3] = child('a', 'late', { name: 'Newer' });
    clock.advance(1_000);
    await pipeline.run(full);
    records.push(upsert(testProduct('late')));
    clock.advance(1_000);
    await pipeline.run(full);
    expect(shop.of('a')).toMatchObject([{ data: { title: 'Newer' } }]);
  });

  test('a newer state that needs to wait for nothing is written, and the older one is forgotten', async () => {
    const { pipeline, records, clock, shop, parked } = setUp();
    records.push(child('a', 'late'));
    await pipeline.run();
    records[3] = child('a', 'p0', { name: 'Newer' });
    clock.advance(1_000);
    expect((await pipeline.run(full)).status).toBe('complete');
    expect(await parked()).toEqual([]);
    expect(shop.of('a')).toMatchObject([{ data: { title: 'Newer' } }]);
  });

  test('an older state of it that was refused is not replayed over it', async () => {
    const { pipeline, records, clock, shop, again } = setUp();
    records.push(child('a', 'late', { name: null }));
    await pipeline.run();
    expect(await Array.fromAsync(pipeline.deadLetters())).toHaveLength(1);
    records[3] = child('a', 'late', { name: 'Newer' });
    clock.advance(1_000);
    await pipeline.run(full);
    const lax = { ...familyMapping, rules: [{ to: 'title', from: { op: 'constant', value: 'Older' } }] };
    await again({ mapping: lax }).replay();
    expect(shop.of('a')).toEqual([]);
    records.push(upsert(testProduct('late')));
    clock.advance(1_000);
    await pipeline.run(full);
    expect(shop.of('a')).toMatchObject([{ data: { title: 'Newer' } }]);
  });

  test('it is dropped when the source lets it go', async () => {
    const { pipeline, records, clock, shop, parked } = setUp({
      source: { capabilities: { deletes: 'swept' } },
    });
    records.push(child('a', 'late'));
    await pipeline.run();
    records.pop();
    clock.advance(1_000);
    const second = await pipeline.run(full);
    expect(released(second)).toEqual({ read: 1, skipped: 1 });
    expect(second.status).toBe('complete');
    expect(await parked()).toEqual([]);
    records.push(upsert(testProduct('late')));
    clock.advance(1_000);
    await pipeline.run(full);
    expect(shop.of('a')).toEqual([]);
  });

  test('it is dropped when the source reports it as deleted', async () => {
    const { pipeline, records, clock, parked } = setUp();
    records.push(child('a', 'late'));
    await pipeline.run();
    records[3] = { op: 'delete', entity: 'product', key: 'a' };
    clock.advance(1_000);
    expect(counted(await pipeline.run(full))).toEqual({ read: 4, unchanged: 3, skipped: 1 });
    expect(await parked()).toEqual([]);
  });

  test('and it was written before, it is not swept', async () => {
    const { pipeline, records, clock, shop, store } = setUp({
      source: { capabilities: { deletes: 'swept' } },
    });
    records.push(child('a', 'p0'));
    await pipeline.run();
    records[3] = child('a', 'late');
    clock.advance(1_000);
    expect(counted(await pipeline.run(full))).toEqual({ read: 4, unchanged: 3, parked: 1 });
    expect(shop.of('a')).toHaveLength(1);
    expect(await store.known('test', 'product')).toBe(4);
  });
});
