import type { Clock, Limiter } from '../connector/index.ts';
import { systemClock } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { bucketLedger } from './bucket-ledger.ts';
import { assertPositive } from './limiter-option.ts';
import { queueLimiter } from './limiter-queue.ts';

/** See {@link queryCostLimiter}. */
export interface QueryCostOptions {
  /** Most points that can be there. */
  readonly maximum: number;
  /** Points that come back per second. */
  readonly restoreRate: number;
  /** Points that are left alone for others who draw from the same account. Default 0. */
  readonly reserve?: number;
  readonly clock?: Clock;
}

/**
 * Makes a limiter for query cost: the cost asked for is held back when a request is sent, and settled by what the
 * answer says about the real cost, what is left, the maximum and the rate. The maximum and rate given here are
 * only what counts until the first answer.
 *
 * @throws ConnectorError `config.invalid`
 */
export function queryCostLimiter(options: QueryCostOptions): Limiter {
  const { maximum, restoreRate, reserve = 0, clock = systemClock } = options;
  assertPositive('maximum', maximum);
  assertPositive('restoreRate', restoreRate);
  if (!(reserve >= 0 && reserve < maximum)) {
    throw new ConnectorError(
      'config.invalid',
      `reserve must be from 0 to below the maximum of ${maximum}, not ${reserve}`,
    );
  }
  return queueLimiter(bucketLedger({ maximum, restoreRate, reserve }, clock.now()), clock);
}
