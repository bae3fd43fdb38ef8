import { describe, expect, test } from 'vitest';

import { memoryStore } from '../state/index.ts';
import { IdleClock } from './idle-clock.ts';
import { memoryShop } from './memory-connectors.ts';
import type { DeleteOptions } from './pipeline-options.ts';
import { dyingStore, forget, full, swept, testPipeline } from './test-pipeline.ts';

describe('the fuse', () => {
  const blows: readonly [string, DeleteOptions['fuse'], number, boolean][] = [
    ['a tenth is let through', { free: 0 }, 10, false],
    ['more than a tenth is not', { free: 0 }, 11, true],
    ['a share of its own', { free: 0, ratio: 0.5 }, 50, false],
    ['ten may always be deleted', { ratio: 0 }, 10, false],
    ['a count binds', { count: 5 }, 6, true],
    ['also below ten', { count: 5 }, 5, false],
    ['none at all', { count: 0 }, 1, true],
  ];
  test.each(blows)('%s', async (_what, fuse, gone, blown) => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination, {
      source: swept,
      count: 100,
      deletes: fuse === undefined ? {} : { fuse },
    });
    await made.pipeline.run();
    forget(made, ...made.records.slice(0, gone).map(({ key }) => key));
    const held: unknown[] = [];
    made.pipeline.on('deletes.held', ({ deletes, known }) => held.push({ deletes, known }));
    const second = await made.pipeline.run(full);
    expect(shop.products.size).toBe(blown ? 100 : 100 - gone);
    expect(held).toEqual(blown ? [{ deletes: gone, known: 100 }] : []);
    expect(second.passes[0]?.deletes).toMatchObject(
      blown ? { done: 0, held: gone } : { done: gone, held: 0 },
    );
    expect(second.status).toBe(blown ? 'partial' : 'complete');
  });

  test('that has blown lists what it holds, and lets it go when somebody allows it', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination, { source: swept });
    await made.pipeline.run();
    forget(made, ...made.records.slice(0, 15).map(({ key }) => key));
    await made.pipeline.run(full);
    const held = await Array.fromAsync(made.pipeline.deletes());
    expect(held).toHaveLength(15);
    expect(held[0]).toMatchObject({ key: 'p0', status: 'held', reason: 'swept' });
    await made.pipeline.run({ allowDeletes: true });
    expect(shop.products.size).toBe(5);
    expect(await Array.fromAsync(made.pipeline.deletes())).toEqual([]);
  });

  test('counts what was deleted within the last hour, unless somebody had allowed or undone it', async () => {
    const clock = new IdleClock();
    const shop = memoryShop();
    const made = testPipeline(shop.destination, { source: swept, count: 100, clock });
    await made.pipeline.run();
    const deleteSome = async (count: number, options = {}) => {
      forget(made, ...made.records.slice(0, count).map(({ key }) => key));
      const { passes } = await made.pipeline.run({ ...full, ...options });
      return passes[0]?.deletes;
    };
    expect(await deleteSome(30, { allowDeletes: true })).toMatchObject({ done: 30, held: 0 });
    expect(await deleteSome(6)).toMatchObject({ done: 6, held: 0 });
    expect(await deleteSome(5)).toMatchObject({ done: 0, held: 5 });
    const [, undone] = await made.store.runs('test', 2);
    await made.pipeline.undoDeletes({ run: undone?.id ?? '' });
    expect(await deleteSome(0)).toMatchObject({ done: 5, held: 0 });
    expect(await deleteSome(8)).toMatchObject({ done: 0, held: 8 });
    clock.advance(3_600_001);
    expect(await deleteSome(0)).toMatchObject({ done: 8, held: 0 });
  });

  test('that has blown holds nothing back of records that are there again', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination, { source: swept });
    await made.pipeline.run();
    const gone = made.records.splice(0, 15);
    await made.pipeline.run(full);
    made.records.unshift(...gone);
    const third = await made.pipeline.run({ ...full, allowDeletes: true });
    expect(third.passes[0]?.deletes).toEqual({ done: 0, held: 0, notSwept: null });
    expect(shop.products.size).toBe(20);
  });

  test('cannot be got around by a crash in the middle of a sweep', async () => {
    const clock = new IdleClock();
    const store = memoryStore({ clock });
    const shop = memoryShop();
    const made = testPipeline(shop.destination, {
      source: { ...swept, pageSize: 500 },
      count: 6_000,
      store,
      clock,
    });
    await made.pipeline.run();
    made.records.length = 0;
    let marked = 0;
    const dying = dyingStore(store, ({ ledger = [] }) => {
      const mine = ledger.some((change) => change.kind === 'deletion' && (change.set?.length ?? 0) > 0);
      marked += Number(mine);
      return mine && marked === 1 ? 'after' : null;
    });
    await made.again({ store: dying }).run(full);
    // A tenth of what must not be deleted is marked; by itself that would pass the fuse.
    expect((await Array.fromAsync(made.pipeline.deletes())).length).toBeGreaterThan(0);
    await made.pipeline.run({ mode: 'incremental' });
    expect(shop.products.size).toBe(6_000);
    await made.pipeline.run(full);
    expect(shop.products.size).toBe(6_000);
    expect((await Array.fromAsync(made.pipeline.deletes())).length).toBe(6_000);
  });

  test('is not fooled by a crash in the middle of deleting', async () => {
    const clock = new IdleClock();
    const store = memoryStore({ clock });
    const shop = memoryShop();
    const made = testPipeline(shop.destination, { source: swept, count: 3_000, store, clock });
    await made.pipeline.run();
    forget(made, ...made.records.slice(0, 250).map(({ key }) => key));
    let commits = 0;
    const dying = dyingStore(store, ({ ledger = [] }) => {
      const undo = ledger.some((change) => change.kind === 'undo' && (change.set?.length ?? 0) > 0);
      commits += Number(undo);
      return undo && commits === 2 ? 'before' : null;
    });
    expect((await made.again({ store: dying }).run(full)).status).toBe('failed');
    const resumed = await made.pipeline.run(full);
    expect(resumed.status).toBe('complete');
    expect(shop.products.size).toBe(2_750);
    expect(await store.known('test', 'product')).toBe(2_750);
  });
});
