import type { Clock } from '@pim-connector/core';

type Now = Pick<Clock, 'now'>;

/** What a limit says to a request. */
export interface RateVerdict {
  readonly granted: boolean;
  /** What could be spent right now. */
  readonly remaining: number;
  /** Milliseconds until the request would be granted; 0 if it was. */
  readonly retryAfter: number;
}

/** How a platform counts requests over time. */
export interface RateModel {
  /** Spends, if there is enough. @param cost in requests or points. Default 1. */
  take(cost?: number): RateVerdict;
  /** Gives back what a request did not need after all, as platforms do that charge the estimated cost first. */
  refund(amount: number): void;
  /** What could be spent right now. */
  available(): number;
}

/**
 * A bucket that fills at a steady rate: requests per second, or the points of a GraphQL API.
 *
 * @param options `capacity`: most that can be spent at once.
 */
export function tokenBucket(
  { capacity, perSecond }: { readonly capacity: number; readonly perSecond: number },
  clock: Now,
): RateModel {
  let level = capacity;
  let filledAt = clock.now();
  const fill = () => {
    const now = clock.now();
    level = Math.min(capacity, level + (Math.max(0, now - filledAt) / 1000) * perSecond);
    filledAt = now;
  };
  return {
    take(cost = 1) {
      fill();
      const granted = level >= cost;
      if (granted) level -= cost;
      const missing = granted ? 0 : cost - level;
      return { granted, remaining: Math.floor(level), retryAfter: Math.ceil((missing / perSecond) * 1000) };
    },
    refund(amount) {
      fill();
      level = Math.min(capacity, level + amount);
    },
    available() {
      fill();
      return level;
    },
  };
}

/** So many requests in each window; windows begin at whole multiples of their length since 1970. */
export function fixedWindow(
  { limit, windowMs }: { readonly limit: number; readonly windowMs: number },
  clock: Now,
): RateModel {
  let window = -1;
  let used = 0;
  const turn = () => {
    const current = Math.floor(clock.now() / windowMs);
    if (current === window) return;
    window = current;
    used = 0;
  };
  return {
    take(cost = 1) {
      turn();
      const granted = used + cost <= limit;
      if (granted) used += cost;
      return {
        granted,
        remaining: limit - used,
        retryAfter: granted ? 0 : (window + 1) * windowMs - clock.now(),
      };
    },
    refund(amount) {
      turn();
      used = Math.max(0, used - amount);
    },
    available() {
      turn();
      return limit - used;
    },
  };
}

/** How many requests are under way. */
export interface ConcurrencyModel {
  /** Begins a request; `null`: there are too many. The function it gives ends the request. */
  enter(): (() => void) | null;
  readonly underway: number;
  /** Most that were ever under way at the same time. */
  readonly peak: number;
}

/** So many requests at the same time. */
export function concurrencyLimit(limit: number): ConcurrencyModel {
  let underway = 0;
  let peak = 0;
  return {
    enter() {
      if (underway >= limit) return null;
      underway += 1;
      peak = Math.max(peak, underway);
      let open = true;
      return () => {
        if (open) underway -= 1;
        open = false;
      };
    },
    get underway() {
      return underway;
    },
    get peak() {
      return peak;
    },
  };
}
