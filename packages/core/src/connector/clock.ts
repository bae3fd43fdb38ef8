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

// setTimeout fires at once for anything longer.
const longestTimer = 2_147_483_647;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    let left = Math.max(0, milliseconds);
    do {
      // Waits of more than 24 days are cut into pieces that a timer can hold.
      // oxlint-disable-next-line no-await-in-loop
      await timer(Math.min(left, longestTimer), signal);
      left -= longestTimer;
    } while (left > 0);
  },
};

function timer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(abortReason(signal));
      return;
    }
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

function abortReason(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('aborted', 'AbortError');
}
