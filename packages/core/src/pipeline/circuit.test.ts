import { expect, test } from 'vitest';

import { ConnectorError } from '../errors/index.ts';
import { memoryShop } from './memory-connectors.ts';
import { counted, testPipeline } from './test-pipeline.ts';

test('a wrong password costs one request, and no dead letter per product', async () => {
  let requests = 0;
  const shop = memoryShop({
    // oxlint-disable-next-line require-yield
    async *write() {
      requests += 1;
      throw new ConnectorError('auth.failed', 'wrong password');
    },
  });
  const { pipeline } = testPipeline(shop.destination, { count: 200, concurrency: 8 });
  const report = await pipeline.run();
  expect(report.error).toMatchObject({ code: 'auth.failed', connector: 'memory-shop', operation: 'write' });
  expect(requests).toBe(1);
  expect(counted(report)).toEqual({});
  expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
});

test('a wrong password that is told per operation costs one request as well', async () => {
  let requests = 0;
  const shop = memoryShop({
    async *write(operations) {
      requests += 1;
      for (const { key } of operations)
        yield { key, status: 'failed', error: new ConnectorError('auth.failed', 'wrong password') };
    },
  });
  const { pipeline } = testPipeline(shop.destination, { count: 200, concurrency: 8 });
  expect((await pipeline.run()).error?.code).toBe('auth.failed');
  expect(requests).toBe(1);
  expect(await Array.fromAsync(pipeline.deadLetters())).toEqual([]);
});

test('a password that becomes wrong in the middle ends the run, and keeps what was written', async () => {
  let requests = 0;
  const shop = memoryShop({
    async *write(operations, own) {
      requests += 1;
      if (requests > 5) throw new ConnectorError('auth.failed', 'revoked');
      yield* own(operations);
    },
  });
  const { pipeline, store, records } = testPipeline(shop.destination, { count: 200, concurrency: 1 });
  expect((await pipeline.run()).error?.code).toBe('auth.failed');
  expect(requests).toBe(6);
  const keys = records.map(({ key }) => key);
  expect((await store.links('memory-shop', 'product', keys)).size).toBe(50);
  requests = -1_000;
  expect(counted(await pipeline.run())).toEqual({ read: 150, created: 150 });
});

test('what other batches under way have done by then is kept', async () => {
  const { promise: refused, resolve: refuse } = Promise.withResolvers<void>();
  let batch = 0;
  const shop = memoryShop({
    batch: 5,
    async *write(operations, own) {
      batch += 1;
      if (batch === 1 || operations[0]?.key === 'p10') {
        for await (const outcome of own(operations)) {
          yield outcome;
          if (operations[0]?.key === 'p10') await refused;
        }
        return;
      }
      if (operations[0]?.key !== 'p15') {
        yield* own(operations);
        return;
      }
      refuse();
      throw new ConnectorError('permission.denied', 'not any more');
    },
  });
  const { pipeline, store } = testPipeline(shop.destination);
  expect((await pipeline.run()).error?.code).toBe('permission.denied');
  const keys = ['p10', 'p11', 'p12', 'p13', 'p14'];
  expect((await store.links('memory-shop', 'product', keys)).size).toBe(5);
});
