import type { Clock } from '../connector/index.ts';

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * A clock for tests of pipelines: time stands still while anything is done, and jumps to whoever wakes up first when
 * everything waits. So the heartbeat of a lease does not make it race, as it would a clock that skips every sleep.
 */
export class IdleClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<Sleeper>();
  #ticking = false;

  constructor(start: number = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** Moves the time by hand, also backwards; nobody wakes up because of that alone. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const stop = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason as Error);
      };
      const sleeper: Sleeper = {
        due: this.#now + Math.max(0, milliseconds),
        wake: () => {
          this.#sleepers.delete(sleeper);
          signal?.removeEventListener('abort', stop);
          resolve();
        },
      };
      signal?.addEventListener('abort', stop, { once: true });
      this.#sleepers.add(sleeper);
      this.#tick();
    });
  }

  // What goes on in memory is over before the next turn of the event loop.
  #tick(): void {
    if (this.#ticking || this.#sleepers.size === 0) return;
    this.#ticking = true;
    setImmediate(() => {
      this.#ticking = false;
      const [first] = [...this.#sleepers].toSorted((a, b) => a.due - b.due);
      if (first !== undefined) {
        this.#now = Math.max(this.#now, first.due);
        first.wake();
      }
      this.#tick();
    });
  }
}
