import { describe, expect, test } from 'vitest';

import { nextTurn } from '../connector/next-turn.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import type { Checkpoint } from '../state/index.ts';
import { IdleClock } from './idle-clock.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import type { memorySource } from './memory-connectors.ts';
import { counted, dyingStore, testPipeline, testRecords } from './test-pipeline.ts';

/** A gate that writes wait at, page by page; all but the first, which shows that the shop lets us in. */
function gatedShop() {
  const waiting: { readonly first: string; readonly go: () => void }[] = [];
  let underWay = 0;
  let most = 0;
  const shop = memoryShop({
    concurrency: 100,
    async *write(operations, own) {
      if (operations[0]?.key === 'p0') {
        yield* own(operations);
        return;
      }
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise<void>((resolve) => {
        waiting.push({ first: operations[0]?.key ?? '', go: resolve });
      });
      underWay -= 1;
      yield* own(operations);
    },
  });
  return { shop, waiting, most: () => most };
}

async function until(holds: () => boolean): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop
  while (!holds()) await nextTurn();
}

describe('pages under way', () => {
  test('are as many as wanted, and no further one is read before one of them is done', async () => {
    let read = 0;
    let settled = 0;
    let furthest = 0;
    const { shop, waiting, most } = gatedShop();
    const { pipeline } = testPipeline(shop.destination, {
      concurrency: 3,
      source: {
        async *read() {
          for (let page = 0; page < 30; page += 1) {
            read += 1;
            furthest = Math.max(furthest, read - settled);
            yield { type: 'page', records: [upsert(testProduct(`p${page}`))], cursor: String(page) };
          }
          yield { type: 'end', enumeratedAll: true };
        },
      },
    });
    pipeline.on('page.settled', () => (settled += 1));
    const running = pipeline.run();
    await until(() => waiting.length === 3);
    // oxlint-disable-next-line no-await-in-loop
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    expect(read).toBe(5);
    for (;;) {
      if (settled === 30) break;
      waiting.shift()?.go();
      // oxlint-disable-next-line no-await-in-loop
      await nextTurn();
    }
    expect((await running).status).toBe('complete');
    expect(most()).toBe(3);
    // One page lies ready while three are under way.
    expect(furthest).toBeLessThanOrEqual(4);
  });

  test('do not run away from one that takes very long', async () => {
    let read = 0;
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const shop = memoryShop({
      async *write(operations, own) {
        if (operations[0]?.key === 'p1') await released;
        yield* own(operations);
      },
    });
    const { pipeline } = testPipeline(shop.destination, {
      source: {
        async *read() {
          for (let page = 0; page < 500; page += 1) {
            read += 1;
            yield { type: 'page', records: [upsert(testProduct(`p${page}`))], cursor: String(page) };
          }
          yield { type: 'end', enumeratedAll: true };
        },
      },
    });
    const running = pipeline.run();
    await until(() => read > 64);
    for (let turn = 0; turn < 50; turn += 1) await until(() => true);
    expect(read).toBeLessThan(70);
    release();
    expect(counted(await running)).toEqual({ read: 500, created: 500 });
  });

  test('move the watermark only without a gap', async () => {
    const { shop, waiting } = gatedShop();
    const { pipeline, store } = testPipeline(shop.destination, { count: 50, concurrency: 4 });
    const pass = async () => (await store.checkpoint('test', 'product'))?.pass;
    const running = pipeline.run();
    await until(() => waiting.length === 4);
    const go = (first: string) => waiting.find((each) => each.first === first)?.go();
    const settled = async (pages: number, ahead: readonly number[]) => {
      for (;;) {
        const now = await pass();
        const places = now?.ahead.map(({ index }) => index);
        if (now?.pages === pages && JSON.stringify(places) === JSON.stringify(ahead)) return now.cursor;
        await until(() => true);
      }
    };
    go('p30');
    expect(await settled(1, [3])).toBe('10');
    go('p20');
    expect(await settled(1, [2, 3])).toBe('10');
    go('p10');
    expect(await settled(4, [])).toBe('40');
    go('p40');
    expect((await running).status).toBe('complete');
  });

  test('that share a record are written in the order in which they were read', async () => {
    let first = true;
    const shop = memoryShop({
      async *write(operations, own) {
        if (first) {
          first = false;
          // oxlint-disable-next-line no-await-in-loop
          for (let turn = 0; turn < 20; turn += 1) await nextTurn();
        }
        yield* own(operations);
      },
    });
    const { pipeline, records } = testPipeline(shop.destination, { count: 40, concurrency: 4 });
    records[35] = upsert(testProduct('p0', { name: 'Last' }));
    expect(counted(await pipeline.run())).toEqual({ read: 40, created: 39, updated: 1 });
    expect(shop.products.get('p0')?.title).toBe('Last');
  });
});

describe('a process that is killed', () => {
  const pages = [0, 1, 2, 3, 4, 5];

  test.each(pages)(
    'after page %i goes on behind the last page without a gap, and writes nothing twice',
    async (page) => {
      const shop = memoryShop();
      const { again, pipeline, store } = testPipeline(shop.destination, { count: 60, concurrency: 1 });
      await again({
        store: dyingStore(store, ({ settled }) => (settled?.index === page ? 'after' : null)),
      }).run();
      const report = await pipeline.run();
      expect(report.passes[0]).toMatchObject({ resumed: true, ended: true, pages: 5 - page });
      expect(counted(report)).toEqual(page === 5 ? {} : { read: 50 - page * 10, created: 50 - page * 10 });
      expect(shop.writes).toHaveLength(60);
    },
  );

  test.each(pages)('while page %i is committed sends no more than that page again', async (page) => {
    const shop = memoryShop({ capabilities: { readBack: false } });
    const { again, pipeline, store } = testPipeline(shop.destination, { count: 60, concurrency: 1 });
    await again({
      store: dyingStore(store, ({ settled }) => (settled?.index === page ? 'before' : null)),
    }).run();
    expect((await pipeline.run()).status).toBe('complete');
    expect(shop.products.size).toBe(60);
    expect(shop.writes.length).toBeLessThanOrEqual(70);
  });

  test('begins anew where the source cannot resume, and writes nothing twice', async () => {
    const shop = memoryShop();
    const { again, pipeline, store } = testPipeline(shop.destination, {
      count: 60,
      concurrency: 1,
      source: { capabilities: { resumable: false } },
    });
    await again({ store: dyingStore(store, ({ settled }) => (settled?.index === 3 ? 'after' : null)) }).run();
    const report = await pipeline.run();
    expect(report.passes[0]?.resumed).toBe(false);
    expect(counted(report)).toEqual({ read: 60, created: 20, unchanged: 40 });
  });

  test('and is told to restart begins anew as well', async () => {
    const shop = memoryShop();
    const { again, pipeline, store } = testPipeline(shop.destination, { count: 20, concurrency: 1 });
    await again({ store: dyingStore(store, ({ settled }) => (settled?.index === 0 ? 'after' : null)) }).run();
    expect(counted(await pipeline.run({ restart: true }))).toEqual({ read: 20, created: 10, unchanged: 10 });
  });

  test('keeps what a dead letter says, and counts its attempts', async () => {
    const shop = memoryShop();
    const { again, pipeline, store, records } = testPipeline(shop.destination, { count: 20, concurrency: 1 });
    records[3] = upsert(testProduct('p3', { name: null }));
    await again({ store: dyingStore(store, ({ settled }) => (settled?.index === 0 ? 'after' : null)) }).run();
    await pipeline.run();
    expect(await Array.fromAsync(pipeline.deadLetters())).toMatchObject([{ key: 'p3', attempts: 1 }]);
  });
});

describe('an incremental run', () => {
  test('starts at the bookmark of the last complete pass, and a new bookmark counts only at the end', async () => {
    const asked: unknown[] = [];
    let ends = true;
    const shop = memoryShop();
    const { pipeline, store } = testPipeline(shop.destination, {
      source: {
        async *read({ mode, bookmark, cursor }) {
          asked.push([mode, bookmark, cursor]);
          yield { type: 'page', records: testRecords(2), cursor: `${asked.length}` };
          if (ends) yield { type: 'end', bookmark: `b${asked.length}`, enumeratedAll: mode === 'full' };
        },
      },
    });
    await pipeline.run();
    await pipeline.run();
    ends = false;
    expect((await pipeline.run()).error?.code).toBe('source.incomplete');
    ends = true;
    await pipeline.run();
    await pipeline.run({ mode: 'full' });
    expect(asked).toEqual([
      ['full', undefined, undefined],
      ['incremental', 'b1', undefined],
      ['incremental', 'b2', undefined],
      ['incremental', 'b2', '3'],
      ['full', undefined, undefined],
    ]);
    expect(await store.checkpoint('test', 'product')).toMatchObject<Partial<Checkpoint>>({
      bookmark: 'b5',
      pass: null,
    });
  });
});

describe('a run that is stopped', () => {
  /** Runs until it is stopped, and looks that this took no time and made no dead letter. */
  async function stopped(
    stop: AbortController,
    shop: ReturnType<typeof memoryShop>,
    source: Parameters<typeof memorySource>[1] = {},
  ) {
    const clock = new IdleClock();
    const options = { clock, store: memoryStore({ clock }), concurrency: 1, source };
    const { pipeline } = testPipeline(shop.destination, options);
    const before = clock.now();
    const report = await pipeline.run({ signal: stop.signal });
    expect(report).toMatchObject({ status: 'stopped', error: { code: 'run.aborted' } });
    // At most a heartbeat goes by.
    expect(clock.now() - before).toBeLessThan(30_000);
    expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
    return pipeline;
  }

  test('while it reads from a source that listens to nobody ends all the same', async () => {
    const stop = new AbortController();
    const shop = memoryShop();
    await stopped(stop, shop, {
      async *read() {
        yield { type: 'page', records: testRecords(13), cursor: '1' };
        setImmediate(() => stop.abort());
        await new Promise(() => undefined);
      },
    });
    expect(shop.writes.length).toBeLessThanOrEqual(13);
  });

  test('while it writes sends no further request', async () => {
    const stop = new AbortController();
    const shop = memoryShop({
      batch: 1,
      concurrency: 1,
      async *write(operations, own) {
        if (operations[0]?.key === 'p12') stop.abort();
        yield* own(operations);
      },
    });
    const pipeline = await stopped(stop, shop);
    expect(shop.writes).toHaveLength(13);
    await pipeline.run();
    expect(shop.writes).toHaveLength(20);
  });

  test('while an operation waits to be tried again keeps it for the next run', async () => {
    const stop = new AbortController();
    const shop = memoryShop({
      batch: 1,
      concurrency: 1,
      async *write(operations, own) {
        if (operations[0]?.key !== 'p12' || stop.signal.aborted) {
          yield* own(operations);
          return;
        }
        yield { key: 'p12', status: 'failed', error: new ConnectorError('platform.unavailable', 'busy') };
        stop.abort();
      },
    });
    const pipeline = await stopped(stop, shop);
    expect((await pipeline.run()).status).toBe('complete');
    expect(shop.products.size).toBe(20);
  });

  test('before it began does nothing', async () => {
    const { pipeline } = testPipeline(memoryShop().destination);
    expect(await pipeline.run({ signal: AbortSignal.abort() })).toMatchObject({ status: 'stopped' });
  });
});

test('progress tells counts, rate and the time that is left', async () => {
  const clock = new IdleClock();
  const shop = memoryShop({
    async *write(operations, own) {
      await clock.sleep(2_000);
      yield* own(operations);
    },
  });
  const { pipeline } = testPipeline(shop.destination, {
    clock,
    store: memoryStore({ clock }),
    count: 40,
    concurrency: 1,
  });
  const seen: unknown[] = [];
  pipeline.on('run.progress', ({ counts, total, rate, timeLeft }) =>
    seen.push([counts.read, total, rate, timeLeft]),
  );
  await pipeline.run();
  expect(seen).toEqual([
    [0, 40, 0, null],
    [10, 40, 5, 6_000],
    [20, 40, 5, 4_000],
    [30, 40, 5, 2_000],
    [40, 40, 5, 0],
  ]);
});

test('events come in order, and tell everything once', async () => {
  const shop = memoryShop();
  const { pipeline, records } = testPipeline(shop.destination, { concurrency: 1 });
  records[3] = upsert(testProduct('p3', { name: null }));
  const told: string[] = [];
  for (const event of ['run.started', 'pass.started', 'page.settled', 'pass.ended', 'run.ended'] as const)
    pipeline.on(event, () => told.push(event));
  const written: string[] = [];
  pipeline.on('records.written', ({ records: list }) => written.push(...list.map(({ key }) => key)));
  const rejected: string[] = [];
  pipeline.on('records.rejected', ({ records: list }) => rejected.push(...list.map(({ key }) => key)));
  const report = await pipeline.run();
  expect(told).toEqual([
    'run.started',
    'pass.started',
    'page.settled',
    'page.settled',
    'pass.ended',
    'run.ended',
  ]);
  expect(new Set(written).size).toBe(19);
  expect(written).toHaveLength(19);
  expect(rejected).toEqual(['p3']);
  expect((await pipeline.runs())[0]).toMatchObject({
    id: report.run,
    status: 'partial',
    report: { counts: report.counts },
  });
});

test('numbers of a worker that lost a record fail the run, and the bookmark stays', async () => {
  const shop = memoryShop();
  const { pipeline, store } = testPipeline(shop.destination, { count: 10 });
  const report = await pipeline.run({
    processPage: async (task, ticket) => {
      const result = await pipeline.processPage(task, ticket);
      return { ...result, counts: { ...result.counts, created: result.counts.created - 1 } };
    },
  });
  expect(report).toMatchObject({ status: 'failed', error: { code: 'run.unbalanced' } });
  expect((await store.checkpoint('test', 'product'))?.bookmark).toBeNull();
});
