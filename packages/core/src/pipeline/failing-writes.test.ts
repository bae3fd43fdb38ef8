import { describe, expect, test } from 'vitest';

import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { assigningShop } from './assigning-shop.ts';
import { IdleClock } from './idle-clock.ts';
import { memoryShop, testProduct, upsert } from './memory-connectors.ts';
import { counted, testPipeline } from './test-pipeline.ts';

/** Refuses every batch in which a bad record is, as a whole. */
function batchShop(
  bad: readonly string[],
  failureUnit: 'record' | 'batch',
  code: 'request.rejected' | 'request.too_large' = 'request.rejected',
) {
  const batches: string[][] = [];
  const shop = memoryShop({
    batch: 8,
    concurrency: 1,
    capabilities: { failureUnit },
    async *write(operations, own) {
      const keys = operations.map(({ key }) => key);
      batches.push(keys);
      if (keys.some((key) => bad.includes(key))) throw new ConnectorError(code, 'something in it is wrong');
      yield* own(operations);
    },
  });
  return { shop, batches };
}

describe('a batch that fails as a whole', () => {
  test('is halved until the record to blame is found, where the platform fails by batch', async () => {
    const { shop, batches } = batchShop(['p2', 'p13'], 'batch');
    const { pipeline } = testPipeline(shop.destination, {
      count: 16,
      concurrency: 1,
      source: { pageSize: 16 },
    });
    expect(counted(await pipeline.run())).toEqual({ read: 16, created: 14, rejected: 2 });
    expect(await Array.fromAsync(pipeline.deadLetters())).toMatchObject(
      ['p13', 'p2'].map((key) => ({
        key,
        stage: 'write',
        issues: [{ message: 'something in it is wrong' }],
      })),
    );
    expect(batches.length).toBe(14);
    expect(shop.writes).toHaveLength(14);
  });

  test('is not halved where the platform answers per record', async () => {
    const { shop, batches } = batchShop(['p2'], 'record');
    const { pipeline } = testPipeline(shop.destination, {
      count: 16,
      concurrency: 1,
      source: { pageSize: 16 },
    });
    expect(counted(await pipeline.run())).toEqual({ read: 16, created: 8, failed: 8 });
    expect(batches).toHaveLength(2);
  });

  test('is halved anywhere when it was too large', async () => {
    const { shop } = batchShop(['p2'], 'record', 'request.too_large');
    const { pipeline } = testPipeline(shop.destination, { count: 16, source: { pageSize: 16 } });
    expect(counted(await pipeline.run())).toEqual({ read: 16, created: 15, rejected: 1 });
    expect(await Array.fromAsync(pipeline.deadLetters())).toMatchObject([
      { key: 'p2', issues: [{ code: 'value.too_long' }] },
    ]);
  });

  test('is not halved for a passing reason, but tried again', async () => {
    let left = 2;
    const shop = memoryShop({
      capabilities: { failureUnit: 'batch' },
      async *write(operations, own) {
        left -= 1;
        if (left >= 0) throw new ConnectorError('platform.unavailable', 'busy');
        yield* own(operations);
      },
    });
    const { pipeline } = testPipeline(shop.destination, { count: 8 });
    expect(counted(await pipeline.run())).toEqual({ read: 8, created: 8 });
    expect(shop.writes).toHaveLength(8);
  });

  test('after some outcomes keeps them', async () => {
    let broken = true;
    const shop = memoryShop({
      async *write(operations, own) {
        if (!broken) {
          yield* own(operations);
          return;
        }
        broken = false;
        yield* own(operations.slice(0, 3));
        throw new ConnectorError('response.malformed', 'cut off');
      },
    });
    const { pipeline } = testPipeline(shop.destination, { count: 8 });
    expect(counted(await pipeline.run())).toEqual({ read: 8, created: 8 });
    expect(shop.writes).toHaveLength(8);
  });

  test('of creates without a natural key makes nothing twice when it is halved', async () => {
    const clock = new IdleClock();
    const store = memoryStore({ clock });
    let batches = 0;
    const shop = assigningShop({
      clock,
      lag: 10_000,
      capabilities: { failureUnit: 'batch', batch: { records: 8 } },
      async *write(operations, own) {
        batches += 1;
        if (operations.some(({ key }) => key === 'p2'))
          throw new ConnectorError('request.rejected', 'p2 is bad');
        // In the midst of the halving an answer gets lost.
        const outcomes = await Array.fromAsync(own(operations));
        if (batches === 4) throw new ConnectorError('connection.failed', 'reset');
        yield* outcomes;
      },
    });
    const { pipeline } = testPipeline(shop.destination, { clock, store, count: 8 });
    expect(counted(await pipeline.run())).toEqual({ read: 8, created: 7, rejected: 1 });
    expect(shop.duplicate()).toBeUndefined();
    expect(shop.products).toHaveLength(7);
  });
});

describe('a destination that answers badly', () => {
  test.each([
    ['HTML', 'the answer is a web page, not JSON'],
    ['truncated JSON', 'the answer is cut off'],
    ['nothing', 'the answer is empty'],
  ])('%s, for ever, leaves dead letters and loses nothing', async (_what, words) => {
    const shop = memoryShop({
      // oxlint-disable-next-line require-yield
      async *write() {
        throw new ConnectorError('response.malformed', words, { operation: 'POST /products' });
      },
    });
    const { pipeline } = testPipeline(shop.destination, { count: 5 });
    const report = await pipeline.run();
    expect(counted(report)).toEqual({ read: 5, failed: 5 });
    expect(report.passes[0]?.problems).toMatchObject([
      { code: 'response.malformed', message: words, count: 5 },
    ]);
    expect((await Array.fromAsync(pipeline.deadLetters()))[0]).toMatchObject({
      attempts: 4,
      error: { code: 'response.malformed', operation: 'POST /products' },
    });
  });

  test.each<[string, unknown, RegExp]>([
    ['null', null, /null/],
    ['an unknown status', { key: 'p0', status: 'ok' }, /outcome for “p0” without a known status/],
    ['no status', { key: 'p0' }, /outcome for “p0” without a known status/],
  ])(
    'with %s for an outcome is told so, and every record is written by the next run',
    async (_what, outcome, message) => {
      let broken = true;
      const shop = memoryShop({
        async *write(operations, own) {
          if (broken) yield outcome as never;
          else yield* own(operations);
        },
      });
      const { pipeline } = testPipeline(shop.destination, { count: 5 });
      const { error } = await pipeline.run();
      expect(error?.code).toBe('connector.protocol');
      expect(error?.message).toMatch(message);
      broken = false;
      expect(counted(await pipeline.run())).toEqual({ read: 5, created: 5 });
    },
  );

  test('with nothing to iterate over is told so', async () => {
    const shop = memoryShop({ write: () => Promise.resolve([]) as never });
    const { pipeline } = testPipeline(shop.destination, { count: 5 });
    expect((await pipeline.run()).error?.code).toBe('connector.protocol');
  });

  test('with a create that has no id, where ids are its own, is told so, and nothing is made twice', async () => {
    const clock = new IdleClock();
    let broken = true;
    const shop = assigningShop({
      clock,
      async *write(operations, own) {
        for await (const outcome of own(operations))
          yield broken ? { key: outcome.key, status: 'created' } : outcome;
      },
    });
    const { pipeline } = testPipeline(shop.destination, { clock, store: memoryStore({ clock }), count: 5 });
    expect((await pipeline.run()).error?.message).toMatch(/created “p0” without saying under which id/);
    broken = false;
    expect((await pipeline.run()).status).toBe('complete');
    expect(shop.products).toHaveLength(5);
  });
});

describe('an update of which nobody knows whether it was taken', () => {
  test('is undone when the source goes back to what was written before', async () => {
    let loses = false;
    const shop = memoryShop({
      async *write(operations, own) {
        const outcomes = await Array.fromAsync(own(operations));
        if (loses) throw new ConnectorError('connection.timeout', 'no answer');
        yield* outcomes;
      },
    });
    const { pipeline, records } = testPipeline(shop.destination, { count: 5, retry: { attempts: 1 } });
    await pipeline.run();
    const [before] = records;
    records[0] = upsert(testProduct('p0', { price: '12' }));
    loses = true;
    expect(counted(await pipeline.run({ mode: 'full' }))).toEqual({ read: 5, unchanged: 4, failed: 1 });
    expect(shop.products.get('p0')?.price).toBe('12');
    loses = false;
    if (before !== undefined) records[0] = before;
    expect(counted(await pipeline.run({ mode: 'full' }))).toEqual({ read: 5, unchanged: 4, updated: 1 });
    expect(shop.products.get('p0')?.price).toBe('10');
  });
});

describe('a run in which too much is refused', () => {
  test('is stopped, with the checkpoint where it was', async () => {
    const shop = memoryShop();
    const { pipeline, records, store } = testPipeline(shop.destination, {
      count: 100,
      concurrency: 1,
      rejectLimit: { ratio: 0.2, window: 20 },
    });
    for (let index = 40; index < 70; index += 1)
      records[index] = upsert(testProduct(`p${index}`, { name: null }));
    const report = await pipeline.run();
    expect(report).toMatchObject({ status: 'stopped', error: { code: 'run.reject_ratio' } });
    expect(counted(report)).toEqual({ read: 50, created: 40, rejected: 10 });
    expect(await store.checkpoint('test', 'product')).toMatchObject({
      bookmark: null,
      pass: { cursor: '50', pages: 5 },
    });
    for (let index = 40; index < 70; index += 1) records[index] = upsert(testProduct(`p${index}`));
    expect(counted(await pipeline.run())).toEqual({ read: 50, created: 50 });
    // Those that were refused before are read again by the next full pass, or replayed.
    expect(counted(await pipeline.run({ mode: 'full' }))).toEqual({ read: 100, created: 10, unchanged: 90 });
  });

  test('goes on below the share, and before there is a window full of records', async () => {
    const shop = memoryShop();
    const { pipeline, records } = testPipeline(shop.destination, { count: 19, rejectLimit: { window: 20 } });
    for (const [index, { key }] of records.entries())
      records[index] = upsert(testProduct(key, { name: null }));
    expect(counted(await pipeline.run())).toEqual({ read: 19, rejected: 19 });
  });
});

test('however much fails, retries are bounded', async () => {
  let operations = 0;
  const shop = memoryShop({
    // oxlint-disable-next-line require-yield
    async *write(batch) {
      operations += batch.length;
      throw new ConnectorError('platform.unavailable', 'down');
    },
  });
  const { pipeline } = testPipeline(shop.destination, { count: 2_000, rejectLimit: { ratio: 1 } });
  expect(counted(await pipeline.run())).toEqual({ read: 2_000, failed: 2_000 });
  expect(operations).toBeLessThanOrEqual(2_000 + 200 + 1_000);
});
