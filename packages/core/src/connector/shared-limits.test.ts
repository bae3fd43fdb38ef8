import { describe, expect, test } from 'vitest';

import { createLimiterPool } from './limiter-pool.ts';
import type { Limiter } from './limiter.ts';
import { createSharedLimits } from './shared-limits.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A limiter that remembers who came. */
function visited(): Limiter & { readonly visits: number } {
  let visits = 0;
  return {
    get visits() {
      return visits;
    },
    pausedUntil: null,
    async acquire() {
      visits += 1;
      return { release: () => undefined };
    },
  };
}

const clock = new VirtualClock();

/** Two connectors with a limiter each. */
function two({ names = ['account', 'account'], clocks = [clock, clock] } = {}) {
  const owns = [visited(), visited()] as const;
  const limits = [createSharedLimits(), createSharedLimits()] as const;
  const limiters = limits.map((each, index) =>
    each.limiter(names[index] ?? '', owns[index] ?? visited(), clocks[index] ?? clock),
  );
  const visitBoth = async () => {
    await Promise.all(limiters.map((limiter) => limiter.acquire()));
    return owns.map(({ visits }) => visits);
  };
  return { limits, visitBoth };
}

describe('two connectors', () => {
  test('of one account draw on one limit as soon as both know the same pool', async () => {
    const { limits, visitBoth } = two();
    expect(await visitBoth()).toEqual([1, 1]);
    const pool = createLimiterPool();
    for (const each of limits) each.join(pool);
    expect(await visitBoth()).toEqual([3, 1]);
  });

  test('of two accounts, by two clocks, or in two pools keep their own', async () => {
    const differing = [two({ names: ['a', 'b'] }), two({ clocks: [clock, new VirtualClock()] })];
    for (const { limits, visitBoth } of differing) {
      const pool = createLimiterPool();
      for (const each of limits) each.join(pool);
      // oxlint-disable-next-line no-await-in-loop
      expect(await visitBoth()).toEqual([1, 1]);
    }
    const { limits, visitBoth } = two();
    for (const each of limits) each.join(createLimiterPool());
    expect(await visitBoth()).toEqual([1, 1]);
  });

  test('meet through a third one that belongs to both their pools', async () => {
    const { limits, visitBoth } = two();
    const [first, second] = [createLimiterPool(), createLimiterPool()];
    limits[0].join(first);
    limits[0].join(second);
    limits[1].join(second);
    expect(await visitBoth()).toEqual([2, 0]);
  });
});

test('a limiter that is made after the pool was joined is shared too', async () => {
  const pool = createLimiterPool();
  const [first, second] = [createSharedLimits(), createSharedLimits()];
  first.join(pool);
  second.join(pool);
  const owns = [visited(), visited()] as const;
  await first.limiter('account', owns[0], clock).acquire();
  await second.limiter('account', owns[1], clock).acquire();
  expect(owns.map(({ visits }) => visits)).toEqual([2, 0]);
});

test('a pause of the shared limit is the pause of each who draws on it', () => {
  const paused = { ...visited(), pausedUntil: 17 };
  const limits = createSharedLimits();
  expect(limits.limiter('account', paused, clock).pausedUntil).toBe(17);
});
