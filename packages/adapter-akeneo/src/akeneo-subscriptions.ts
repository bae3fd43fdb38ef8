import { createHttpClient } from '@pim-connector/core';
import type { JsonValue } from '@pim-connector/core';

import { createAkeneoClient } from './akeneo-client.ts';
import { accountOf, openConnection } from './akeneo-config.ts';
import type { AkeneoConnectionOptions } from './akeneo-config.ts';
import { objectOf, objectsOf, textOf, textsOf } from './api-values.ts';
import type { ApiItem } from './list-pages.ts';

/** Who receives events, and whom the platform tells when it stops sending them. */
export interface SubscriberOptions {
  readonly name: string;
  readonly technicalEmail: string;
  /** Address that is told when a subscription is suspended; its webhooks are signed with `noticeSecret`. */
  readonly noticeUrl?: string;
  /** 16 to 256 characters. */
  readonly noticeSecret?: string;
}

/** Which events go where. */
export interface SubscriptionOptions {
  /** Address that events are delivered to; must answer 200 within 5 seconds, and never 404 or a redirect. */
  readonly url: string;
  /** Secret that events are signed with; the same as `webhookSecrets` of the source. 16 characters at least. */
  readonly secret: string;
  /** Types without their prefix, such as `product.updated`. Default: {@link usualEvents}. */
  readonly events?: readonly string[];
  /** Such as `user_type != "api"`; up to 500 characters. */
  readonly filter?: string;
}

/** A subscription as the platform tells it. */
export interface AkeneoSubscription {
  readonly id: string;
  /** `active`, `suspended`, `revoked`, … */
  readonly status: string;
  readonly events: readonly string[];
}

/** The subscriptions of a connection or app (Akeneo Event Platform, subscriptions). */
export interface AkeneoSubscriptions {
  /** Registers a receiver; there may be 20 per PIM. Gives its id. */
  subscribe(options: SubscriberOptions): Promise<string>;
  /** Adds a subscription; there may be 20 per receiver. It takes minutes until its first event. */
  add(subscriber: string, options: SubscriptionOptions): Promise<AkeneoSubscription>;
  list(subscriber: string): Promise<readonly AkeneoSubscription[]>;
  /** Resumes one that was suspended. What happened meanwhile is lost: run the pipeline in full. */
  resume(subscriber: string, subscription: string): Promise<AkeneoSubscription>;
  remove(subscriber: string, subscription: string): Promise<void>;
  /** Removes a receiver with all its subscriptions. */
  unsubscribe(subscriber: string): Promise<void>;
}

/** The events that a source makes hints of. */
export const usualEvents: readonly string[] = [
  ...['created', 'updated', 'deleted'].flatMap((change) =>
    [
      'product',
      'product-model',
      'attribute',
      'attribute-option',
      'family',
      'category',
      'asset',
      'reference-entity-record',
    ].map((subject) => `${subject}.${change}`),
  ),
  'product.became-complete',
  'product.became-incomplete',
];

const prefix = 'com.akeneo.pim.v1.';
const platformUrl = 'https://event.prd.sdk.akeneo.cloud';

/**
 * Manages event subscriptions. Hosted PIMs only.
 *
 * @param options with `clientId`, also for an app. `eventPlatformUrl`: where the Event Platform is.
 * @throws ConnectorError `config.invalid`
 */
export function akeneoSubscriptions(
  {
    eventPlatformUrl = platformUrl,
    ...options
  }: AkeneoConnectionOptions & { readonly eventPlatformUrl?: string },
  signal: AbortSignal = new AbortController().signal,
): AkeneoSubscriptions {
  const { connection, tools } = openConnection(options);
  const client = createAkeneoClient(connection, tools);
  const { fetch, retry, clock, clientId } = connection;
  const http = createHttpClient({
    connector: tools.type,
    baseUrl: `${eventPlatformUrl}/api/v1`,
    // The token goes to the platform, which asks the PIM whether it is right.
    headers: async () => ({
      'x-pim-url': accountOf(connection),
      'x-pim-client-id': clientId ?? '',
      'x-pim-token': await client.token(),
    }),
    redact: tools.redact,
    ...(fetch === undefined ? {} : { fetch }),
    ...(retry === undefined ? {} : { retry }),
    ...(clock === undefined ? {} : { clock }),
  });
  const send = async (
    method: 'GET' | 'POST' | 'DELETE',
    parts: readonly string[],
    json?: JsonValue,
  ): Promise<unknown> => {
    const path = ['subscribers', ...parts.map(encodeURIComponent)].join('/');
    const response = await http.request({
      method,
      path,
      signal,
      operation: `${method} subscribers`,
      ...(json === undefined ? {} : { json }),
    });
    return response.status === 204 ? null : response.json();
  };
  return {
    async subscribe({ name, technicalEmail, noticeUrl, noticeSecret }) {
      const contact = {
        technical_email: technicalEmail,
        ...(noticeUrl === undefined
          ? {}
          : { notification_webhook_url: noticeUrl, notification_channels: ['email', 'webhook'] }),
        ...(noticeSecret === undefined ? {} : { notification_webhook_secret: noticeSecret }),
      };
      return textOf(objectOf(await send('POST', [], { name, contact }))['id']) ?? '';
    },
    async add(subscriber, { url, secret, events = usualEvents, filter }) {
      const body = {
        source: 'pim',
        subject: accountOf(connection),
        type: 'https',
        events: events.map((event) => `${prefix}${event}`),
        config: { url, secret: { primary: secret } },
        // Without it a deleted product is known by a UUID only, which no record has.
        send_product_identifier: true,
        ...(filter === undefined ? {} : { filter }),
      };
      return subscriptionOf(objectOf(await send('POST', [subscriber, 'subscriptions'], body)));
    },
    async list(subscriber) {
      return objectsOf(await send('GET', [subscriber, 'subscriptions'])).map(subscriptionOf);
    },
    async resume(subscriber, subscription) {
      return subscriptionOf(
        objectOf(await send('POST', [subscriber, 'subscriptions', subscription, 'resume'], {})),
      );
    },
    async remove(subscriber, subscription) {
      await send('DELETE', [subscriber, 'subscriptions', subscription]);
    },
    async unsubscribe(subscriber) {
      await send('DELETE', [subscriber]);
    },
  };
}

function subscriptionOf({ id, status, events }: ApiItem): AkeneoSubscription {
  const types = textsOf(events).map((event) => event.replace(prefix, ''));
  return { id: textOf(id) ?? '', status: textOf(status) ?? '', events: types };
}
