/** A stopwatch for what platforms take themselves, which is no part of ours. */
export interface PlatformTime {
  /** Milliseconds since the last reset. */
  readonly total: () => number;
  readonly reset: () => void;
  /** Does a platform’s work and counts its time. */
  readonly of: <Result>(work: () => Result | Promise<Result>) => Promise<Result>;
}

/** Makes a stopwatch. */
export function platformTime(): PlatformTime {
  let milliseconds = 0;
  return {
    total: () => milliseconds,
    reset() {
      milliseconds = 0;
    },
    async of(work) {
      const start = performance.now();
      try {
        return await work();
      } finally {
        milliseconds += performance.now() - start;
      }
    },
  };
}
