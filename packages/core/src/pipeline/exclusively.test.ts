import { expect, test } from 'vitest';

import { ConnectorError } from '../errors/index.ts';
import { memoryStore } from '../state/index.ts';
import { exclusively } from './exclusively.ts';
import { IdleClock } from './idle-clock.ts';

function world() {
  const clock = new IdleClock();
  const store = memoryStore({ clock });
  return { clock, store };
}

test('work of one name is done one after the other, and gives what it gives', async () => {
  const { clock, store } = world();
  const told: string[] = [];
  const work = (id: string) => async () => {
    told.push(`${id} begins`);
    await clock.sleep(1_000);
    told.push(`${id} ends`);
    return id;
  };
  const done = await Promise.all(
    ['a', 'b', 'c'].map((id) => exclusively(store, 'tokens', work(id), { clock })),
  );
  expect(done).toEqual(['a', 'b', 'c']);
  expect(told.filter((_each, index) => index % 2 === 0).every((each) => each.endsWith('begins'))).toBe(true);
  expect(told).toHaveLength(6);
});

test('work of another name does not wait', async () => {
  const { clock, store } = world();
  const never = new AbortController();
  const first = exclusively(store, 'one', () => clock.sleep(3_600_000, never.signal), { clock });
  expect(await exclusively(store, 'other', async () => 'done', { clock, patience: 0 })).toBe('done');
  never.abort();
  await expect(first).rejects.toThrow();
});

test('who waits too long is told so, and the work is not begun', async () => {
  const { clock, store } = world();
  const lease = await store.acquire('tokens', 3_600_000);
  const from = clock.now();
  let begun = false;
  const waiting = exclusively(
    store,
    'tokens',
    async () => {
      begun = true;
    },
    { clock, patience: 5_000 },
  );
  await expect(waiting).rejects.toMatchObject({ code: 'run.overlap' });
  expect(clock.now() - from).toBeLessThanOrEqual(5_000);
  expect(clock.now() - from).toBeGreaterThan(4_000);
  expect(begun).toBe(false);
  await store.release(lease);
});

test('what the work throws ends it, even if it looks like somebody else’s turn', async () => {
  const { clock, store } = world();
  let times = 0;
  const waiting = exclusively(
    store,
    'tokens',
    async () => {
      times += 1;
      throw new ConnectorError('run.overlap', 'of something else');
    },
    { clock },
  );
  await expect(waiting).rejects.toThrow('of something else');
  expect(times).toBe(1);
  expect(await exclusively(store, 'tokens', async () => 'next', { clock, patience: 0 })).toBe('next');
});

test('who is aborted while waiting waits no longer', async () => {
  const { clock, store } = world();
  await store.acquire('tokens', 3_600_000);
  const stop = new AbortController();
  const waiting = exclusively(store, 'tokens', async () => 'done', { clock, signal: stop.signal });
  stop.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow();
});
