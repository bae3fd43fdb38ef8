import type { Clock, Limiter } from '../connector/index.ts';
import { systemClock } from '../connector/index.ts';
import { countedBy } from './counting.ts';
import type { Counting } from './counting.ts';
import { assertPositive } from './limiter-option.ts';
import { queueLimiter } from './limiter-queue.ts';
import { windowLedger } from './window-ledger.ts';

/** See {@link fixedWindowLimiter}. */
export interface FixedWindowOptions {
  /** Most that one window grants. */
  readonly limit: number;
  /** Length of a window in milliseconds. */
  readonly windowMs: number;
  /**
   * Windows begin at whole multiples of their length since 1970 UTC, such as at each full hour. Default false:
   * nobody knows where they begin, so no span of this length gets more than the limit. By the clock of the machine:
   * where it is wrong, the first or last requests of a window count in another one than they should.
   */
  readonly alignedToClock?: boolean;
  /** Default `cost`. */
  readonly counts?: Counting;
  readonly clock?: Clock;
}

/**
 * Makes a limiter for “so many requests per minute, hour or day”.
 *
 * @throws ConnectorError `config.invalid`
 */
export function fixedWindowLimiter(options: FixedWindowOptions): Limiter {
  const { limit, windowMs, alignedToClock = false, counts = 'cost', clock = systemClock } = options;
  assertPositive('limit', limit);
  assertPositive('windowMs', windowMs);
  return queueLimiter(countedBy(counts, windowLedger({ limit, windowMs, aligned: alignedToClock })), clock);
}
