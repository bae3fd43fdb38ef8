import { join } from 'node:path';

import { createPipeline, initialCheckpoint, SkippingClock } from '@pim-connector/core';
import type { Clock, PipelineOptions, StateStore } from '@pim-connector/core';
import {
  catalogueSource,
  createReferenceShop,
  generateCatalogue,
  referenceShopDestination,
} from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { sqliteStore } from './sqlite-store.ts';
import { dyingStore } from './testing/dying-store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const token = 'token-of-the-engine-test';

interface Mode {
  readonly completion?: 'sync' | 'async';
  readonly identity?: 'natural' | 'assigned';
}

const day = 86_400_000;

/** A clock that skips short sleeps, and lets those sleep on that would only make the time race: the heartbeats. */
class PatientClock extends SkippingClock implements Clock {
  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (milliseconds < day) return super.sleep(milliseconds, signal);
    return new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    });
  }
}

const catalogues = new Map<number, ReturnType<typeof generateCatalogue>>();

function catalogueOf(products: number): ReturnType<typeof generateCatalogue> {
  const catalogue = catalogues.get(products) ?? generateCatalogue({ seed: 'engine', products });
  catalogues.set(products, catalogue);
  return catalogue;
}

/** A shop and a file; every call of `process` is a new process that opens the file anew. */
function setUp({ completion = 'sync', identity = 'natural' }: Mode = {}, jobTime = 1_000) {
  const clock = new PatientClock(Date.UTC(2026, 0, 1));
  const file = join(temporaryFolder(), 'sync.db');
  const shop = createReferenceShop({ token, rateLimit: null, clock, identity, jobTime });
  const destination = () =>
    referenceShopDestination({
      url: 'http://shop.example',
      token,
      fetch: shop.handler,
      clock,
      completion,
      identity,
      // The platform finds products at once; what it has only accepted takes as long as its job.
      lookupLag: completion === 'async' ? 2 * jobTime : 0,
    });
  const process = async <Result>(
    work: (pipeline: ReturnType<typeof createPipeline>, store: StateStore) => Promise<Result>,
    options: Partial<PipelineOptions> & { products?: number; wrap?: (store: StateStore) => StateStore } = {},
  ): Promise<Result> => {
    const { products = 3, wrap = (store) => store, ...rest } = options;
    const store = sqliteStore(file, { clock, durability: 'process' });
    const pipeline = createPipeline({
      name: 'test',
      source: catalogueSource({ catalogue: catalogueOf(products), pageSize: 3 }),
      destination: destination(),
      store: wrap(store),
      clock,
      leaseTime: 30 * day,
      random: () => 0,
      ...rest,
    });
    try {
      return await work(pipeline, store);
    } finally {
      await store.close();
    }
  };
  return { shop, clock, process };
}

/** What the shop has, without the ids that it has given itself. */
function contents({ products }: ReturnType<typeof createReferenceShop>, identity: string): unknown[] {
  return products()
    .map((product) =>
      JSON.stringify(product, (name, value: unknown) => (unstable(name, identity) ? null : value)),
    )
    .toSorted();
}

function unstable(name: string, identity: string): boolean {
  return (
    ['updatedAt', 'createdAt', 'version', 'revision'].includes(name) ||
    (identity === 'assigned' && name === 'id')
  );
}

const entities = ['category', 'asset', 'product'] as const;

describe.each<[string, Mode]>([
  ['at once, under keys of ours', {}],
  ['at once, under its own ids', { identity: 'assigned' }],
  ['later, under its own ids', { identity: 'assigned', completion: 'async' }],
])('a process that dies at any commit of a run to a shop that writes %s', (_how, mode) => {
  test('is followed by one that makes everything good', async () => {
    const whole = setUp(mode);
    expect((await whole.process((pipeline) => pipeline.run(), { entities })).status).toBe('complete');
    const expected = contents(whole.shop, mode.identity ?? 'natural');
    for (let at = 1; ; at += 4) {
      const { shop, process } = setUp(mode);
      const wrap = (store: StateStore) => dyingStore(store, at, at % 8 === 1 ? 'before' : 'after');
      const first = await process((pipeline) => pipeline.run(), { wrap, entities });
      const report = await process((pipeline) => pipeline.run(), { entities });
      expect(report.error).toBeNull();
      expect(contents(shop, mode.identity ?? 'natural')).toEqual(expected);
      expect(shop.sizes()).toEqual(whole.shop.sizes());
      if (first.status === 'complete') break;
    }
  });
});

test('a receipt is settled days later, by another process', async () => {
  const { shop, clock, process } = setUp({ completion: 'async' }, 3 * day);
  const only = { entities: ['product'], settleTime: 1_000 } as const;
  const first = await process((pipeline) => pipeline.run(), only);
  expect(first.status).toBe('partial');
  expect(first.counts.accepted + first.counts.parked).toBe(3);
  expect(await process((pipeline) => pipeline.status())).toMatchObject({
    openReceipts: first.counts.accepted,
  });
  clock.advance(4 * day);
  for (let more = 0; more < 3; more += 1) {
    await process((pipeline) => pipeline.run({ mode: 'full' }), only);
    clock.advance(4 * day);
  }
  expect(await process((pipeline) => pipeline.status())).toMatchObject({ openReceipts: 0 });
  expect(shop.sizes().products).toBe(first.counts.accepted);
});

test('a worker that was asleep longer than its lease cannot commit, on whatever connection', async () => {
  const { process, clock } = setUp();
  await process(async (_pipeline, asleep) => {
    const lease = await asleep.acquire('test', 60_000);
    const overlap = process((pipeline) => pipeline.run());
    await expect(overlap).rejects.toMatchObject({ code: 'run.overlap' });
    clock.advance(60_001);
    expect((await process((pipeline) => pipeline.run())).status).toBe('complete');
    const late = asleep.commit(lease, { checkpoint: initialCheckpoint('product') });
    await expect(late).rejects.toMatchObject({ code: 'lease.lost' });
    await expect(asleep.renew(lease, 60_000)).rejects.toMatchObject({ code: 'lease.lost' });
    expect(await asleep.checkpoint('test', 'product')).toMatchObject({ passNumber: 1, pass: null });
  });
});

test('a sweep deletes what is gone, under its fuse, and undoing brings it back', async () => {
  const { shop, process } = setUp();
  await process((pipeline) => pipeline.run(), { products: 40 });
  const before = contents(shop, 'natural');
  const held = await process((pipeline) => pipeline.run({ mode: 'full' }), { products: 10 });
  expect(held.passes.find(({ entity }) => entity === 'product')?.deletes).toMatchObject({
    held: 30,
    done: 0,
  });
  expect(shop.sizes().products).toBe(40);
  await process((pipeline) => pipeline.run({ mode: 'full', allowDeletes: true }), { products: 10 });
  expect(shop.sizes().products).toBe(10);
  const undone = await process((pipeline) => pipeline.undoDeletes(), { products: 10 });
  expect(undone.lost).toEqual([]);
  expect(shop.sizes().products).toBe(40);
  expect(contents(shop, 'natural')).toHaveLength(before.length);
});
