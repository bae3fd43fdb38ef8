import { describe, expect, test } from 'vitest';

import { ConnectorError, isConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import type { DeleteOptions } from './pipeline-options.ts';
import { counted, dyingStore, released, testPipeline } from './test-pipeline.ts';
import type { TestPipeline } from './test-pipeline.ts';

const swept = { capabilities: { deletes: 'swept' as const } };
const full = { mode: 'full' as const };

/** Lets the source forget records. */
function forget({ records }: TestPipeline, ...keys: readonly string[]): void {
  for (const key of keys) {
    records.splice(
      records.findIndex((record) => record.key === key),
      1,
    );
  }
}

const report = (deleted: string) => ({ op: 'delete', entity: 'product', key: deleted }) as const;

describe('a sweep', () => {
  test('deletes what a complete pass does not give any more, and counts it apart from what was read', async () => {
    const shop = memoryShop();
    const test = testPipeline(shop.destination, { source: swept });
    await test.pipeline.run();
    forget(test, 'p3', 'p4');
    const second = await test.pipeline.run(full);
    expect(second.status).toBe('complete');
    expect(counted(second)).toEqual({ read: 18, unchanged: 18 });
    expect(second.passes[0]?.deletes).toEqual({ done: 2, held: 0, notSwept: null });
    expect(released(second)).toEqual({ read: 2, deleted: 2 });
    expect(shop.products.size).toBe(18);
    expect(second.passes[0]?.deletes.done).toBe(2);
    expect(await test.store.known('test', 'product')).toBe(18);
    // Done once, it is not done again.
    const third = await test.pipeline.run(full);
    expect(third.passes[0]?.deletes.done).toBe(0);
    expect(shop.writes.filter(({ action }) => action === 'delete')).toHaveLength(2);
  });

  test('happens after complete passes only', async () => {
    const shop = memoryShop();
    let all = true;
    const test = testPipeline(shop.destination, { source: { ...swept, enumeratedAll: () => all } });
    await test.pipeline.run();
    forget(test, 'p3');
    await test.pipeline.run();
    expect(shop.products.size).toBe(20);
    all = false;
    const partial = await test.pipeline.run(full);
    expect(partial.passes[0]?.deletes.notSwept).toMatch(/did not give everything/);
    expect(shop.products.size).toBe(20);
    all = true;
    await test.pipeline.run(full);
    expect(shop.products.has('p3')).toBe(false);
  });

  test('does not happen while a row without a key could be any record', async () => {
    const shop = memoryShop();
    const test = testPipeline(shop.destination, { source: swept });
    await test.pipeline.run();
    const [, spoilt] = test.records;
    test.records[1] = { ...upsert(testProduct('p1')), key: '' };
    const second = await test.pipeline.run(full);
    expect(second.passes[0]?.deletes.notSwept).toMatch(/could not be read/);
    expect(shop.products.has('p1')).toBe(true);
    if (spoilt !== undefined) test.records[1] = spoilt;
    test.clock.advance(1_000);
    expect((await test.pipeline.run(full)).status).toBe('complete');
    expect(await Array.fromAsync(test.pipeline.deadLetters())).toEqual([]);
  });

  test('spares records that are there but are refused', async () => {
    const shop = memoryShop();
    const test = testPipeline(shop.destination, { source: swept });
    await test.pipeline.run();
    test.records[2] = upsert(testProduct('p2', { name: 'x'.repeat(99) }));
    expect(counted(await test.pipeline.run(full))).toEqual({ read: 20, unchanged: 19, rejected: 1 });
    expect(shop.products.has('p2')).toBe(true);
  });

  test('counts a delete that fails as a failure of the run', async () => {
    const shop = memoryShop({
      async *write(operations, own) {
        for (const operation of operations) {
          if (operation.action === 'delete')
            yield {
              key: operation.key,
              status: 'failed',
              error: new ConnectorError('request.rejected', 'no'),
            };
          else yield* own([operation]);
        }
      },
    });
    const test = testPipeline(shop.destination, { source: swept });
    await test.pipeline.run();
    forget(test, 'p3');
    const second = await test.pipeline.run(full);
    expect(second.status).toBe('partial');
    expect(released(second)).toEqual({ read: 1, failed: 1 });
    expect(await Array.fromAsync(test.pipeline.deadLetters())).toMatchObject([
      { key: 'p3', status: 'failed' },
    ]);
  });
});

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
    const test = testPipeline(shop.destination, {
      source: swept,
      count: 100,
      deletes: fuse === undefined ? {} : { fuse },
    });
    await test.pipeline.run();
    forget(test, ...test.records.slice(0, gone).map(({ key }) => key));
    const held: unknown[] = [];
    test.pipeline.on('deletes.held', ({ deletes, known }) => held.push({ deletes, known }));
    const second = await test.pipeline.run(full);
    expect(shop.products.size).toBe(blown ? 100 : 100 - gone);
    expect(held).toEqual(blown ? [{ deletes: gone, known: 100 }] : []);
    expect(second.passes[0]?.deletes).toMatchObject(
      blown ? { done: 0, held: gone } : { done: gone, held: 0 },
    );
    expect(second.status).toBe(blown ? 'partial' : 'complete');
  });

  test('that has blown lists what it holds, and lets it go when somebody allows it', async () => {
    const shop = memoryShop();
    const test = testPipeline(shop.destination, { source: swept });
    await test.pipeline.run();
    forget(test, ...test.records.slice(0, 15).map(({ key }) => key));
    await test.pipeline.run(full);
    const held = await Array.fromAsync(test.pipeline.deletes());
    expect(held).toHaveLength(15);
    expect(held[0]).toMatchObject({ key: 'p0', status: 'held', reason: 'swept' });
    await test.pipeline.run({ allowDeletes: true });
    expect(shop.products.size).toBe(5);
    expect(await Array.fromAsync(test.pipeline.deletes())).toEqual([]);
  });

  test('that has blown holds nothing back of records that are there again', async () => {
    const shop = memoryShop();
    const test = testPipeline(shop.destination, { source: swept });
    await test.pipeline.run();
    const gone = test.records.splice(0, 15);
    await test.pipeline.run(full);
    test.records.unshift(...gone);
    const third = await test.pipeline.run({ ...full, allowDeletes: true });
    expect(third.passes[0]?.deletes).toEqual({ done: 0, held: 0, notSwept: null });
    expect(shop.products.size).toBe(20);
  });

  test('cannot be got around by a crash in the middle of a sweep', async () => {
    const clock = new IdleClock();
    const store = memoryStore({ clock });
    const shop = memoryShop();
    const test = testPipeline(shop.destination, {
      source: { ...swept, pageSize: 500 },
      count: 6_000,
      store,
      clock,
    });
    await test.pipeline.run();
    test.records.length = 0;
    let marked = 0;
    const dying = dyingStore(store, ({ ledger = [] }) => {
      const mine = ledger.some((change) => change.kind === 'deletion' && (change.set?.length ?? 0) > 0);
      marked += Number(mine);
      return mine && marked === 1 ? 'after' : null;
    });
    await test.again({ store: dying }).run(full);
    // A tenth of what must not be deleted is marked; by itself that would pass the fuse.
    expect((await Array.fromAsync(test.pipeline.deletes())).length).toBeGreaterThan(0);
    await test.pipeline.run({ mode: 'incremental' });
    expect(shop.products.size).toBe(6_000);
    await test.pipeline.run(full);
    expect(shop.products.size).toBe(6_000);
    expect((await Array.fromAsync(test.pipeline.deletes())).length).toBe(6_000);
  });

  test('is not fooled by a crash in the middle of deleting', async () => {
    const clock = new IdleClock();
    const store = memoryStore({ clock });
    const shop = memoryShop();
    const test = testPipeline(shop.destination, { source: swept, count: 3_000, store, clock });
    await test.pipeline.run();
    forget(test, ...test.records.slice(0, 250).map(({ key }) => key));
    let commits = 0;
    const dying = dyingStore(store, ({ ledger = [] }) => {
      const undo = ledger.some((change) => change.kind === 'undo' && (change.set?.length ?? 0) > 0);
      commits += Number(undo);
      return undo && commits === 2 ? 'before' : null;
    });
    expect((await test.again({ store: dying }).run(full)).status).toBe('failed');
    const resumed = await test.pipeline.run(full);
    expect(resumed.status).toBe('complete');
    expect(shop.products.size).toBe(2_750);
    expect(await store.known('test', 'product')).toBe(2_750);
  });
});

describe('a reported delete', () => {
  test('of a record that is there again later in the same pass is none', async () => {
    const shop = memoryShop();
    const test = testPipeline(shop.destination);
    await test.pipeline.run();
    test.records.splice(3, 1, report('p3'));
    test.records.push(upsert(testProduct('p3', { name: 'back again' })));
    await test.pipeline.run(full);
    expect(shop.products.get('p3')?.title).toBe('back again');
    expect(shop.writes.filter(({ action }) => action === 'delete')).toEqual([]);
  });

  test('that follows an upsert of the same page is carried out', async () => {
    const shop = memoryShop();
    const test = testPipeline(shop.destination);
    await test.pipeline.run();
    test.records.splice(4, 0, report('p3'));
    expect(counted(await test.pipeline.run(full))).toEqual({
      read: 21,
      unchanged: 19,
      skipped: 1,
      deleted: 1,
    });
    expect(shop.products.has('p3')).toBe(false);
  });

  test('and a record of the same key afterwards is created anew', async () => {
    const shop = memoryShop();
    const test = testPipeline(shop.destination);
    await test.pipeline.run();
    test.records[3] = report('p3');
    await test.pipeline.run(full);
    test.records[3] = upsert(testProduct('p3'));
    expect(counted(await test.pipeline.run(full))).toEqual({ read: 20, unchanged: 19, created: 1 });
    expect(shop.products.has('p3')).toBe(true);
  });

  test('takes a record away that waits, and one that was refused', async () => {
    const shop = memoryShop();
    const test = testPipeline(shop.destination);
    test.records[3] = upsert(testProduct('p3', { name: null }));
    await test.pipeline.run();
    test.records[3] = report('p3');
    expect(counted(await test.pipeline.run(full))).toEqual({ read: 20, unchanged: 19, skipped: 1 });
    expect(await Array.fromAsync(test.pipeline.deadLetters())).toEqual([]);
  });

  test('that another pipeline to the same account has carried out is done, and is forgotten', async () => {
    const shop = memoryShop();
    const test = testPipeline(shop.destination);
    const other = test.again({ name: 'other' });
    await test.pipeline.run();
    await other.run();
    test.records[3] = report('p3');
    await test.pipeline.run(full);
    await other.run(full);
    expect(shop.writes.filter(({ action }) => action === 'delete')).toHaveLength(1);
    expect(await test.store.known('other', 'product')).toBe(19);
  });

  test('of which the platform says that there is nothing to do is done', async () => {
    const shop = memoryShop({
      async *write(operations, own) {
        for (const operation of operations) {
          if (operation.action === 'delete') yield { key: operation.key, status: 'unchanged' };
          else yield* own([operation]);
        }
      },
    });
    const test = testPipeline(shop.destination, { source: swept });
    await test.pipeline.run();
    forget(test, 'p3');
    expect((await test.pipeline.run(full)).passes[0]?.deletes.done).toBe(1);
    expect(await test.store.known('test', 'product')).toBe(19);
    expect((await test.pipeline.run(full)).passes[0]?.deletes.done).toBe(0);
  });

  test('is left alone by a pipeline that keeps', async () => {
    const shop = memoryShop();
    const test = testPipeline(shop.destination, { deletes: { mode: 'keep' } });
    await test.pipeline.run();
    test.records[3] = report('p3');
    expect(counted(await test.pipeline.run(full))).toEqual({ read: 20, unchanged: 19, skipped: 1 });
    expect(shop.products.size).toBe(20);
  });
});

describe('modes', () => {
  const clock = () => new IdleClock();

  test('a mode that the destination does not have is refused before anything is read', async () => {
    const { pipeline } = testPipeline(memoryShop().destination, { deletes: { mode: 'archive' } });
    const { error } = await pipeline.run();
    expect(error).toMatchObject({ code: 'config.invalid' });
  });

  test('what was archived is the same product when it comes back, not a second one', async () => {
    const time = clock();
    const shop = assigningShop({ clock: time });
    const test = testPipeline(shop.destination, { clock: time, source: swept, deletes: { mode: 'archive' } });
    await test.pipeline.run();
    const gone = test.records.splice(3, 1);
    await test.pipeline.run(full);
    expect(shop.products.find(({ key }) => key === 'p3')?.state).toBe('archived');
    expect((await test.pipeline.run(full)).passes[0]?.deletes.done).toBe(0);
    test.records.push(...gone);
    expect(counted(await test.pipeline.run(full))).toEqual({ read: 20, unchanged: 19, updated: 1 });
    expect(shop.of('p3')).toHaveLength(1);
    expect(shop.products).toHaveLength(20);
  });

  test('what a source goes on reporting as deleted is archived once', async () => {
    const time = clock();
    const shop = assigningShop({ clock: time });
    const test = testPipeline(shop.destination, { clock: time, deletes: { mode: 'archive' } });
    await test.pipeline.run();
    test.records[3] = report('p3');
    await test.pipeline.run(full);
    expect(counted(await test.pipeline.run(full))).toEqual({ read: 20, unchanged: 19, skipped: 1 });
    expect(shop.writes.filter(({ action }) => action === 'delete')).toHaveLength(1);
  });
});

describe('undoing', () => {
  test('brings back what was there, field by field', async () => {
    const shop = memoryShop();
    const test = testPipeline(shop.destination, { source: swept });
    await test.pipeline.run();
    shop.products.set('p3', { title: 'By hand', price: '7', note: 'made by the shop' });
    forget(test, 'p3', 'p5');
    const { run } = await test.pipeline.run(full);
    const list = await Array.fromAsync(test.pipeline.undoList());
    expect(list).toMatchObject([
      {
        record: 'p3',
        run,
        reason: 'swept',
        mode: 'delete',
        before: { title: 'By hand', note: 'made by the shop' },
      },
      { record: 'p5', run },
    ]);
    expect(await test.pipeline.undoDeletes({ keys: ['p3'] })).toMatchObject({
      counts: { read: 1, created: 1 },
      lost: [],
    });
    expect(shop.products.get('p3')).toEqual({ title: 'By hand', price: '7', note: 'made by the shop' });
    expect(shop.products.has('p5')).toBe(false);
    expect(await Array.fromAsync(test.pipeline.undoList())).toHaveLength(1);
    expect(await test.pipeline.undoDeletes({ run: 'another' })).toMatchObject({ counts: { read: 0 } });
  });

  test('names what could not be read back', async () => {
    const shop = memoryShop({ capabilities: { readBack: false } });
    const test = testPipeline(shop.destination, { source: swept });
    await test.pipeline.run();
    forget(test, 'p3');
    await test.pipeline.run(full);
    expect(await test.pipeline.undoDeletes()).toMatchObject({ counts: { read: 0 }, lost: ['p3'] });
  });

  test('that dies between create and commit makes no second product the next time', async () => {
    const clock = new IdleClock();
    const shop = assigningShop({ clock, lag: 30_000 });
    const store = memoryStore({ clock });
    const test = testPipeline(shop.destination, { clock, source: swept, store });
    await test.pipeline.run();
    forget(test, 'p3');
    clock.advance(60_000);
    await test.pipeline.run(full);
    expect(shop.of('p3')).toHaveLength(0);
    const dying = dyingStore(store, ({ links }) => (links?.set?.length ? 'before' : null));
    await expect(test.again({ store: dying }).undoDeletes()).rejects.toThrow('died');
    expect(shop.of('p3')).toHaveLength(1);
    await test.pipeline.undoDeletes();
    expect(shop.of('p3')).toHaveLength(1);
    expect(shop.duplicate()).toBeUndefined();
    expect(await Array.fromAsync(store.entries('test', 'intent'))).toEqual([]);
    expect(await Array.fromAsync(test.pipeline.undoList())).toEqual([]);
  });

  test('of a record that the source gave again meanwhile makes no second product', async () => {
    const clock = new IdleClock();
    const shop = assigningShop({ clock });
    const test = testPipeline(shop.destination, { clock, source: swept });
    await test.pipeline.run();
    const gone = test.records.splice(3, 1);
    await test.pipeline.run(full);
    test.records.push(...gone);
    await test.pipeline.run(full);
    expect(await test.pipeline.undoDeletes()).toMatchObject({ counts: { updated: 1 } });
    expect(shop.of('p3')).toHaveLength(1);
  });

  test('a delete that a platform carries out later is possible as well', async () => {
    const clock = new IdleClock();
    const shop = assigningShop({ clock, jobTime: 10_000 });
    const test = testPipeline(shop.destination, { clock, source: swept });
    await test.pipeline.run();
    forget(test, 'p3');
    const second = await test.pipeline.run(full);
    expect(second.passes[0]?.deletes.done).toBe(1);
    expect(shop.of('p3')).toHaveLength(0);
    expect(await Array.fromAsync(test.pipeline.undoList())).toMatchObject([
      { record: 'p3', reason: 'swept', before: { title: 'Product p3' } },
    ]);
    expect((await test.pipeline.run(full)).passes[0]?.deletes.done).toBe(0);
  });
});

test('a delete of a record whose create nobody knows the outcome of finds it and deletes it', async () => {
  const clock = new IdleClock();
  const store = memoryStore({ clock });
  const shop = assigningShop({ clock, lag: 5_000 });
  const test = testPipeline(shop.destination, { clock, store });
  const dying = dyingStore(store, ({ settled }) => (settled === undefined ? null : 'before'));
  const { error } = await test.again({ store: dying, concurrency: 1 }).run();
  expect(isConnectorError(error)).toBe(false);
  expect(shop.products.length).toBeGreaterThan(0);
  for (const [index, { key }] of test.records.entries()) test.records[index] = report(key);
  await test.pipeline.run({ mode: 'full', restart: true, allowDeletes: true });
  expect(shop.products).toEqual([]);
  expect(await Array.fromAsync(store.entries('test', 'intent'))).toEqual([]);
});
