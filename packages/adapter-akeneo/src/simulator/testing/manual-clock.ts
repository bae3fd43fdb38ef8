import type { Clock } from '@pim-connector/core';

/** A clock whose time passes only when it is told to. */
export class ManualClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<{ readonly due: number; readonly wake: () => void }>();

  constructor(start = Date.UTC(2026, 0, 15, 12)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const sleeper = { due: this.#now + milliseconds, wake: resolve };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason as Error);
      });
    });
  }

  /** Lets time pass, and what waits go on in its order. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (;;) {
      const [next] = [...this.#sleepers].toSorted((left, right) => left.due - right.due);
      if (next === undefined || next.due > end) break;
      this.#sleepers.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.wake();
      // oxlint-disable-next-line no-await-in-loop
      await settle();
    }
    this.#now = end;
  }
}

/**
 * Lets everything go on that can. Signing needs more than one turn of the event loop and is done by other threads, so
 * each turn waits for such work of its own too: on a busy machine turns alone are over before it.
 */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => {
      setTimeout(resolve, 0);
    });
    // oxlint-disable-next-line no-await-in-loop
    await crypto.subtle.digest('SHA-256', new Uint8Array(1));
  }
}
