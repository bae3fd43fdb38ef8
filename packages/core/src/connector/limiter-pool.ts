import type { Clock } from './clock.ts';
import type { Limiter } from './limiter.ts';

/**
 * The limits of all accounts that somebody uses. Connectors of one account that know the same pool draw on the same
 * limits, so that together they do not ask for more than the platform gives. A state store has one, and the pipelines
 * on it use that; whoever has several stores hands one pool to all pipelines.
 */
export interface LimiterPool {
  /**
   * The limiter that goes by a name; who asks first brings it. By different clocks they are different limits.
   *
   * @param name what the platform counts together: platform and account. No secrets.
   */
  shared(name: string, clock: Clock, own: Limiter): Limiter;
}

/** Makes a pool; nothing is in it yet. */
export function createLimiterPool(): LimiterPool {
  const byClock = new WeakMap<Clock, Map<string, Limiter>>();
  return {
    shared(name, clock, own) {
      const limiters = byClock.get(clock) ?? new Map<string, Limiter>();
      byClock.set(clock, limiters);
      const limiter = limiters.get(name) ?? own;
      limiters.set(name, limiter);
      return limiter;
    },
  };
}
