import { getEventListeners } from 'node:events';

import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';

import type { Limiter, LimiterFeedback, Permit } from '../connector/index.ts';
import { VirtualClock } from '../connector/index.ts';
import { isConnectorError } from '../errors/index.ts';
import { combineLimiters } from './combine-limiters.ts';
import { concurrencyLimiter } from './concurrency-limiter.ts';
import { fixedWindowLimiter } from './fixed-window-limiter.ts';
import { queryCostLimiter } from './query-cost-limiter.ts';
import { tokenBucketLimiter } from './token-bucket-limiter.ts';

/** One request: when it comes, what it costs, how long it is under way before and after the platform counts it. */
interface Visit {
  readonly at: number;
  readonly cost: number;
  readonly there: number;
  readonly back: number;
  /** What is given back when the answer is made, as a part of the cost. */
  readonly refund: number;
  /** Milliseconds after which the caller gives up waiting; `null`: never. */
  readonly patience: number | null;
}

/** What a platform does with a request that arrives; gives what its answer says. */
type Platform = (visit: Visit, now: number) => LimiterFeedback;

const visits = (highestCost: number, patience: fc.Arbitrary<number | null> = fc.constant(null)) =>
  fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 5000 }),
      cost: fc.integer({ min: 1, max: highestCost }),
      there: fc.integer({ min: 0, max: 1500 }),
      back: fc.integer({ min: 0, max: 1500 }),
      refund: fc.double({ min: 0, max: 1, noNaN: true }),
      patience,
    }),
    { minLength: 1, maxLength: 40 },
  );

interface Course {
  /** Numbers of the visits in the order in which they were granted. */
  readonly granted: readonly number[];
  readonly end: number;
}

/** Sends all visits through a limiter to a platform on a virtual clock. */
async function play(
  limiter: Limiter,
  clock: VirtualClock,
  all: readonly Visit[],
  platform: Platform,
): Promise<Course> {
  const granted: number[] = [];
  const signals: AbortSignal[] = [];
  async function visit(each: Visit, number: number): Promise<void> {
    await clock.sleep(each.at);
    const controller = new AbortController();
    signals.push(controller.signal);
    if (each.patience !== null) {
      void clock.sleep(each.patience).then(() => controller.abort(new Error('lost patience')));
    }
    let permit: Permit;
    try {
      permit = await limiter.acquire({ cost: each.cost, signal: controller.signal });
    } catch (reason) {
      expect(reason).toMatchObject({ message: 'lost patience' });
      return;
    }
    granted.push(number);
    await clock.sleep(each.there);
    const feedback = platform(each, clock.now());
    await clock.sleep(each.back);
    permit.release(feedback);
  }
  const done = Promise.all(all.map(visit));
  await clock.run();
  await done;
  expect(clock.sleeping).toBe(0);
  for (const signal of signals) expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  return { granted, end: clock.now() };
}

/** Arrival order; of those that come at the same moment the first in the list comes first. */
const arrivals = (all: readonly Visit[]) =>
  all
    .map((visit, number) => ({ visit, number }))
    .toSorted((a, b) => a.visit.at - b.visit.at)
    .map(({ number }) => number);

class Bucket {
  level: number;
  lowest: number;
  #at = 0;
  readonly maximum: number;
  readonly rate: number;

  constructor(maximum: number, rate: number) {
    this.maximum = maximum;
    this.rate = rate;
    this.level = maximum;
    this.lowest = maximum;
  }

  charge(cost: number, now: number): void {
    this.level = Math.min(this.maximum, this.level + ((now - this.#at) / 1000) * this.rate);
    this.#at = now;
    this.level -= cost;
    this.lowest = Math.min(this.lowest, this.level);
  }
}

const rounding = 1e-6;

/** Acquires, releases at once, and tells when it was granted. */
async function momentOf(limiter: Limiter, clock: VirtualClock, cost?: number): Promise<number> {
  const permit = await limiter.acquire({ cost });
  const moment = clock.now();
  permit.release({ status: 200 });
  return moment;
}

/** What a promise gives once the clock has run out. */
async function afterwards<Value>(clock: VirtualClock, value: Promise<Value>): Promise<Value> {
  await clock.run();
  return value;
}

/** How much each window of a platform got. */
function countingWindows(length: number, offset: number) {
  const counts = new Map<number, number>();
  return {
    count(cost: number, now: number): void {
      const window = Math.floor((now - offset) / length);
      counts.set(window, (counts.get(window) ?? 0) + cost);
    },
    highest: () => Math.max(...counts.values()),
  };
}

describe('token bucket', () => {
  propertyTest.prop([
    fc.integer({ min: 5, max: 30 }),
    fc.double({ min: 0.5, max: 50, noNaN: true }),
    visits(5),
  ])(
    'never overruns the platform, whenever it counts, and grants in order of arrival',
    async (capacity, refillPerSecond, all) => {
      const clock = new VirtualClock();
      const bucket = new Bucket(capacity, refillPerSecond);
      const limiter = tokenBucketLimiter({ capacity, refillPerSecond, clock });
      const { granted } = await play(limiter, clock, all, ({ cost }, now) => {
        bucket.charge(cost, now);
        return { status: 200 };
      });
      expect(bucket.lowest).toBeGreaterThanOrEqual(-rounding);
      expect(granted).toEqual(arrivals(all));
    },
  );

  propertyTest.prop([visits(5, fc.option(fc.integer({ min: 0, max: 3000 })))])(
    'whoever gives up leaves the queue, and everybody else is served in order',
    async (all) => {
      const clock = new VirtualClock();
      const bucket = new Bucket(5, 3);
      const limiter = tokenBucketLimiter({ capacity: 5, refillPerSecond: 3, clock });
      const { granted } = await play(limiter, clock, all, ({ cost }, now) => {
        bucket.charge(cost, now);
        return {};
      });
      expect(bucket.lowest).toBeGreaterThanOrEqual(-rounding);
      const order = arrivals(all);
      expect(granted).toEqual(order.filter((number) => granted.includes(number)));
      for (const [number, { patience }] of all.entries()) {
        if (patience === null) expect(granted).toContain(number);
      }
    },
  );

  test('reaches the full rate when everybody waits', async () => {
    const clock = new VirtualClock();
    const limiter = tokenBucketLimiter({ capacity: 10, refillPerSecond: 4, clock });
    const all = Array.from({ length: 50 }, () => ({
      at: 0,
      cost: 1,
      there: 1000,
      back: 1000,
      refund: 0,
      patience: null,
    }));
    const { end } = await play(limiter, clock, all, () => ({}));
    // 10 at once, each further one a quarter of a second later than the one before, and the last is under way 2 s.
    expect(end).toBeLessThanOrEqual(2000 + 2000 + (40 / 4) * 1000);
    expect(end).toBeGreaterThanOrEqual((40 / 4) * 1000);
  });

  test('a big cost is not starved by small ones that come later', async () => {
    const clock = new VirtualClock();
    const limiter = tokenBucketLimiter({ capacity: 10, refillPerSecond: 1, clock });
    const visit = { there: 0, back: 0, refund: 0, patience: null };
    const small = Array.from({ length: 30 }, (_, index) => ({ ...visit, at: 1 + index, cost: 1 }));
    const all = [{ ...visit, at: 0, cost: 10 }, { ...visit, at: 1, cost: 10 }, ...small];
    const { granted } = await play(limiter, clock, all, () => ({}));
    expect(granted.slice(0, 3)).toEqual([0, 1, 2]);
  });

  test('refuses a cost that it can never grant, and says so', async () => {
    const limiter = tokenBucketLimiter({ capacity: 10, refillPerSecond: 1, clock: new VirtualClock() });
    const refused = await limiter.acquire({ cost: 11 }).catch((error: unknown) => error);
    expect(isConnectorError(refused, 'request.too_large')).toBe(true);
    expect(refused).toMatchObject({
      message: 'The request costs 11, but the limit never grants more than 10',
    });
    await expect(limiter.acquire({ cost: 10 })).resolves.toBeDefined();
  });

  test('a request that never left is not charged', async () => {
    const clock = new VirtualClock();
    const limiter = tokenBucketLimiter({ capacity: 1, refillPerSecond: 0.001, clock });
    (await limiter.acquire()).release({ sent: false });
    await expect(limiter.acquire()).resolves.toBeDefined();
  });

  test('fractions of a cost do not get lost in rounding', async () => {
    const clock = new VirtualClock();
    const limiter = tokenBucketLimiter({ capacity: 10, refillPerSecond: 1, clock });
    const permits = await Promise.all([0.8, 0.8, 0.8, 0.7, 0.9].map((cost) => limiter.acquire({ cost })));
    for (const permit of permits) permit.release();
    // Adding these and taking them off again does not give 0 in floating point; waits are rounded up.
    expect(await afterwards(clock, momentOf(limiter, clock, 10))).toBe(4001);
  });

  test('holds its instance apart from every other', async () => {
    const clock = new VirtualClock();
    const limiters = [0, 1].map(() => tokenBucketLimiter({ capacity: 1, refillPerSecond: 1, clock }));
    await expect(Promise.all(limiters.map((limiter) => limiter.acquire()))).resolves.toHaveLength(2);
  });
});

describe('pause', () => {
  const makers: [string, (clock: VirtualClock) => Limiter][] = [
    ['tokenBucketLimiter', (clock) => tokenBucketLimiter({ capacity: 100, refillPerSecond: 100, clock })],
    ['fixedWindowLimiter', (clock) => fixedWindowLimiter({ limit: 100, windowMs: 1000, clock })],
    ['queryCostLimiter', (clock) => queryCostLimiter({ maximum: 100, restoreRate: 100, clock })],
    ['concurrencyLimiter', (clock) => concurrencyLimiter(100, { clock })],
    [
      'combineLimiters',
      (clock) =>
        combineLimiters(
          concurrencyLimiter(9, { clock }),
          tokenBucketLimiter({ capacity: 9, refillPerSecond: 9, clock }),
        ),
    ],
  ];

  describe.each(makers)('%s', (_name, make) => {
    test('nobody is granted anything until the moment the platform named', async () => {
      const clock = new VirtualClock(1000);
      const limiter = make(clock);
      expect(limiter.pausedUntil).toBeNull();
      (await limiter.acquire()).release({ status: 429, retryAfter: 7000 });
      expect(limiter.pausedUntil).toBe(8000);
      const moments = await afterwards(clock, Promise.all([1, 2, 3].map(() => momentOf(limiter, clock))));
      expect(Math.min(...moments)).toBe(8000);
      expect(moments).toEqual(moments.toSorted((a, b) => a - b));
      expect(limiter.pausedUntil).toBeNull();
      expect(clock.sleeping).toBe(0);
    });

    test('whoever does not want to wait that long is refused at once, also when he waits already', async () => {
      const clock = new VirtualClock(1000);
      const limiter = make(clock);
      const permit = await limiter.acquire({ longestPause: 5000 });
      permit.release({ status: 429, retryAfter: 5000 });
      const early = limiter.acquire({ longestPause: 5000 });
      await clock.advance(5000);
      (await early).release({ status: 429, retryAfter: 7000 });
      const patient = momentOf(limiter, clock);
      expect(await limiter.acquire({ longestPause: 6999 }).catch((error: unknown) => error)).toMatchObject({
        code: 'rate.limited',
        message: 'The platform wants no requests for another 7 s',
        retryAfter: 7000,
      });
      expect(await afterwards(clock, patient)).toBe(13_000);
    });

    test('counts a permit once, however often it is released', async () => {
      const clock = new VirtualClock();
      const limiter = make(clock);
      const permit = await limiter.acquire();
      permit.release({ status: 429 });
      permit.release({ status: 429 });
      expect(limiter.pausedUntil).toBe(1000);
    });

    test('whoever stops waiting in a pause leaves no timer behind', async () => {
      const clock = new VirtualClock();
      const limiter = make(clock);
      (await limiter.acquire()).release({ status: 429, retryAfter: 7000 });
      const controller = new AbortController();
      const waiting = limiter.acquire({ signal: controller.signal });
      await clock.advance(10);
      controller.abort(new Error('enough'));
      await expect(waiting).rejects.toThrow('enough');
      expect(clock.sleeping).toBe(0);
    });

    test('a refusal that names no time pauses a second, then two, until one goes through', async () => {
      const clock = new VirtualClock();
      const limiter = make(clock);
      const ask = async (feedback: LimiterFeedback) => {
        const permit = limiter.acquire();
        await clock.run();
        (await permit).release(feedback);
        return limiter.pausedUntil === null ? 0 : limiter.pausedUntil - clock.now();
      };
      expect(await ask({ status: 429 })).toBe(1000);
      expect(await ask({ limited: true })).toBe(2000);
      expect(await ask({ status: 200 })).toBe(0);
      expect(await ask({ status: 429 })).toBe(1000);
    });
  });

  test('those who wait when a long pause begins are refused, the others go on waiting', async () => {
    const clock = new VirtualClock();
    const limiter = tokenBucketLimiter({ capacity: 1, refillPerSecond: 1, clock });
    const permit = await limiter.acquire();
    const impatient = limiter.acquire({ longestPause: 1000 });
    const patient = momentOf(limiter, clock);
    permit.release({ status: 429, retryAfter: 60_000 });
    await expect(impatient).rejects.toMatchObject({ code: 'rate.limited', retryAfter: 60_000 });
    expect(await afterwards(clock, patient)).toBe(60_000);
  });

  test('after a pause the bucket is taken for empty: one tries, the rest follow at the rate', async () => {
    const clock = new VirtualClock();
    const limiter = tokenBucketLimiter({ capacity: 50, refillPerSecond: 1, clock });
    (await limiter.acquire()).release({ status: 429, retryAfter: 5000 });
    const moments = Array.from({ length: 3 }, () => momentOf(limiter, clock));
    expect(await afterwards(clock, Promise.all(moments))).toEqual([5000, 6000, 7000]);
  });
});

describe('query cost', () => {
  propertyTest.prop([
    fc.integer({ min: 50, max: 300 }),
    fc.integer({ min: 5, max: 100 }),
    visits(50),
    fc.boolean(),
  ])(
    'never overruns the platform, in whatever order its answers come',
    async (maximum, restoreRate, all, reports) => {
      const clock = new VirtualClock();
      const bucket = new Bucket(maximum, restoreRate);
      const limiter = queryCostLimiter({ maximum, restoreRate, clock });
      const { granted } = await play(limiter, clock, all, ({ cost, refund }, now) => {
        bucket.charge(cost, now);
        const actual = cost * (1 - refund);
        bucket.charge(actual - cost, now);
        const available = Math.min(maximum, bucket.level);
        return reports ? { cost: actual, available, maximum, restoreRate } : { cost: actual };
      });
      expect(bucket.lowest).toBeGreaterThanOrEqual(-rounding);
      expect(granted).toEqual(arrivals(all));
    },
  );

  test('learns from the answer what is left, the maximum and the rate', async () => {
    const clock = new VirtualClock();
    const limiter = queryCostLimiter({ maximum: 1000, restoreRate: 50, clock });
    (await limiter.acquire({ cost: 10 })).release({
      cost: 4,
      available: 100,
      maximum: 2000,
      restoreRate: 100,
    });
    expect(await afterwards(clock, momentOf(limiter, clock, 1600))).toBe(15_000);
  });

  test('a refusal that says what is left is no pause: what is missing is waited for', async () => {
    const clock = new VirtualClock();
    const limiter = queryCostLimiter({ maximum: 1000, restoreRate: 50, clock });
    (await limiter.acquire({ cost: 500 })).release({ limited: true, cost: 0, available: 200 });
    expect(limiter.pausedUntil).toBeNull();
    expect(await afterwards(clock, momentOf(limiter, clock, 500))).toBe(6000);
  });

  test('an answer that was overtaken does not bring back what was spent meanwhile', async () => {
    const clock = new VirtualClock();
    const limiter = queryCostLimiter({ maximum: 100, restoreRate: 1, clock });
    const slow = await limiter.acquire({ cost: 10 });
    const fast = await limiter.acquire({ cost: 80 });
    fast.release({ cost: 80, available: 10 });
    // Made before the other request was charged, but here only now.
    slow.release({ cost: 10, available: 90 });
    expect(await afterwards(clock, momentOf(limiter, clock, 50))).toBe(40_000);
  });

  test('leaves the reserve to others, except for a request that needs the whole bucket', async () => {
    const clock = new VirtualClock();
    const limiter = queryCostLimiter({ maximum: 1000, restoreRate: 100, reserve: 200, clock });
    const first = await limiter.acquire({ cost: 800 });
    const second = momentOf(limiter, clock, 100);
    await clock.advance(60_000);
    first.release();
    expect(await afterwards(clock, second)).toBe(61_000);
    expect(await afterwards(clock, momentOf(limiter, clock, 1000))).toBe(61_000 + 8000);
  });

  test('a maximum that falls below a waiting cost refuses it', async () => {
    const clock = new VirtualClock();
    const limiter = queryCostLimiter({ maximum: 1000, restoreRate: 50, clock });
    const permit = await limiter.acquire({ cost: 900 });
    const waiting = limiter.acquire({ cost: 900 });
    permit.release({ maximum: 500 });
    await expect(waiting).rejects.toMatchObject({ code: 'request.too_large' });
  });

  test('numbers that make no sense are not believed', async () => {
    const clock = new VirtualClock();
    const limiter = queryCostLimiter({ maximum: 100, restoreRate: 10, clock });
    const nonsense = { cost: Number.NaN, available: Number.NaN, maximum: 0, restoreRate: -1, retryAfter: -5 };
    (await limiter.acquire({ cost: 100 })).release(nonsense);
    expect(await afterwards(clock, momentOf(limiter, clock, 100))).toBe(10_000);
  });
});

describe('fixed window', () => {
  propertyTest.prop([
    fc.integer({ min: 3, max: 10 }),
    fc.integer({ min: 100, max: 3000 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    visits(3),
  ])(
    'no window of the platform gets more than the limit, wherever it begins',
    async (limit, windowMs, offset, all) => {
      const clock = new VirtualClock();
      const platform = countingWindows(windowMs, offset * windowMs);
      const limiter = fixedWindowLimiter({ limit, windowMs, clock });
      const { granted } = await play(limiter, clock, all, ({ cost }, now) => {
        platform.count(cost, now);
        return {};
      });
      expect(platform.highest()).toBeLessThanOrEqual(limit);
      expect(granted).toEqual(arrivals(all));
    },
  );

  propertyTest.prop([fc.integer({ min: 3, max: 10 }), fc.integer({ min: 100, max: 3000 }), visits(3)])(
    'no window of the clock gets more than the limit',
    async (limit, windowMs, all) => {
      const clock = new VirtualClock();
      const platform = countingWindows(windowMs, 0);
      const limiter = fixedWindowLimiter({ limit, windowMs, alignedToClock: true, clock });
      const { granted } = await play(limiter, clock, all, ({ cost }, now) => {
        platform.count(cost, now);
        return {};
      });
      expect(platform.highest()).toBeLessThanOrEqual(limit);
      expect(granted).toEqual(arrivals(all));
    },
  );

  test('windows that are not aligned grant anew when a whole window is over', async () => {
    const clock = new VirtualClock(900);
    const limiter = fixedWindowLimiter({ limit: 1, windowMs: 1000, clock });
    const moments = Array.from({ length: 2 }, () => momentOf(limiter, clock));
    expect(await afterwards(clock, Promise.all(moments))).toEqual([900, 1900]);
  });

  test('aligned windows grant anew at the full hour', async () => {
    const hour = 3_600_000;
    const clock = new VirtualClock(10 * hour - 5000);
    const limiter = fixedWindowLimiter({ limit: 2, windowMs: hour, alignedToClock: true, clock });
    const moments = Array.from({ length: 4 }, () => momentOf(limiter, clock));
    expect(await afterwards(clock, Promise.all(moments))).toEqual(
      [-5000, -5000, 0, 0].map((moment) => 10 * hour + moment),
    );
  });

  test('what others used of the same limit counts too', async () => {
    const clock = new VirtualClock();
    const limiter = fixedWindowLimiter({ limit: 10, windowMs: 1000, clock });
    (await limiter.acquire()).release({ available: 1 });
    const moments = Array.from({ length: 3 }, () => momentOf(limiter, clock));
    expect(await afterwards(clock, Promise.all(moments))).toEqual([0, 1000, 1000]);
  });

  test('what was answered while a request was under way is not left of what its answer says', async () => {
    const clock = new VirtualClock();
    const limiter = fixedWindowLimiter({ limit: 10, windowMs: 1000, clock });
    (await limiter.acquire()).release({});
    const slow = await limiter.acquire();
    (await limiter.acquire()).release({});
    // Whether the platform had counted the quick one by then, nobody knows.
    slow.release({ available: 3 });
    const moments = Array.from({ length: 3 }, () => momentOf(limiter, clock));
    expect(await afterwards(clock, Promise.all(moments))).toEqual([0, 0, 1000]);
  });
});

describe('concurrency', () => {
  propertyTest.prop([
    fc.integer({ min: 1, max: 5 }),
    visits(3, fc.option(fc.integer({ min: 0, max: 3000 }))),
  ])('never more at the same time than allowed', async (limit, all) => {
    const clock = new VirtualClock();
    const limiter = concurrencyLimiter(limit, { clock });
    let underway = 0;
    let most = 0;
    const counted: Limiter = {
      pausedUntil: null,
      async acquire(options) {
        const permit = await limiter.acquire(options);
        underway += 1;
        most = Math.max(most, underway);
        return {
          release(feedback) {
            underway -= 1;
            permit.release(feedback);
          },
        };
      },
    };
    const { granted } = await play(counted, clock, all, () => ({}));
    expect(most).toBeLessThanOrEqual(limit);
    expect(granted).toEqual(arrivals(all).filter((number) => granted.includes(number)));
    for (const [number, { patience }] of all.entries()) {
      if (patience === null) expect(granted).toContain(number);
    }
  });

  test.each([0, -1, 1.5, Number.NaN])('%s is no number of requests', (limit) => {
    expect(() => concurrencyLimiter(limit)).toThrow(/must be 1 or more/);
  });

  test('whoever leaves while a slot is being granted is told so, at whatever moment it is', async () => {
    const clock = new VirtualClock();
    const limiter = concurrencyLimiter(1, { clock });
    for (let turns = 0; turns < 20; turns += 1) {
      const leaving = new AbortController();
      const outcome = limiter.acquire({ signal: leaving.signal }).then(
        (permit) => {
          permit.release();
          return 'granted';
        },
        () => 'refused',
      );
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      leaving.abort();
      const late = new Promise((resolve) => {
        setImmediate(() => resolve('never told'));
      });
      expect(await Promise.race([outcome, late]), `${turns} turns`).not.toBe('never told');
    }
  });
});

describe('combined limiters', () => {
  propertyTest.prop([visits(4, fc.option(fc.integer({ min: 0, max: 4000 })))])(
    'keep every one of their limits',
    async (all) => {
      const clock = new VirtualClock();
      const cost = new Bucket(12, 6);
      const requests = new Bucket(2, 1.5);
      const limiter = combineLimiters(
        tokenBucketLimiter({ capacity: 2, refillPerSecond: 1.5, counts: 'requests', clock }),
        queryCostLimiter({ maximum: 12, restoreRate: 6, clock }),
        concurrencyLimiter(2, { clock }),
      );
      const { granted } = await play(limiter, clock, all, (visit, now) => {
        cost.charge(visit.cost, now);
        requests.charge(1, now);
        return { status: 200, cost: visit.cost, available: cost.level };
      });
      expect(cost.lowest).toBeGreaterThanOrEqual(-rounding);
      expect(requests.lowest).toBeGreaterThanOrEqual(-rounding);
      for (const [number, { patience }] of all.entries()) {
        if (patience === null) expect(granted).toContain(number);
      }
    },
  );

  test('whoever gives up while waiting for the second gives the first back unused', async () => {
    const clock = new VirtualClock();
    const day = fixedWindowLimiter({ limit: 2, windowMs: 1_000_000, clock });
    const one = concurrencyLimiter(1, { clock });
    const both = combineLimiters(day, one);
    const permit = await both.acquire();
    const controller = new AbortController();
    const waiting = both.acquire({ signal: controller.signal });
    await clock.advance(1);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    permit.release();
    await expect(both.acquire()).resolves.toBeDefined();
  });

  test('none at all grants everything', async () => {
    const limiter = combineLimiters();
    expect(limiter.pausedUntil).toBeNull();
    (await limiter.acquire({ cost: 1_000_000 })).release();
    const gone = AbortSignal.abort(new Error('gone'));
    await expect(limiter.acquire({ signal: gone })).rejects.toThrow('gone');
  });
});

test.each([
  ['capacity', () => tokenBucketLimiter({ capacity: 0, refillPerSecond: 1 })],
  ['refillPerSecond', () => tokenBucketLimiter({ capacity: 1, refillPerSecond: Number.NaN })],
  ['limit', () => fixedWindowLimiter({ limit: -1, windowMs: 1 })],
  ['windowMs', () => fixedWindowLimiter({ limit: 1, windowMs: Infinity })],
  ['maximum', () => queryCostLimiter({ maximum: 0, restoreRate: 1 })],
  ['restoreRate', () => queryCostLimiter({ maximum: 1, restoreRate: 0 })],
  ['reserve', () => queryCostLimiter({ maximum: 1, restoreRate: 1, reserve: 1 })],
])('%s is checked', (name, make) => {
  expect(make).toThrow(new RegExp(`^${name} must be`));
});
