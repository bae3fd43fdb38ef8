import { describe, expect, test } from 'vitest';

import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import {
  counted,
  dyingStore,
  forget,
  full,
  openIntents,
  released,
  swept,
  testPipeline,
} from './test-pipeline.ts';

const report = (deleted: string) => ({ op: 'delete', entity: 'product', key: deleted }) as const;

describe('a sweep', () => {
  test('deletes what a complete pass does not give any more, and counts it apart from what was read', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination, { source: swept });
    await made.pipeline.run();
    forget(made, 'p3', 'p4');
    const second = await made.pipeline.run(full);
    expect(second.status).toBe('complete');
    expect(counted(second)).toEqual({ read: 18, unchanged: 18 });
    expect(second.passes[0]?.deletes).toEqual({ done: 2, held: 0, notSwept: null });
    expect(released(second)).toEqual({ read: 2, deleted: 2 });
    expect(shop.products.size).toBe(18);
    expect(second.passes[0]?.deletes.done).toBe(2);
    expect(await made.store.known('test', 'product')).toBe(18);
    // Done once, it is not done again.
    const third = await made.pipeline.run(full);
    expect(third.passes[0]?.deletes.done).toBe(0);
    expect(shop.writes.filter(({ action }) => action === 'delete')).toHaveLength(2);
  });

  test('happens after complete passes only', async () => {
    const shop = memoryShop();
    let all = true;
    const made = testPipeline(shop.destination, { source: { ...swept, enumeratedAll: () => all } });
    await made.pipeline.run();
    forget(made, 'p3');
    await made.pipeline.run();
    expect(shop.products.size).toBe(20);
    all = false;
    const partial = await made.pipeline.run(full);
    expect(partial.passes[0]?.deletes.notSwept).toMatch(/did not give everything/);
    expect(shop.products.size).toBe(20);
    all = true;
    await made.pipeline.run(full);
    expect(shop.products.has('p3')).toBe(false);
  });

  test('does not happen while a row without a key could be any record', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination, { source: swept });
    await made.pipeline.run();
    const [, spoilt] = made.records;
    made.records[1] = { ...upsert(testProduct('p1')), key: '' };
    const second = await made.pipeline.run(full);
    expect(second.passes[0]?.deletes.notSwept).toMatch(/could not be read/);
    expect(shop.products.has('p1')).toBe(true);
    if (spoilt !== undefined) made.records[1] = spoilt;
    made.clock.advance(1_000);
    expect((await made.pipeline.run(full)).status).toBe('complete');
    expect(await Array.fromAsync(made.pipeline.deadLetters())).toEqual([]);
  });

  test('spares records that are there but are refused', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination, { source: swept });
    await made.pipeline.run();
    made.records[2] = upsert(testProduct('p2', { name: 'x'.repeat(99) }));
    expect(counted(await made.pipeline.run(full))).toEqual({ read: 20, unchanged: 19, rejected: 1 });
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
    const made = testPipeline(shop.destination, { source: swept });
    await made.pipeline.run();
    forget(made, 'p3');
    const second = await made.pipeline.run(full);
    expect(second.status).toBe('partial');
    expect(released(second)).toEqual({ read: 1, failed: 1 });
    expect(await Array.fromAsync(made.pipeline.deadLetters())).toMatchObject([
      { key: 'p3', status: 'failed' },
    ]);
  });
});

describe('a reported delete', () => {
  test('of a record that is there again later in the same pass is none', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination);
    await made.pipeline.run();
    made.records.splice(3, 1, report('p3'));
    made.records.push(upsert(testProduct('p3', { name: 'back again' })));
    await made.pipeline.run(full);
    expect(shop.products.get('p3')?.title).toBe('back again');
    expect(shop.writes.filter(({ action }) => action === 'delete')).toEqual([]);
  });

  test('that follows an upsert of the same page is carried out', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination);
    await made.pipeline.run();
    made.records.splice(4, 0, report('p3'));
    expect(counted(await made.pipeline.run(full))).toEqual({
      read: 21,
      unchanged: 19,
      skipped: 1,
      deleted: 1,
    });
    expect(shop.products.has('p3')).toBe(false);
  });

  test('and a record of the same key afterwards is created anew', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination);
    await made.pipeline.run();
    made.records[3] = report('p3');
    await made.pipeline.run(full);
    made.records[3] = upsert(testProduct('p3'));
    expect(counted(await made.pipeline.run(full))).toEqual({ read: 20, unchanged: 19, created: 1 });
    expect(shop.products.has('p3')).toBe(true);
  });

  test('takes a record away that waits, and one that was refused', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination);
    made.records[3] = upsert(testProduct('p3', { name: null }));
    await made.pipeline.run();
    made.records[3] = report('p3');
    expect(counted(await made.pipeline.run(full))).toEqual({ read: 20, unchanged: 19, skipped: 1 });
    expect(await Array.fromAsync(made.pipeline.deadLetters())).toEqual([]);
  });

  test('that another pipeline to the same account has carried out is done, and is forgotten', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination);
    const other = made.again({ name: 'other' });
    await made.pipeline.run();
    await other.run();
    made.records[3] = report('p3');
    await made.pipeline.run(full);
    await other.run(full);
    expect(shop.writes.filter(({ action }) => action === 'delete')).toHaveLength(1);
    expect(await made.store.known('other', 'product')).toBe(19);
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
    const made = testPipeline(shop.destination, { source: swept });
    await made.pipeline.run();
    forget(made, 'p3');
    expect((await made.pipeline.run(full)).passes[0]?.deletes.done).toBe(1);
    expect(await made.store.known('test', 'product')).toBe(19);
    expect((await made.pipeline.run(full)).passes[0]?.deletes.done).toBe(0);
  });

  test('is left alone by a pipeline that keeps', async () => {
    const shop = memoryShop();
    const made = testPipeline(shop.destination, { deletes: { mode: 'keep' } });
    await made.pipeline.run();
    made.records[3] = report('p3');
    expect(counted(await made.pipeline.run(full))).toEqual({ read: 20, unchanged: 19, skipped: 1 });
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
    const made = testPipeline(shop.destination, { clock: time, source: swept, deletes: { mode: 'archive' } });
    await made.pipeline.run();
    const gone = made.records.splice(3, 1);
    await made.pipeline.run(full);
    expect(shop.products.find(({ key }) => key === 'p3')?.state).toBe('archived');
    expect((await made.pipeline.run(full)).passes[0]?.deletes.done).toBe(0);
    made.records.push(...gone);
    expect(counted(await made.pipeline.run(full))).toEqual({ read: 20, unchanged: 19, updated: 1 });
    expect(shop.of('p3')).toHaveLength(1);
    expect(shop.products).toHaveLength(20);
  });

  test('what a source goes on reporting as deleted is archived once', async () => {
    const time = clock();
    const shop = assigningShop({ clock: time });
    const made = testPipeline(shop.destination, { clock: time, deletes: { mode: 'archive' } });
    await made.pipeline.run();
    made.records[3] = report('p3');
    await made.pipeline.run(full);
    expect(counted(await made.pipeline.run(full))).toEqual({ read: 20, unchanged: 19, skipped: 1 });
    expect(shop.writes.filter(({ action }) => action === 'delete')).toHaveLength(1);
  });
});

test('a delete of a record whose create nobody knows the outcome of finds it and deletes it', async () => {
  const clock = new IdleClock();
  const store = memoryStore({ clock });
  const shop = assigningShop({ clock, lag: 5_000 });
  const made = testPipeline(shop.destination, { clock, store });
  const dying = dyingStore(store, ({ settled }) => (settled === undefined ? null : 'before'));
  expect((await made.again({ store: dying, concurrency: 1 }).run()).status).toBe('failed');
  expect(shop.products.length).toBeGreaterThan(0);
  for (const [index, { key }] of made.records.entries()) made.records[index] = report(key);
  await made.pipeline.run({ mode: 'full', restart: true, allowDeletes: true });
  expect(shop.products).toEqual([]);
  expect(await openIntents(store)).toEqual([]);
});
