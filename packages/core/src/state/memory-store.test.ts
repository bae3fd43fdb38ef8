import { expect, test } from 'vitest';

import type { Clock } from '../connector/index.ts';
import { isConnectorError } from '../errors/index.ts';
import { memoryStore } from './memory-store.ts';
import type { StateStore } from './state-store.ts';

/** A clock that stands still until it is set. */
class SetClock implements Clock {
  time = 1_000_000;
  now(): number {
    return this.time;
  }
  async sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
  }
}

const link = { entity: 'product', key: 'shirt', remote: { id: '1' } } as const;

async function firstDeadLetters(store: StateStore): Promise<unknown> {
  for await (const page of store.deadLetters('shop')) return page;
  return undefined;
}

test('a lease ends at its time, by the clock that was handed in', async () => {
  const clock = new SetClock();
  const store = memoryStore({ clock });
  const lease = await store.acquire('shop', 5000);
  expect(lease).toEqual({ pipeline: 'shop', token: 1, expiresAt: 1_005_000 });
  clock.time = 1_004_999;
  await expect(store.acquire('shop', 5000)).rejects.toMatchObject({ code: 'run.overlap', retryAfter: 1 });
  clock.time = 1_005_000;
  expect((await store.acquire('shop', 5000)).token).toBe(2);
});

test('renewing counts from now', async () => {
  const clock = new SetClock();
  const store = memoryStore({ clock });
  const lease = await store.acquire('shop', 5000);
  clock.time += 4000;
  expect(await store.renew(lease, 5000)).toEqual({ ...lease, expiresAt: 1_009_000 });
});

test('a lease that was given back cannot come to life again', async () => {
  const store = memoryStore();
  const lease = await store.acquire('shop', 60_000);
  await store.release(lease);
  // A renewal that was under way when the run ended must not keep the next run out.
  await expect(store.renew(lease, 60_000)).rejects.toMatchObject({ code: 'lease.lost' });
  await expect(store.commit(lease, {})).rejects.toMatchObject({ code: 'lease.lost' });
  expect((await store.acquire('shop', 60_000)).token).toBeGreaterThan(lease.token);
});

test('nothing can be done with a closed store', async () => {
  const store = memoryStore();
  const lease = await store.acquire('shop', 60_000);
  await store.commit(lease, { links: { account: 'shop', set: [link] } });
  await store.close();
  await store.close();
  const attempts = [
    () => store.acquire('other', 60_000),
    () => store.renew(lease, 60_000),
    () => store.release(lease),
    () => store.checkpoint('shop', 'product'),
    () => store.links('shop', 'product', ['shirt']),
    () => store.fingerprints('shop', 'product', ['shirt']),
    () => store.commit(lease, {}),
    () => firstDeadLetters(store),
    () => store.runs('shop', 1),
  ];
  const outcomes = attempts.map((attempt) =>
    attempt().then(
      () => `${String(attempt)} succeeds`,
      (error: unknown) => (isConnectorError(error) ? error.code : error),
    ),
  );
  expect(await Promise.all(outcomes)).toEqual(attempts.map(() => 'store.unavailable'));
});
