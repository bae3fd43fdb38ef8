// How much of a declared budget 8 pipelines use that share one account and have more to send than it lets through. The
// platform is the simulators’ own, with a book of its own: what it would have to refuse is an overrun. Ten minutes of a
// virtual clock.
import assert from 'node:assert/strict';

import {
  VirtualClock,
  concurrencyLimiter,
  createHttpClient,
  createPipeline,
  fixedWindowLimiter,
  memoryStore,
  queryCostLimiter,
  tokenBucketLimiter,
} from '@pim-connector/core';
import type { HttpClientOptions, Limiter } from '@pim-connector/core';
import { concurrencyLimit, fixedWindow, tokenBucket } from '@pim-connector/testkit';

import { sized } from './compare.ts';
import { boundlessDestination, boundlessMapping, textSource } from './connectors.ts';
import { figure, note } from './report.ts';

const pipelineCount = 8;
const pageSize = 50;
const seconds = sized(600, 60);
// Milliseconds on the way there, at work, and on the way back.
const [there, work, back] = [20, 160, 20];

/** A platform that counts. */
interface Platform {
  /** Begins a request; `null`: more than it allows. The function it gives ends the request, and says what the answer tells. */
  readonly enter: () => (() => object) | null;
  /** What could have been spent by now, and what was. */
  readonly use: () => { readonly budget: number; readonly used: number };
}

/** A limit of a platform, and the limiter that was told about it. */
interface Account {
  readonly platform: Platform;
  readonly limiter: Limiter;
  readonly feedback?: HttpClientOptions['feedback'];
  /** What is asked of the limiter for each request. Default 1. */
  readonly cost?: number;
}

/** Counts what is granted of a budget. */
function counting(
  take: () => boolean,
  budget: () => number,
  price: () => number,
  end: () => object,
): Platform {
  let used = 0;
  return {
    enter() {
      if (!take()) return null;
      used += price();
      return end;
    },
    use: () => ({ budget: budget(), used }),
  };
}

const accounts: Readonly<Record<string, (clock: VirtualClock) => Account>> = {
  'token bucket (40 at once, 20 per second)'(clock) {
    const bucket = tokenBucket({ capacity: 40, perSecond: 20 }, clock);
    const budget = () => 40 + (20 * clock.now()) / 1000;
    return {
      platform: counting(
        () => bucket.take().granted,
        budget,
        () => 1,
        () => ({}),
      ),
      limiter: tokenBucketLimiter({ capacity: 40, refillPerSecond: 20, clock }),
    };
  },
  'fixed window (600 per minute, aligned)'(clock) {
    return windowAccount(clock, true);
  },
  'fixed window (600 per minute, anywhere)'(clock) {
    return windowAccount(clock, false);
  },
  'concurrency (10 at the same time)'(clock) {
    const slots = concurrencyLimit(10);
    let used = 0;
    return {
      platform: {
        enter() {
          const leave = slots.enter();
          if (leave === null) return null;
          return () => {
            leave();
            // Who sends counts a request as under way until it has the answer.
            used += there + work + back;
            return {};
          };
        },
        use: () => ({ budget: 10 * clock.now(), used }),
      },
      limiter: concurrencyLimiter(10, { clock }),
    };
  },
  'query cost (1,000 points, 50 per second)'(clock) {
    const bucket = tokenBucket({ capacity: 1_000, perSecond: 50 }, clock);
    // What is asked for is charged first; a part of it is given back with the answer.
    const [cost, price] = [10, 7];
    return {
      platform: counting(
        () => bucket.take(cost).granted,
        () => 1_000 + (50 * clock.now()) / 1000,
        () => price,
        () => {
          bucket.refund(cost - price);
          return { cost: price, available: bucket.available() };
        },
      ),
      limiter: queryCostLimiter({ maximum: 1_000, restoreRate: 50, clock }),
      feedback: (response) => response.json() as { readonly cost: number; readonly available: number },
      cost,
    };
  },
};

function windowAccount(clock: VirtualClock, alignedToClock: boolean): Account {
  const window = fixedWindow({ limit: 600, windowMs: 60_000 }, clock);
  return {
    platform: counting(
      () => window.take().granted,
      () => 600 * Math.ceil(clock.now() / 60_000),
      () => 1,
      () => ({}),
    ),
    limiter: fixedWindowLimiter({ limit: 600, windowMs: 60_000, alignedToClock, clock }),
  };
}

function* endlessPages(name: string): Generator<readonly string[]> {
  for (let start = 0; ; start += pageSize) {
    yield Array.from({ length: pageSize }, (_, place) => {
      const key = `${name}-${start + place}`;
      return JSON.stringify({ key, attributes: {}, variants: [{ key: `${key}-1`, attributes: {} }] });
    });
  }
}

async function measure(name: string, accountOf: (clock: VirtualClock) => Account): Promise<void> {
  const clock = new VirtualClock();
  const { platform, limiter, feedback, cost = 1 } = accountOf(clock);
  const stop = new AbortController();
  let answered = 0;
  let overruns = 0;
  const http = createHttpClient({
    connector: 'boundless',
    baseUrl: 'http://platform.example',
    limiters: [limiter],
    clock,
    ...(feedback === undefined ? {} : { feedback }),
    async fetch() {
      await clock.sleep(there);
      const leave = platform.enter();
      if (leave === null) {
        overruns += 1;
        return Response.json({}, { status: 429 });
      }
      await clock.sleep(work);
      const told = leave();
      await clock.sleep(back);
      answered += 1;
      return Response.json(told);
    },
  });
  const shares = new Map<string, number>();
  const runs = Array.from({ length: pipelineCount }, (_, index) => {
    const pipeline = createPipeline({
      name: `shop-${index}`,
      source: textSource(() => endlessPages(`shop-${index}`)),
      destination: boundlessDestination({
        account: `shop-${index}`,
        async send(operations) {
          await Promise.all(
            operations.map(({ payload }) =>
              http.request({ method: 'POST', path: '/', json: payload, cost, signal: stop.signal }),
            ),
          );
          shares.set(`shop-${index}`, (shares.get(`shop-${index}`) ?? 0) + operations.length);
        },
      }),
      mapping: boundlessMapping,
      store: memoryStore({ clock }),
      clock,
    });
    return pipeline.run({ signal: stop.signal });
  });
  while (clock.now() < seconds * 1000) {
    // oxlint-disable-next-line no-await-in-loop
    await clock.advance(10);
  }
  const { budget, used } = platform.use();
  stop.abort();
  await clock.advance(60_000);
  const reports = await Promise.all(runs);
  assert.equal(shares.size, pipelineCount, JSON.stringify(reports[0]?.error));
  note(`${name}: ${answered.toLocaleString('en')} requests`);
  figure('  used of the budget', used / budget, { atLeast: 0.95 });
  figure('  overruns', overruns, { atMost: 0 });
}

for (const [name, accountOf] of Object.entries(accounts)) {
  // oxlint-disable-next-line no-await-in-loop
  await measure(name, accountOf);
}
