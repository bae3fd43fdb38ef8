import type { Clock } from './clock.ts';
import { nextTurn } from './next-turn.ts';

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * A clock for tests and simulators whose time moves only when it is told to.
 *
 * @example
 * const clock = new VirtualClock(Date.parse('2026-01-01T00:00:00Z'));
 * const run = pipeline.run();
 * await clock.advance(60_000);
 */
export class VirtualClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<Sleeper>();

  /** @param start milliseconds since 1970-01-01T00:00:00Z. */
  constructor(start = 0) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** How many sleep right now. */
  get sleeping(): number {
    return this.#sleepers.size;
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
      // Who only leaves others a turn need not wait until time passes.
      if (!(milliseconds > 0)) void nextTurn().then(sleeper.wake);
    });
  }

  /** Lets time pass, waking the sleepers in their order. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await nextTurn();
    for (let next = this.#next(); next !== undefined && next.due <= end; next = this.#next()) {
      // oxlint-disable-next-line no-await-in-loop
      await this.#wake(next);
    }
    this.#now = end;
  }

  /** Lets time pass until nobody sleeps any more. */
  async run(): Promise<void> {
    await nextTurn();
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      // oxlint-disable-next-line no-await-in-loop
      await this.#wake(next);
    }
  }

  #next(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.#sleepers) if (first === undefined || sleeper.due < first.due) first = sleeper;
    return first;
  }

  async #wake(sleeper: Sleeper): Promise<void> {
    this.#now = Math.max(this.#now, sleeper.due);
    sleeper.wake();
    await nextTurn();
  }
}

/** A clock for tests and simulators that never keeps anybody waiting: a sleep only moves the time on. */
export class SkippingClock implements Clock {
  /** How long was slept, each time: milliseconds. */
  readonly sleeps: number[] = [];
  #now: number;

  constructor(start = 0) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** Moves the time on by hand. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(milliseconds);
    const due = this.#now + Math.max(0, milliseconds);
    // Who begins to sleep at the same moment sleeps through the same time.
    await nextTurn();
    this.#now = Math.max(this.#now, due);
  }
}
