import type { Clock } from '@pim-connector/core';

import type { JsonObject } from './json.ts';
import { textOf } from './json.ts';
import { hmacHex } from './signature.ts';
import type { Subscription } from './subscription.ts';

const ackTimeout = 5000;
const retryDelays = [300_000, 600_000, 1_200_000];
const rollingHour = 3_600_000;
const leastAttempts = 10;
const leastSuccess = 0.9;

/** An attempt to deliver an event. */
export interface Delivery {
  readonly subscriptionId: string;
  readonly eventId: string;
  readonly type: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Status of the answer; null when there was none in time. */
  readonly status: number | null;
}

/** What became of an attempt. */
type Verdict = 'delivered' | 'failed' | 'suspended';

/** How a delivery gets out of the simulator. */
export interface DeliveryOptions {
  readonly clock: Clock;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly statusOf: (subscriptionId: string) => string;
  readonly suspend: (subscriptionId: string, reason: string) => void;
  readonly log: (delivery: Delivery) => void;
}

/** Delivers the events of one subscription: signed, at its pace, with retries, until it is suspended. */
export class EventDelivery {
  readonly #options: DeliveryOptions;
  readonly #outcomes: { readonly at: number; readonly ok: boolean }[] = [];
  #rate = 100;
  #lastSlot = Number.NEGATIVE_INFINITY;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Delivers an event, with all its retries; done when it arrived or was given up. */
  async deliver(subscription: Subscription, event: JsonObject): Promise<void> {
    const { clock } = this.#options;
    const body = new TextEncoder().encode(JSON.stringify(event));
    for (let attempt = 1; attempt <= retryDelays.length + 1; attempt += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await this.#waitForSlot();
      if (this.#options.statusOf(subscription.id) !== 'active') return;
      // oxlint-disable-next-line no-await-in-loop
      const status = await this.#attempt(subscription, body);
      const { id, type } = event;
      this.#options.log({
        subscriptionId: subscription.id,
        eventId: textOf(id),
        type: textOf(type),
        attempt,
        at: clock.now(),
        status,
      });
      const delay = retryDelays[attempt - 1];
      if (this.#judge(subscription.id, status) !== 'failed' || delay === undefined) return;
      // oxlint-disable-next-line no-await-in-loop
      await clock.sleep(delay);
    }
  }

  /** The pace: up to a hundred events per second, slower after each 429. */
  #waitForSlot(): Promise<void> {
    const { clock } = this.#options;
    const before = this.#turn;
    this.#turn = (async () => {
      await before;
      const wait = this.#lastSlot + 1000 / this.#rate - clock.now();
      if (wait > 0) await clock.sleep(wait);
      this.#lastSlot = clock.now();
    })();
    return this.#turn;
  }

  async #attempt(subscription: Subscription, body: Uint8Array<ArrayBuffer>): Promise<number | null> {
    const { primary, secondary } = subscription.secret;
    const headers = new Headers({
      'content-type': 'application/cloudevents+json; charset=UTF-8',
      'user-agent': 'akeneo/event-platform',
      'x-akeneo-signature-algorithm': 'HmacSHA256',
      'x-akeneo-signature-primary': await hmacHex(primary, body),
      ...(secondary === null ? {} : { 'x-akeneo-signature-secondary': await hmacHex(secondary, body) }),
    });
    for (const [name, value] of Object.entries(subscription.headers)) headers.set(name, value);
    const request = new Request(subscription.url, { method: 'POST', headers, body, redirect: 'manual' });
    return answerInTime(this.#options, request, ackTimeout);
  }

  #judge(subscriptionId: string, status: number | null): Verdict {
    const { clock, suspend } = this.#options;
    if (status === 404 || (status !== null && ((status >= 300 && status < 400) || status === 0))) {
      suspend(subscriptionId, status === 404 ? 'The endpoint answers 404' : 'The endpoint redirects');
      return 'suspended';
    }
    const ok = status !== null && status >= 200 && status < 300;
    this.#rate =
      status === 429 ? Math.max(1, this.#rate / 2) : ok ? Math.min(100, this.#rate * 1.1) : this.#rate;
    // A throttled event counts only once it has been late for an hour: after its retries it is dropped long before.
    if (status === 429) return 'failed';
    this.#outcomes.push({ at: clock.now(), ok });
    while ((this.#outcomes[0]?.at ?? Infinity) < clock.now() - rollingHour) this.#outcomes.shift();
    const share = this.#outcomes.filter((outcome) => outcome.ok).length / this.#outcomes.length;
    if (this.#outcomes.length >= leastAttempts && share < leastSuccess) {
      suspend(subscriptionId, 'Success rate dropped below 90%');
      return 'suspended';
    }
    return ok ? 'delivered' : 'failed';
  }
}

/** The status of an answer, or null when it did not come in time. */
export async function answerInTime(
  { clock, fetch }: Pick<DeliveryOptions, 'clock' | 'fetch'>,
  request: Request,
  milliseconds: number,
): Promise<number | null> {
  const done = new AbortController();
  const answer = fetch(new Request(request, { signal: done.signal })).then(
    async (response) => {
      await response.body?.cancel();
      return response.status;
    },
    () => null,
  );
  const late = clock.sleep(milliseconds, done.signal).then(
    () => null,
    () => null,
  );
  const status = await Promise.race([answer, late]);
  done.abort();
  return status;
}
