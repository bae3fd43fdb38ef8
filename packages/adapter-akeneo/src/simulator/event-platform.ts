import type { Clock } from '@pim-connector/core';

import { EventDelivery, answerInTime } from './event-delivery.ts';
import type { Delivery } from './event-delivery.ts';
import { compileFilter } from './event-filter.ts';
import { fullType } from './event-types.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject } from './json.ts';
import type { PimEvent } from './pim.ts';
import { hmacHex } from './signature.ts';
import type { Subscriber, Subscription, SubscriptionStatus } from './subscription.ts';

/** How events behave on their way; they are at best delivered once and in order, and promised is neither. */
export interface EventOptions {
  /** Brings requests to subscribers. Default: the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds until a new subscription is active. Default 0; minutes in the real one. */
  readonly activationDelay?: number;
  /** Every so many events, one is delivered twice. Default 0: none. */
  readonly duplicateEvery?: number;
  /** Every so many events, one is held back until the next was delivered. Default 0: none. */
  readonly holdEvery?: number;
}

const maxDeliveries = 10_000;

/** The Event Platform: who subscribed to what, and what was delivered. */
export class EventPlatform {
  readonly subscribers = new Map<string, Subscriber>();
  readonly subscriptions = new Map<string, Subscription>();
  readonly #clock: Clock;
  readonly #options: EventOptions;
  readonly #deliveries: Delivery[] = [];
  readonly #couriers = new Map<string, EventDelivery>();
  readonly #running = new Set<Promise<unknown>>();
  readonly #held = new Map<string, JsonObject>();
  #count = 0;

  constructor(clock: Clock, options: EventOptions) {
    this.#clock = clock;
    this.#options = options;
  }

  get activationDelay(): number {
    return this.#options.activationDelay ?? 0;
  }

  /** The attempts to deliver, in their order. */
  deliveries(): readonly Delivery[] {
    return this.#deliveries;
  }

  /** Ids of the subscriptions that a connection or app has. */
  subscriptionsOf(clientId: string): string[] {
    return [...this.subscriptions.values()]
      .filter(({ subscriberId }) => this.subscribers.get(subscriberId)?.clientId === clientId)
      .map(({ id }) => id);
  }

  /** Resolves when nothing is on its way any more, retries included. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) {
      // oxlint-disable-next-line no-await-in-loop
      await Promise.all(this.#running);
    }
  }

  /** Sends an event to everybody who subscribed to it. Events while a subscription is suspended are lost. */
  publish(event: PimEvent): void {
    const type = fullType(event.type);
    const now = this.#clock.now();
    for (const subscription of this.subscriptions.values()) {
      if (subscription.status !== 'active' || subscription.activeFrom > now) continue;
      if (!subscription.events.includes(type)) continue;
      if (subscription.filter !== null && !compileFilter(subscription.filter)(event)) continue;
      this.#send(subscription, cloudEvent(type, event, subscription, now));
    }
  }

  /** Changes the status of a subscription and tells its subscriber. */
  setStatus(id: string, status: SubscriptionStatus, by: 'system' | 'user', reason?: string): void {
    const subscription = this.subscriptions.get(id);
    if (subscription === undefined || subscription.status === status) return;
    const resumed = subscription.status === 'suspended' && status === 'active';
    const next = { ...subscription, status, updated: this.#clock.now() };
    this.subscriptions.set(id, next);
    this.#couriers.delete(id);
    this.#held.delete(id);
    const type = resumed
      ? 'subscription.resumed'
      : status === 'suspended'
        ? `subscription.suspended.${by}`
        : `subscription.${status}`;
    if (status !== 'deleted') this.#track(this.#tellSubscriber(next, type, reason));
  }

  #send(subscription: Subscription, event: JsonObject): void {
    this.#count += 1;
    const every = (step = 0) => step > 0 && this.#count % step === 0;
    const held = this.#held.get(subscription.id);
    if (held === undefined && every(this.#options.holdEvery)) {
      this.#held.set(subscription.id, event);
      return;
    }
    this.#held.delete(subscription.id);
    const courier = this.#courierOf(subscription.id);
    const copies = every(this.#options.duplicateEvery) ? [event, event] : [event];
    for (const each of held === undefined ? copies : [...copies, held])
      this.#track(courier.deliver(subscription, each));
  }

  #courierOf(id: string): EventDelivery {
    const known = this.#couriers.get(id);
    if (known !== undefined) return known;
    const made = new EventDelivery({
      clock: this.#clock,
      fetch: (request) => this.#fetch(request),
      statusOf: (subscription) => this.subscriptions.get(subscription)?.status ?? 'deleted',
      suspend: (subscription, reason) => this.setStatus(subscription, 'suspended', 'system', reason),
      log: (delivery) => {
        this.#deliveries.push(delivery);
        if (this.#deliveries.length > maxDeliveries) this.#deliveries.shift();
      },
    });
    this.#couriers.set(id, made);
    return made;
  }

  #fetch(request: Request): Promise<Response> {
    return (this.#options.fetch ?? globalThis.fetch)(request);
  }

  /** Tells the webhook of a subscriber: three tries, one second and two apart. */
  async #tellSubscriber(subscription: Subscription, type: string, reason: string | undefined): Promise<void> {
    const contact = this.subscribers.get(subscription.subscriberId)?.contact ?? {};
    const {
      notification_channels: channels,
      notification_webhook_url: url,
      notification_webhook_secret: secret,
    } = contact;
    if (!Array.isArray(channels) || !(channels as readonly Json[]).includes('webhook')) return;
    if (typeof url !== 'string' || typeof secret !== 'string') return;
    const notification = {
      notification_type: type,
      timestamp: isoSeconds(this.#clock.now()),
      subscription_id: subscription.id,
      subscriber_id: subscription.subscriberId,
      destination: subscription.url,
      events: subscription.events,
      ...(reason === undefined ? {} : { reason }),
      subject: subscription.subject,
    };
    const body = new TextEncoder().encode(JSON.stringify(notification));
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'akeneo/event-platform',
      'x-akeneo-signature-algorithm': 'HmacSHA256',
      'x-akeneo-signature-primary': await hmacHex(secret, body),
    };
    const courier = { clock: this.#clock, fetch: (request: Request) => this.#fetch(request) };
    for (const delay of [1000, 2000, null]) {
      const request = new Request(url, { method: 'POST', headers, body, redirect: 'manual' });
      // oxlint-disable-next-line no-await-in-loop
      const status = await answerInTime(courier, request, 5000);
      const again = status === null || status >= 500 || status === 429;
      if (!again || delay === null) return;
      // oxlint-disable-next-line no-await-in-loop
      await this.#clock.sleep(delay);
    }
  }

  #track(work: Promise<void>): void {
    const running: Promise<unknown> = work.finally(() => this.#running.delete(running));
    this.#running.add(running);
  }
}

const isoSeconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

function cloudEvent(
  type: string,
  { data, author }: PimEvent,
  subscription: Subscription,
  now: number,
): JsonObject {
  return {
    specversion: '1.0',
    id: crypto.randomUUID(),
    type,
    source: 'pim',
    subject: subscription.id,
    time: isoSeconds(now),
    datacontenttype: 'application/json',
    dataschema: `https://event.prd.sdk.akeneo.cloud/spec/${type}.schema.json`,
    data: {
      ...(subscription.sendProductIdentifier ? data : withoutIdentifier(data)),
      ...(author === null ? {} : { author: { identifier: author.identifier, type: author.type } }),
    },
  };
}

function withoutIdentifier(data: JsonObject): JsonObject {
  const { product } = data;
  if (!isObject(product)) return data;
  const { identifier: _, ...rest } = product;
  return { ...data, product: rest };
}
