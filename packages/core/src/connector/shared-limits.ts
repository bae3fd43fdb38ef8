import type { Clock } from './clock.ts';
import type { LimiterPool } from './limiter-pool.ts';
import type { Limiter } from './limiter.ts';

/** The limits of one connector: its own, until it is told with whom it shares them. */
export interface SharedLimits {
  /**
   * A limiter that stands for the one of that name in the pool, and for a limiter of the connector’s own as long as there
   * is no pool.
   */
  limiter(name: string, own: Limiter, clock: Clock): Limiter;
  /** Shares the limits through a pool. Of several pools the first one counts; the others learn its limiters. */
  join(pool: LimiterPool): void;
}

/** Makes the limits of a connector. */
export function createSharedLimits(): SharedLimits {
  const pools = new Set<LimiterPool>();
  const entries: { readonly name: string; readonly clock: Clock; current: Limiter }[] = [];
  return {
    limiter(name, own, clock) {
      const [first, ...others] = pools;
      const entry = { name, clock, current: first?.shared(name, clock, own) ?? own };
      for (const pool of others) pool.shared(name, clock, entry.current);
      entries.push(entry);
      return {
        get pausedUntil() {
          return entry.current.pausedUntil;
        },
        acquire: (options) => entry.current.acquire(options),
      };
    },
    join(pool) {
      const isFirst = pools.size === 0;
      pools.add(pool);
      for (const entry of entries) {
        const shared = pool.shared(entry.name, entry.clock, entry.current);
        if (isFirst) entry.current = shared;
      }
    },
  };
}
