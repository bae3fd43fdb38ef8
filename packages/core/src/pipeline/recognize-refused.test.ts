import { expect, test } from 'vitest';

import { memoryStore } from '../state/index.ts';
import { createPipeline } from './create-pipeline.ts';
import { memoryShop, memorySource, testMapping, testProduct, upsert } from './memory-connectors.ts';
import type { PipelineOptions } from './pipeline-options.ts';

const rules = [
  { to: 'title', required: true, from: { op: 'attribute', code: 'name' } },
  { to: 'price', from: { op: 'field', path: 'variants.0.prices.0.amount' } },
];

/** Ends with its signal only: no time passes by itself. */
const sleep = (_milliseconds: number, signal?: AbortSignal) =>
  new Promise<void>((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('aborted')));
  });

/** A shop that refuses what is called “bad”, and time that stands still until it is set. */
function setUp(options: Partial<PipelineOptions> = {}) {
  const sent: string[] = [];
  const shop = memoryShop({
    async *write(operations, own) {
      for (const operation of operations) {
        sent.push(operation.key);
        const { title } = operation.payload as { title: string };
        if (title !== 'bad') yield* own([operation]);
        else {
          const issue = { code: 'platform.rejected', severity: 'error', message: 'Not here' } as const;
          yield { key: operation.key, status: 'rejected', issues: [issue] };
        }
      }
    },
  });
  const records = [upsert(testProduct('p1', { name: 'bad' })), upsert(testProduct('p2'))];
  const time = { now: 1_000_000 };
  const make = (changes: Partial<PipelineOptions> = {}) =>
    createPipeline({
      name: 'test',
      source: memorySource(() => records),
      destination: shop.destination,
      mapping: { ...testMapping, rules },
      store,
      clock: { now: () => time.now, sleep },
      ...options,
      ...changes,
    });
  const store = memoryStore();
  return { pipeline: make(), make, records, sent, time };
}

test('what was refused and did not change is not sent again, and still counts as rejected', async () => {
  const { pipeline, sent } = setUp();
  await pipeline.run();
  const again = await pipeline.run({ mode: 'full' });
  expect(sent).toEqual(['p1', 'p2']);
  expect(again).toMatchObject({ status: 'partial', counts: { read: 2, unchanged: 1, rejected: 1 } });
  expect(again.passes[0]?.problems).toMatchObject([{ code: 'platform.rejected', count: 1 }]);
  expect(await Array.fromAsync(pipeline.deadLetters())).toMatchObject([{ key: 'p1', attempts: 1 }]);
  expect((await pipeline.plan()).counts).toMatchObject({ rejected: 1, unchanged: 1 });
});

test('it is sent when it has changed, or the mapping has', async () => {
  const { pipeline, make, records, sent } = setUp();
  await pipeline.run();
  records[0] = upsert(testProduct('p1', { name: 'bad', price: '12' }));
  await pipeline.run({ mode: 'full' });
  expect(sent).toEqual(['p1', 'p2', 'p1']);
  const shouting = [{ ...rules[0], from: { op: 'constant', value: 'good' } }, rules[1]];
  const other = make({ mapping: { ...testMapping, rules: shouting } });
  expect((await other.run({ mode: 'full' })).status).toBe('complete');
  expect(await Array.fromAsync(other.deadLetters())).toEqual([]);
});

test('it is sent when it is replayed', async () => {
  const { pipeline, sent } = setUp();
  await pipeline.run();
  await pipeline.replay();
  expect(sent).toEqual(['p1', 'p2', 'p1']);
  expect(await Array.fromAsync(pipeline.deadLetters())).toMatchObject([{ attempts: 2 }]);
});

test('it is sent when enough time has passed, however often it was asked for meanwhile', async () => {
  const { pipeline, sent, time } = setUp({ refusedTime: 1_000 });
  await pipeline.run();
  time.now += 600;
  await pipeline.run({ mode: 'full' });
  expect(sent).toEqual(['p1', 'p2']);
  time.now += 600;
  await pipeline.run({ mode: 'full' });
  expect(sent).toEqual(['p1', 'p2', 'p1']);
});

test('with no such time it is sent in each run', async () => {
  const { pipeline, sent } = setUp({ refusedTime: 0 });
  await pipeline.run();
  await pipeline.run({ mode: 'full' });
  expect(sent).toEqual(['p1', 'p2', 'p1']);
});
