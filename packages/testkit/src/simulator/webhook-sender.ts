import { systemClock } from '@pim-connector/core';
import type { Clock } from '@pim-connector/core';

/** What a platform has to tell. */
export interface WebhookEvent {
  readonly topic: string;
  /** The body, as it is sent. */
  readonly body: string;
}

/** One attempt to deliver. */
export interface DeliveryAttempt {
  readonly id: string;
  readonly topic: string;
  /** Counted from 1. */
  readonly attempt: number;
  /** 0: there was no answer. */
  readonly status: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** See {@link createWebhookSender}. */
export interface WebhookSenderOptions {
  /** Where it is sent. */
  readonly url: string;
  /** Makes the headers: signature, id, topic, in the way of the platform. */
  readonly headers: (delivery: SignedDelivery) => Promise<Readonly<Record<string, string>>>;
  /** Sends it: an application’s route, or the network. Default: the runtime’s `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds before each further attempt. Default: 8 attempts more, over about four hours. */
  readonly retryDelays?: readonly number[];
  readonly clock?: Clock;
}

/** What {@link WebhookSenderOptions.headers} is told. */
export interface SignedDelivery extends WebhookEvent {
  /** Id of the delivery, the same at each attempt. */
  readonly id: string;
  /** Milliseconds since 1970 at which the event happened, the same at each attempt. */
  readonly at: number;
}

/** Sends webhooks as platforms do: at least once, not in order, again if nobody takes them. */
export interface WebhookSender {
  /** Begins to deliver; gives the id of the delivery. */
  send(event: WebhookEvent): string;
  /** Delivers once more what was delivered before, as platforms do now and then. */
  repeat(id: string): void;
  /** Waits until nothing is under way any more: delivered, or given up. */
  idle(): Promise<void>;
  attempts(): readonly DeliveryAttempt[];
}

const minute = 60_000;
const usualDelays = [1, 2, 5, 10, 20, 40, 60, 100].map((minutes) => minutes * minute);

/** Makes a sender of webhooks. Core’s `signHmac` makes signatures. */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { url, headers, retryDelays = usualDelays, clock = systemClock } = options;
  const { fetch = (request: Request) => globalThis.fetch(request) } = options;
  const attempts: DeliveryAttempt[] = [];
  const deliveries = new Map<string, SignedDelivery>();
  const underway = new Set<Promise<void>>();

  async function attemptOnce(delivery: SignedDelivery): Promise<number> {
    try {
      const own = { 'content-type': 'application/json', ...(await headers(delivery)) };
      const response = await fetch(new Request(url, { method: 'POST', headers: own, body: delivery.body }));
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }

  async function deliver(delivery: SignedDelivery): Promise<void> {
    for (const [index, delay] of [0, ...retryDelays].entries()) {
      // oxlint-disable-next-line no-await-in-loop
      if (delay > 0) await clock.sleep(delay);
      // oxlint-disable-next-line no-await-in-loop
      const status = await attemptOnce(delivery);
      const { id, topic } = delivery;
      attempts.push({ id, topic, attempt: index + 1, status, at: clock.now() });
      if (status >= 200 && status < 300) return;
    }
  }

  function begin(delivery: SignedDelivery): void {
    const work = deliver(delivery).finally(() => underway.delete(work));
    underway.add(work);
  }

  return {
    send(event) {
      const id = `delivery-${deliveries.size + 1}`;
      const delivery = { ...event, id, at: clock.now() };
      deliveries.set(id, delivery);
      begin(delivery);
      return id;
    },
    repeat(id) {
      const delivery = deliveries.get(id);
      if (delivery !== undefined) begin(delivery);
    },
    async idle() {
      while (underway.size > 0) {
        // oxlint-disable-next-line no-await-in-loop
        await Promise.all(underway);
      }
    },
    attempts: () => [...attempts],
  };
}
