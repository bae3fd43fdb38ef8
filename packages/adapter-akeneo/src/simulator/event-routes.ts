import { ApiError, unprocessable } from './api-error.ts';
import { bodyObject, param } from './call.ts';
import type { Call, Reply } from './call.ts';
import type { EventPlatform } from './event-platform.ts';
import { isObject } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import type { Route } from './route.ts';
import { checkUrl, settingsOf } from './subscription-settings.ts';
import type { Subscriber, Subscription } from './subscription.ts';

const maxSubscribers = 20;
const maxSubscriptions = 20;
const one = '/api/v1/subscribers/{subscriber}';
const many = `${one}/subscriptions`;

/** The management of subscriptions (Akeneo Event Platform, `/api/v1/subscribers`). */
export function eventRoutes(platform: EventPlatform, now: () => number): Route[] {
  const available: Route['available'] = ({ saas }) => saas;
  const route = (method: Route['method'], path: string, run: (call: Call) => Reply): Route => ({
    method,
    path,
    name: `event_platform_${method.toLowerCase()}`,
    available,
    run,
  });
  const subscriberOf = (call: Call) => findSubscriber(platform, call);
  const subscriptionOf = (call: Call) => findSubscription(platform, call);
  return [
    route('GET', '/api/v1/subscribers', () => ({
      status: 200,
      body: all(platform.subscribers).map(presentSubscriber),
    })),
    route('POST', '/api/v1/subscribers', (call) => createSubscriber(platform, call, now())),
    route('GET', one, (call) => ({ status: 200, body: presentSubscriber(subscriberOf(call)) })),
    route('PATCH', one, (call) => changeSubscriber(platform, call, now())),
    route('DELETE', one, (call) => {
      const subscriber = subscriberOf(call);
      for (const each of subscriptionsOf(platform, subscriber.id))
        platform.setStatus(each.id, 'deleted', 'user');
      platform.subscribers.delete(subscriber.id);
      return { status: 204 };
    }),
    route('GET', many, (call) => ({
      status: 200,
      body: subscriptionsOf(platform, subscriberOf(call).id).map(presentSubscription),
    })),
    route('POST', many, (call) => createSubscription(platform, call, subscriberOf(call), now())),
    route('GET', `${many}/{id}`, (call) => ({
      status: 200,
      body: presentSubscription(subscriptionOf(call)),
    })),
    route('PATCH', `${many}/{id}`, (call) => changeSubscription(platform, call, now())),
    route('DELETE', `${many}/{id}`, (call) => {
      const { id } = subscriptionOf(call);
      platform.setStatus(id, 'deleted', 'user');
      platform.subscriptions.delete(id);
      return { status: 204 };
    }),
    ...(['resume', 'suspend'] as const).map((verb) =>
      route('POST', `${many}/{id}/${verb}`, (call) => {
        const { id, status } = subscriptionOf(call);
        const next = verb === 'resume' ? 'active' : 'suspended';
        if (status === 'revoked') throw unprocessable('A revoked subscription stays revoked.');
        platform.setStatus(id, next, 'user');
        return { status: 200, body: presentSubscription(findSubscription(platform, call)) };
      }),
    ),
  ];
}

const all = <T>(things: ReadonlyMap<string, T>): T[] => [...things.values()];

const subscriptionsOf = (platform: EventPlatform, subscriber: string): Subscription[] =>
  all(platform.subscriptions).filter(({ subscriberId }) => subscriberId === subscriber);

function findSubscriber({ subscribers }: EventPlatform, call: Call): Subscriber {
  const subscriber = subscribers.get(param(call, 'subscriber'));
  if (subscriber === undefined) throw new ApiError(404, 'The subscriber does not exist.');
  return subscriber;
}

function findSubscription(platform: EventPlatform, call: Call): Subscription {
  const subscription = platform.subscriptions.get(param(call, 'id'));
  if (subscription === undefined || subscription.subscriberId !== findSubscriber(platform, call).id) {
    throw new ApiError(404, 'The subscription does not exist.');
  }
  return subscription;
}

const stamp = (time: number): string => new Date(time).toISOString();

function presentSubscriber({
  created,
  updated,
  contact,
  clientId: __,
  ...subscriber
}: Subscriber): JsonObject {
  const { notification_webhook_secret: _, ...shown } = contact;
  return { ...subscriber, contact: shown, created_at: stamp(created), updated_at: stamp(updated) };
}

function presentSubscription(subscription: Subscription): JsonObject {
  const { id, subject, events, status, url, headers, filter, sendProductIdentifier, created, updated } =
    subscription;
  return {
    id,
    source: 'pim',
    subject,
    events,
    status,
    type: 'https',
    config: {
      url,
      ...(Object.keys(headers).length === 0
        ? {}
        : { custom_headers: Object.fromEntries(Object.keys(headers).map((name) => [name, '***'])) }),
    },
    ...(filter === null ? {} : { filter }),
    send_product_identifier: sendProductIdentifier,
    created_at: stamp(created),
    updated_at: stamp(updated),
  };
}

function contactOf(given: Json | undefined): JsonObject {
  if (!isObject(given) || typeof given['technical_email'] !== 'string') {
    throw unprocessable('A subscriber needs a contact with a technical_email.');
  }
  const { notification_webhook_secret: secret, notification_webhook_url: url } = given;
  if (secret !== undefined && (typeof secret !== 'string' || secret.length < 16 || secret.length > 256)) {
    throw unprocessable('notification_webhook_secret must have 16 to 256 characters.');
  }
  if (url !== undefined) checkUrl(url);
  return { notification_channels: ['email'], ...given };
}

function createSubscriber(platform: EventPlatform, call: Call, now: number): Reply {
  const { name, contact } = bodyObject(call);
  if (typeof name !== 'string' || name === '') throw unprocessable('A subscriber needs a name.');
  if (platform.subscribers.size >= maxSubscribers)
    throw unprocessable(`A PIM has at most ${maxSubscribers} subscribers.`);
  const subscriber: Subscriber = {
    id: crypto.randomUUID(),
    name,
    clientId: call.caller.clientId,
    subject: call.request.headers.get('x-pim-url') ?? call.url.origin,
    status: 'active',
    contact: contactOf(contact),
    created: now,
    updated: now,
  };
  platform.subscribers.set(subscriber.id, subscriber);
  return { status: 201, body: presentSubscriber(subscriber) };
}

function changeSubscriber(platform: EventPlatform, call: Call, now: number): Reply {
  const before = findSubscriber(platform, call);
  const { name, contact } = bodyObject(call);
  const next = {
    ...before,
    name: typeof name === 'string' ? name : before.name,
    contact: isObject(contact) ? contactOf({ ...before.contact, ...contact }) : before.contact,
    updated: now,
  };
  platform.subscribers.set(next.id, next);
  return { status: 200, body: presentSubscriber(next) };
}

function createSubscription(platform: EventPlatform, call: Call, subscriber: Subscriber, now: number): Reply {
  if (subscriptionsOf(platform, subscriber.id).length >= maxSubscriptions) {
    throw unprocessable(`A subscriber has at most ${maxSubscriptions} subscriptions.`);
  }
  const body = bodyObject(call);
  if (body['source'] !== 'pim') throw unprocessable('The only source is "pim".');
  if (body['type'] !== 'https') throw unprocessable('The simulator delivers to "https" destinations only.');
  const settings = settingsOf(body);
  if (settings.events === undefined || settings.url === undefined || settings.secret === undefined) {
    throw unprocessable('A subscription needs events, and a config with url and secret.primary.');
  }
  const subscription: Subscription = {
    id: crypto.randomUUID(),
    subscriberId: subscriber.id,
    subject: subscriber.subject,
    status: 'active',
    headers: {},
    sendProductIdentifier: false,
    filter: null,
    ...settings,
    events: settings.events,
    url: settings.url,
    secret: settings.secret,
    activeFrom: now + platform.activationDelay,
    created: now,
    updated: now,
  };
  platform.subscriptions.set(subscription.id, subscription);
  return { status: 201, body: presentSubscription(subscription) };
}

function changeSubscription(platform: EventPlatform, call: Call, now: number): Reply {
  const next = { ...findSubscription(platform, call), ...settingsOf(bodyObject(call)), updated: now };
  platform.subscriptions.set(next.id, next);
  return { status: 200, body: presentSubscription(next) };
}
