import { describe, expect, test } from 'vitest';

import type { Clock } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { IdleClock } from './idle-clock.ts';
import { memoryShop } from './memory-connectors.ts';
import { counted, swept, testPipeline } from './test-pipeline.ts';

const minute = 60_000;

/** The clock of a process that stands still as a whole: its heartbeat does, too. */
function frozenClock(clock: Clock): Clock {
  return {
    now: () => clock.now(),
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (milliseconds === 0) setImmediate(resolve);
        signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
      }),
  };
}

/** A shop that stalls before or after its first batch, as long as nobody wakes it. */
function stallingShop(when: 'before' | 'after') {
  const stalled = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  let first = true;
  const shop = memoryShop({
    async *write(operations, own) {
      const mine = first;
      first = false;
      const stall = async () => {
        stalled.resolve();
        await woken.promise;
      };
      if (mine && when === 'before') await stall();
      yield* own(operations);
      if (mine && when === 'after') await stall();
    },
  });
  return { shop, stalled: stalled.promise, wake: () => woken.resolve() };
}

describe('a worker that stalls for longer than its lease', () => {
  test.each(['before', 'after'] as const)(
    'cannot commit when it wakes up (%s it has written)',
    async (when) => {
      const clock = new IdleClock();
      const store = memoryStore({ clock });
      const frozen = frozenClock(clock);
      const { shop, stalled, wake } = stallingShop(when);
      const { pipeline, again } = testPipeline(shop.destination, { clock, store, concurrency: 1 });
      const sleeper = again({ clock: frozen }).run();
      await stalled;
      await expect(pipeline.run()).rejects.toMatchObject({ code: 'run.overlap' });
      clock.advance(2 * minute);
      const second = await pipeline.run();
      expect(second.status).toBe('complete');
      const checkpoint = await store.checkpoint('test', 'product');
      const writes = shop.writes.length;
      wake();
      const first = await sleeper;
      expect(first).toMatchObject({ status: 'failed', error: { code: 'lease.lost' } });
      expect(await store.checkpoint('test', 'product')).toEqual(checkpoint);
      expect(counted(await pipeline.run({ mode: 'full' }))).toEqual({ read: 20, unchanged: 20 });
      // What it was sending when it fell asleep goes out; nothing after that does.
      expect(shop.writes.length - writes).toBeLessThanOrEqual(10);
      const [newest] = await store.runs('test', 1);
      expect(newest?.status).toBe('complete');
    },
  );

  test('writes nothing more when its clock shows that the lease is over', async () => {
    const clock = new IdleClock();
    const frozen = frozenClock(clock);
    let batches = 0;
    const shop = memoryShop({
      async *write(operations, own) {
        batches += 1;
        yield* own(operations);
        clock.advance(2 * minute);
      },
    });
    const { again } = testPipeline(shop.destination, {
      clock,
      store: memoryStore({ clock }),
      concurrency: 1,
    });
    expect(await again({ clock: frozen }).run()).toMatchObject({ error: { code: 'lease.lost' } });
    expect(batches).toBe(1);
  });
});

describe('the heartbeat', () => {
  test('keeps the lease of a run that takes long', async () => {
    const clock = new IdleClock();
    const store = memoryStore({ clock });
    const shop = memoryShop({
      async *write(operations, own) {
        await clock.sleep(5 * minute);
        yield* own(operations);
      },
    });
    const { pipeline } = testPipeline(shop.destination, { clock, store });
    expect((await pipeline.run()).status).toBe('complete');
    expect(clock.now()).toBeGreaterThan(Date.UTC(2026, 0, 1) + 5 * minute);
  });

  test('that misses a beat because the store is busy loses nothing', async () => {
    const clock = new IdleClock();
    const store = memoryStore({ clock });
    let busy = 2;
    const shop = memoryShop({
      async *write(operations, own) {
        await clock.sleep(3 * minute);
        yield* own(operations);
      },
    });
    const { again } = testPipeline(shop.destination, { clock, store, concurrency: 1 });
    const renew: typeof store.renew = async (lease, ttl) => {
      busy -= 1;
      if (busy >= 0) throw new ConnectorError('store.unavailable', 'busy');
      return store.renew(lease, ttl);
    };
    expect((await again({ store: { ...store, renew } }).run()).status).toBe('complete');
  });

  test.each([
    ['a run', {}],
    ['a run with a signal of its own', { signal: new AbortController().signal }],
  ])('that fails until the lease is over stops %s', async (_what, options) => {
    const clock = new IdleClock();
    const store = memoryStore({ clock });
    const shop = memoryShop({
      async *write(operations, own) {
        await clock.sleep(3 * minute);
        yield* own(operations);
      },
    });
    const { again } = testPipeline(shop.destination, { clock, store, concurrency: 1 });
    const renew = async () => Promise.reject(new ConnectorError('store.unavailable', 'gone'));
    const report = await again({ store: { ...store, renew } }).run(options);
    expect(report).toMatchObject({ status: 'failed', error: { code: 'store.unavailable' } });
  });
});

describe('a store that fails', () => {
  test('when the lease is given back hides no report', async () => {
    const shop = memoryShop();
    const { again, store } = testPipeline(shop.destination);
    const release = async () => Promise.reject(new ConnectorError('store.unavailable', 'gone'));
    expect((await again({ store: { ...store, release } }).run()).status).toBe('complete');
  });

  test('once at a commit fails the run, and the next one goes on', async () => {
    const shop = memoryShop();
    const { again, store, pipeline } = testPipeline(shop.destination);
    let left = 3;
    const commit: typeof store.commit = async (lease, delta) => {
      left -= 1;
      if (left === 0) throw new ConnectorError('store.unavailable', 'disk busy');
      await store.commit(lease, delta);
    };
    expect(await again({ store: { ...store, commit } }).run()).toMatchObject({
      status: 'failed',
      error: { code: 'store.unavailable' },
    });
    expect((await pipeline.run()).status).toBe('complete');
    expect(shop.products.size).toBe(20);
  });

  test('at the very last commit still gives a report that says so', async () => {
    const shop = memoryShop();
    const { again, store } = testPipeline(shop.destination);
    const commit: typeof store.commit = async (lease, delta) => {
      if (delta.run?.endedAt != null) throw new ConnectorError('store.full', 'no room left');
      await store.commit(lease, delta);
    };
    const failing = again({ store: { ...store, commit } });
    const ended: unknown[] = [];
    failing.on('run.ended', ({ status }) => ended.push(status));
    expect(await failing.run()).toMatchObject({ status: 'failed', error: { code: 'store.full' } });
    expect(ended).toEqual(['failed']);
  });

  test('always fails before anything is read', async () => {
    const shop = memoryShop();
    const { again, store } = testPipeline(shop.destination);
    const commit = async () => Promise.reject(new ConnectorError('store.full', 'no room left'));
    await expect(again({ store: { ...store, commit } }).run()).rejects.toMatchObject({ code: 'store.full' });
    expect(shop.writes).toEqual([]);
  });
});

describe('a clock that jumps back in the middle of a run', () => {
  test.each([3_600_000, 315_360_000_000])(
    'by %d ms changes nothing about what becomes of it',
    async (jump) => {
      const clock = new IdleClock();
      const store = memoryStore({ clock });
      let left = 3;
      const shop = memoryShop({
        async *write(operations, own) {
          left -= 1;
          if (left === 0) clock.advance(-jump);
          yield* own(operations);
        },
        batch: 5,
      });
      const { pipeline } = testPipeline(shop.destination, { clock, store, concurrency: 1, source: swept });
      const report = await pipeline.run();
      expect(left).toBeLessThan(0);
      expect(report).toMatchObject({ status: 'complete', error: null, counts: { read: 20, created: 20 } });
      expect(report.duration).toBeGreaterThanOrEqual(0);
      // Nothing counts as gone, stale or refused because it seems to be older than it is.
      const second = await pipeline.run({ mode: 'full' });
      expect(second).toMatchObject({ status: 'complete', counts: { read: 20, unchanged: 20 } });
      expect(shop.products.size).toBe(20);
      expect((await pipeline.status()).lag).toBeGreaterThanOrEqual(0);
    },
  );
});
