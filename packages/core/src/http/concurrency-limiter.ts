import pLimit from 'p-limit';

import { systemClock } from '../connector/index.ts';
import type { AcquireOptions, Clock, Limiter, Permit } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { checkedFeedback } from './checked-feedback.ts';
import { assertWorthWaiting, createPause } from './pause.ts';

/** See {@link concurrencyLimiter}. */
export interface ConcurrencyOptions {
  readonly clock?: Clock;
}

/**
 * Makes a limiter for requests under way at the same time; cost does not matter to it.
 *
 * @throws ConnectorError `config.invalid` for anything but a whole number from 1 upwards.
 */
export function concurrencyLimiter(limit: number, { clock = systemClock }: ConcurrencyOptions = {}): Limiter {
  if (!Number.isInteger(limit) || limit < 1) {
    throw new ConnectorError(
      'config.invalid',
      `The number of requests at the same time must be 1 or more, not ${limit}`,
    );
  }
  const slots = pLimit(limit);
  const pause = createPause();

  async function pauseEnds({ signal, longestPause }: AcquireOptions): Promise<void> {
    for (
      let now = clock.now(), end = pause.until(now);
      end !== null;
      now = clock.now(), end = pause.until(now)
    ) {
      assertWorthWaiting(pause, now, longestPause);
      // Another refusal may make the pause longer meanwhile.
      // oxlint-disable-next-line no-await-in-loop
      await clock.sleep(end - now, signal);
    }
  }

  return {
    get pausedUntil() {
      return pause.until(clock.now());
    },
    acquire: (options: AcquireOptions = {}) =>
      new Promise((resolve, reject) => {
        const { signal } = options;
        signal?.throwIfAborted();
        const leave = () => reject(signal?.reason as Error);
        signal?.addEventListener('abort', leave, { once: true });
        slots(async () => {
          // Nothing is granted to whoever left meanwhile: the slot goes on to the next at once.
          await pauseEnds(options).finally(() => signal?.removeEventListener('abort', leave));
          if (signal?.aborted === true) {
            leave();
            return;
          }
          await new Promise<void>((free) => {
            resolve(createPermit(free));
          });
        }).catch(reject);
      }),
  };

  function createPermit(free: () => void): Permit {
    let released = false;
    return {
      release(feedback = {}) {
        if (released) return;
        released = true;
        pause.note(checkedFeedback(feedback), clock.now());
        free();
      },
    };
  }
}
