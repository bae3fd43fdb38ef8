import type { Clock } from '../connector/index.ts';

/** A pause that others can see, and end early. */
export interface Rest {
  /** Pauses for some milliseconds, or until somebody ends it. */
  begin(milliseconds: number): Promise<void>;
  isOn(): boolean;
  /** Waits until the next pause begins. */
  hasBegun(): Promise<void>;
  end(): void;
}

/** Makes a rest that is not on. */
export function createRest(clock: Clock): Rest {
  let current: AbortController | null = null;
  let waiting: (() => void)[] = [];
  return {
    async begin(milliseconds) {
      const own = new AbortController();
      current = own;
      for (const resolve of waiting) resolve();
      waiting = [];
      await clock.sleep(milliseconds, own.signal).catch(() => undefined);
      current = null;
    },
    isOn: () => current !== null,
    hasBegun: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
    end() {
      current?.abort();
      current = null;
    },
  };
}
