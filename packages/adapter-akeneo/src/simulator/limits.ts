import type { Clock } from '@pim-connector/core';

import { ApiError } from './api-error.ts';

/** What the PIM takes from its callers (Akeneo REST API, good practices). */
export interface SimulatorLimits {
  /** Requests of one connection or app at a time. Default 4. */
  readonly concurrentPerConnection: number;
  /** Requests at a time. Default 10. */
  readonly concurrent: number;
  /** Requests per second. Default 100; so many can come at once. */
  readonly perSecond: number;
  /** Writes of attribute options per second. Default 3. */
  readonly optionWritesPerSecond: number;
  /** Bytes of a request, above which the platform before the PIM answers 403. Default 16 MiB (not documented). */
  readonly maxBodyBytes: number;
}

/** The documented limits. */
export const defaultLimits: SimulatorLimits = {
  concurrentPerConnection: 4,
  concurrent: 10,
  perSecond: 100,
  optionWritesPerSecond: 3,
  maxBodyBytes: 16 * 1024 * 1024,
};

/** A bucket that fills at a steady rate. */
class Bucket {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #perSecond: number;
  #level: number;
  #filledAt: number;

  constructor(perSecond: number, clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#level = perSecond;
    this.#filledAt = clock.now();
  }

  /** Takes one; tells how many seconds to wait for it, 0 when it was there. */
  take(): number {
    const now = this.#clock.now();
    this.#level = Math.min(this.#perSecond, this.#level + ((now - this.#filledAt) / 1000) * this.#perSecond);
    this.#filledAt = now;
    if (this.#level < 1) return Math.max(1, Math.ceil((1 - this.#level) / this.#perSecond));
    this.#level -= 1;
    return 0;
  }
}

/** Counts requests, and refuses those that are too many. */
export class LimitCounter {
  readonly #limits: SimulatorLimits;
  readonly #all: Bucket;
  readonly #optionWrites: Bucket;
  readonly #running = new Map<string, number>();
  #total = 0;

  constructor(limits: SimulatorLimits, clock: Pick<Clock, 'now'>) {
    this.#limits = limits;
    this.#all = new Bucket(limits.perSecond, clock);
    this.#optionWrites = new Bucket(limits.optionWritesPerSecond, clock);
  }

  /** @throws ApiError 403 for a body that does not pass the platform before the PIM */
  checkSize(bytes: number): void {
    if (bytes > this.#limits.maxBodyBytes) throw new ApiError(403, 'Forbidden');
  }

  /**
   * Lets a request in.
   *
   * @returns what is to be called once it is answered
   * @throws ApiError 429
   */
  enter(clientId: string): () => void {
    const running = this.#running.get(clientId) ?? 0;
    if (this.#total >= this.#limits.concurrent || running >= this.#limits.concurrentPerConnection) {
      throw tooMany('You have exceeded the limit of concurrent API requests.', 1);
    }
    const wait = this.#all.take();
    if (wait > 0) throw tooMany('You have exceeded the limit of API requests per second.', wait);
    this.#total += 1;
    this.#running.set(clientId, running + 1);
    return () => {
      this.#total -= 1;
      this.#running.set(clientId, (this.#running.get(clientId) ?? 1) - 1);
    };
  }

  /** @throws ApiError 429 */
  enterOptionWrite(): void {
    const wait = this.#optionWrites.take();
    if (wait > 0) throw tooMany('You have exceeded the limit of API requests per second.', wait);
  }
}

const tooMany = (message: string, seconds: number): ApiError =>
  new ApiError(429, message, {}, { 'retry-after': String(seconds) });
