import type { AcquireOptions, Limiter, LimiterFeedback, Permit } from '../connector/index.ts';

/**
 * Makes one limiter of several that all must grant. They are asked in the order given: put the one that concerns
 * the fewest requests first and the one that most share last, so that nobody holds a common permit while he waits
 * for a rare one. Wherever the same limiters are combined, the order must be the same, else two requests could
 * wait for each other. None at all grants everything.
 */
export function combineLimiters(...limiters: readonly Limiter[]): Limiter {
  const [only] = limiters;
  if (only !== undefined && limiters.length === 1) return only;
  return {
    get pausedUntil() {
      const ends = limiters.map(({ pausedUntil }) => pausedUntil).filter((end) => end !== null);
      return ends.length === 0 ? null : Math.max(...ends);
    },
    async acquire(options: AcquireOptions = {}) {
      options.signal?.throwIfAborted();
      const permits: Permit[] = [];
      const release = (feedback?: LimiterFeedback) => {
        for (const permit of permits.toReversed()) permit.release(feedback);
      };
      try {
        for (const limiter of limiters) {
          // oxlint-disable-next-line no-await-in-loop
          permits.push(await limiter.acquire(options));
        }
      } catch (reason) {
        release({ sent: false });
        throw reason;
      }
      return { release };
    },
  };
}
