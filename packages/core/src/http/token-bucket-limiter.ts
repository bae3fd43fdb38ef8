import type { Clock, Limiter } from '../connector/index.ts';
import { systemClock } from '../connector/index.ts';
import { bucketLedger } from './bucket-ledger.ts';
import { countedBy } from './counting.ts';
import type { Counting } from './counting.ts';
import { assertPositive } from './limiter-option.ts';
import { queueLimiter } from './limiter-queue.ts';

/** See {@link tokenBucketLimiter}. */
export interface TokenBucketOptions {
  /** Tokens that can be spent at once. */
  readonly capacity: number;
  /** Tokens that come back per second; may be a fraction. */
  readonly refillPerSecond: number;
  /** Default `cost`. */
  readonly counts?: Counting;
  readonly clock?: Clock;
}

/**
 * Makes a limiter for “so many requests per second, so many at once”. To reach the full rate, the capacity must
 * be one more than the rate times the seconds that an answer takes.
 *
 * @throws ConnectorError `config.invalid`
 */
export function tokenBucketLimiter(options: TokenBucketOptions): Limiter {
  const { capacity, refillPerSecond, counts = 'cost', clock = systemClock } = options;
  assertPositive('capacity', capacity);
  assertPositive('refillPerSecond', refillPerSecond);
  const ledger = bucketLedger({ maximum: capacity, restoreRate: refillPerSecond, reserve: 0 }, clock.now());
  return queueLimiter(countedBy(counts, ledger), clock);
}
