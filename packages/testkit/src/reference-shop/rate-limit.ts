import type { Clock } from '@pim-connector/core';

/** How many requests a shop takes. */
export interface ShopRateLimit {
  /** Requests that are granted anew each second. */
  readonly perSecond: number;
  /** Requests that can be sent at once. */
  readonly burst: number;
}

/** What became of a request, as far as the limit is concerned. */
interface RateLimitState {
  /** Whether the request may be served. */
  readonly granted: boolean;
  /** Requests that could be sent right now. */
  readonly remaining: number;
  /** Whole seconds until the next request is granted; 0 if there is one. */
  readonly retryAfter: number;
}

/** Counts the requests of an account. */
export interface RateLimit {
  readonly take: () => RateLimitState;
}

/** Makes a limit: a bucket that fills at a steady rate. */
export function createRateLimit({ perSecond, burst }: ShopRateLimit, clock: Pick<Clock, 'now'>): RateLimit {
  let level = burst;
  let filledAt = clock.now();
  return {
    take(): RateLimitState {
      const now = clock.now();
      level = Math.min(burst, level + ((now - filledAt) / 1000) * perSecond);
      filledAt = now;
      const granted = level >= 1;
      if (granted) level -= 1;
      const retryAfter = level >= 1 ? 0 : Math.ceil((1 - level) / perSecond);
      return { granted, remaining: Math.floor(level), retryAfter };
    },
  };
}
