import type { ConnectorError } from '../errors/index.ts';
import type { RetryOptions } from './pipeline-options.ts';

/** Decides whether and when operations that failed are tried again. One per run. */
export interface RetryPolicy {
  /** Told of operations that are tried for the first time. */
  tried(operations: number): void;
  /**
   * @param attempts how often the operation was tried already.
   * @returns milliseconds to wait, or `null`: not again in this run.
   */
  delayFor(error: ConnectorError, attempts: number): number | null;
}

// However much goes wrong, a run retries at most so many operations, plus a share of those it tried: a platform
// that is down is not hammered.
const freeRetries = 200;
const retryShare = 0.5;

/** Makes the retry policy of a run. */
export function createRetryPolicy(
  options: RetryOptions = {},
  random: () => number = Math.random,
): RetryPolicy {
  const { attempts: most = 4, minimumDelay = 1_000, maximumDelay = 60_000 } = options;
  let budget = freeRetries;
  return {
    tried(operations) {
      budget += operations * retryShare;
    },
    delayFor(error, attempts) {
      if (error.retry === 'never' || error.stops === 'run' || attempts >= most || budget < 1) return null;
      // Full jitter, but never less than the platform asks for.
      const backoff = Math.min(maximumDelay, minimumDelay * 2 ** (attempts - 1)) * random();
      const delay = Math.max(error.retryAfter ?? 0, backoff);
      if (delay > maximumDelay) return null;
      budget -= 1;
      return delay;
    },
  };
}
