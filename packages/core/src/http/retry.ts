import pRetry from 'p-retry';

import { AttemptFailure } from './attempt-failure.ts';
import type { Call } from './call.ts';
import { failureOf } from './failure-of.ts';

/**
 * Runs the attempts of a call until one succeeds or no other may follow.
 *
 * @throws ConnectorError of the last attempt.
 */
export async function withRetries<Result>(call: Call, run: () => Promise<Result>): Promise<Result> {
  const { clock, retry } = call.client;
  const start = clock.now();
  try {
    return await pRetry(
      (attempt) => {
        call.progress.attempt = attempt;
        return run();
      },
      {
        retries: retry.attempts - 1,
        // The waiting is done below, since only the failure knows how long, and only the client’s clock how to.
        minTimeout: 0,
        shouldRetry: async ({ error }) => {
          const wait = error instanceof AttemptFailure ? waitAfter(call, error, clock.now() - start) : null;
          if (wait === null) return false;
          await clock.sleep(wait, call.signal);
          return true;
        },
      },
    );
  } catch (thrown) {
    throw failureOf(call, thrown).error;
  }
}

/** Milliseconds until another attempt may follow a failed one, or `null` for none. */
function waitAfter(call: Call, { error, repetition }: AttemptFailure, elapsed: number): number | null {
  const { retry, random } = call.client;
  const { attempt, queued } = call.progress;
  if (repetition === 'never' || call.body.once) return null;
  if (repetition === 'ifIdempotent' && !call.idempotent) return null;
  const spread = random() * Math.min(retry.maxDelay, retry.minDelay * 2 ** (attempt - 1));
  // A moment that the platform named is kept, and spread so that not everybody comes at once.
  const wait = error.retryAfter === undefined ? spread : error.retryAfter + spread;
  return elapsed - queued + wait > retry.maxElapsed ? null : wait;
}
