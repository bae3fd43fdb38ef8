import { longestTimer } from './longest-timer.ts';
import { nextTurn } from './next-turn.ts';

/** Where time comes from: handed in, so that tests and simulators can let it run as they like. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /**
   * Waits.
   *
   * @param milliseconds zero or less: until the next turn of the event loop.
   * @throws the signal’s reason (an `AbortError` where that is no error) when it is aborted before the time has
   *   passed.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    throwIfAborted(signal);
    if (!(milliseconds > 0)) {
      await nextTurn();
      throwIfAborted(signal);
    }
    // Waits of more than 24 days are cut into pieces that a timer can hold.
    for (let left = milliseconds; left > 0; left -= longestTimer) {
      // oxlint-disable-next-line no-await-in-loop
      await timer(Math.min(left, longestTimer), signal);
      throwIfAborted(signal);
    }
  },
};

function timer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(handle);
      reject(abortReason(signal));
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw abortReason(signal);
}

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('aborted', 'AbortError');
}
