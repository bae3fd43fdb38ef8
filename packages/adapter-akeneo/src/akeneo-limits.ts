import { concurrencyLimiter, fixedWindowLimiter, systemClock } from '@pim-connector/core';
import type { Clock, Limiter, RateLimitPolicy } from '@pim-connector/core';

/** The limits of one PIM, as they are shared by everybody who calls it (Akeneo REST API, good practices). */
export interface AkeneoLimits {
  /** Requests at the same time in one connection or app: 4. */
  readonly connection: Limiter;
  /** Requests at the same time in the whole PIM: 10. */
  readonly instance: Limiter;
  /** Requests per second in the whole PIM: 100. */
  readonly rate: Limiter;
  /** Requests per second that write attribute options: 3. */
  readonly optionWrites: Limiter;
}

/** What {@link akeneoLimits} is given. */
export interface AkeneoLimitsOptions {
  /** Limits of another connection to the same PIM: what the PIM counts for all its connections is shared with it. */
  readonly sharedWith?: AkeneoLimits;
  readonly clock?: Clock;
}

/** The limits as data (Akeneo REST API, good practices). */
export const akeneoRateLimits = [
  { name: 'connection', kind: 'concurrency', limit: 4, sharedBy: 'connection' },
  { name: 'instance', kind: 'concurrency', limit: 10, sharedBy: 'instance' },
  { name: 'requests', kind: 'fixedWindow', limit: 100, per: 1000, sharedBy: 'instance' },
  {
    name: 'option writes',
    kind: 'fixedWindow',
    limit: 3,
    per: 1000,
    sharedBy: 'instance',
    only: 'writes of attribute options',
  },
] as const satisfies readonly RateLimitPolicy[];

const [connectionLimit, instanceLimit, rateLimit, optionLimit] = akeneoRateLimits;

/**
 * Makes the limits of one connection. Pipelines on one store share them without being handed any; hand the same instance
 * to what uses the connection beside them. For a second connection to the same PIM make others that are `sharedWith` these.
 */
export function akeneoLimits({ sharedWith, clock = systemClock }: AkeneoLimitsOptions = {}): AkeneoLimits {
  return {
    connection: concurrencyLimiter(connectionLimit.limit, { clock }),
    instance: sharedWith?.instance ?? concurrencyLimiter(instanceLimit.limit, { clock }),
    rate: sharedWith?.rate ?? fixedWindowLimiter({ limit: rateLimit.limit, windowMs: rateLimit.per, clock }),
    optionWrites:
      sharedWith?.optionWrites ??
      fixedWindowLimiter({ limit: optionLimit.limit, windowMs: optionLimit.per, clock }),
  };
}
