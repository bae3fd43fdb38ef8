import { createHmac } from 'node:crypto';

import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import type { EventOptions } from './event-platform.ts';
import { isObject, textOf } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { connect, pimUrl } from './testing/api-client.ts';
import { ManualClock } from './testing/manual-clock.ts';

const allProducts = ['created', 'updated', 'updated.delta', 'deleted'].map(
  (what) => `com.akeneo.pim.v1.product.${what}`,
);
const secret = { primary: 'first-secret', secondary: 'second-secret' };

interface Received {
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly event: JsonObject;
}

async function subscribed(options: EventOptions = {}, settings: JsonObject = {}, contact: JsonObject = {}) {
  const clock = new ManualClock();
  const received: Received[] = [];
  const answers: number[] = [];
  const simulator = createAkeneoSimulator({
    limits: null,
    clock,
    events: {
      async fetch(request) {
        const bytes = Buffer.from(await request.arrayBuffer());
        received.push({ headers: request.headers, bytes, event: JSON.parse(bytes.toString()) as JsonObject });
        return new Response(null, {
          status: answers.shift() ?? 200,
          headers: { location: 'https://elsewhere.example/' },
        });
      },
      ...options,
    },
  });
  const client = await connect(simulator);
  const headers = {
    'x-pim-token': client.token,
    'x-pim-url': pimUrl,
    'x-pim-client-id': simulator.connection.clientId,
  };
  const manage = (method: string, path: string, body?: Json) =>
    client.send(method, `${pimUrl}/api/v1/subscribers${path}`, body, headers);
  const subscriber = (
    await manage('POST', '', { name: 'test', contact: { technical_email: 'ops@example.com', ...contact } })
  ).json();
  const path = `/${textOf(subscriber['id'])}/subscriptions`;
  const body = {
    source: 'pim',
    type: 'https',
    events: allProducts,
    config: { url: 'https://hook.example/in', secret },
    ...settings,
  };
  const subscription = await manage('POST', path, body);
  const status = async () =>
    (await manage('GET', `${path}/${textOf(subscription.json()['id'])}`)).json()['status'];
  const types = () =>
    received.map(({ event }) =>
      textOf(event['type'] ?? event['notification_type']).replace('com.akeneo.pim.v1.', ''),
    );
  const edit = (enabled: boolean) => simulator.user.saveProduct('LANTERN-1', { enabled });
  return { simulator, client, clock, received, answers, manage, path, subscription, status, types, edit };
}

test('an event is signed with both secrets over the bytes that are sent', async () => {
  const { simulator, received, clock, types } = await subscribed();
  const name = 'Lanterne d’été – große';
  simulator.user.saveProduct('LANTERN-1', {
    values: { name: [{ locale: 'fr_FR', scope: null, data: name }] },
  });
  await clock.advance(1000);
  expect(types()).toEqual(['product.updated', 'product.updated.delta']);
  for (const { headers, bytes } of received) {
    const sign = (key: string) => createHmac('sha256', key).update(bytes).digest('hex');
    expect(headers.get('x-akeneo-signature-primary')).toBe(sign(secret.primary));
    expect(headers.get('x-akeneo-signature-secondary')).toBe(sign(secret.secondary));
    expect(headers.get('x-akeneo-signature-algorithm')).toBe('HmacSHA256');
  }
  expect(received[1]?.bytes.toString()).toContain(name);
});

test('an event names its author, and the product by identifier only where that was asked for', async () => {
  const { received, clock, client, manage, path, subscription } = await subscribed();
  await client.send('PATCH', '/products/LANTERN-1', { enabled: false });
  await clock.advance(1000);
  const data = received[0]?.event['data'] as JsonObject;
  expect(data).toEqual({
    product: { uuid: '6f2a7c10-5d3e-4b1f-9a00-000000000021' },
    author: { identifier: 'simulated-client', type: 'api' },
  });
  await manage('PATCH', `${path}/${textOf(subscription.json()['id'])}`, { send_product_identifier: true });
  await client.send('PATCH', '/products/LANTERN-1', { enabled: true });
  await clock.advance(1000);
  expect(received[2]?.event['data']).toMatchObject({ product: { identifier: 'LANTERN-1' } });
});

test('a delta has formats of its own', async () => {
  const { simulator, received, clock } = await subscribed();
  const plain = (data: Json) => [{ locale: null, scope: null, data }];
  simulator.user.saveProduct('LANTERN-1', {
    family: null,
    add_categories: ['kitchen'],
    values: {
      weight: plain({ amount: 1, unit: 'KILOGRAM' }),
      price: plain([{ amount: 12, currency: 'EUR' }]),
      release_date: [{ locale: null, scope: 'print', data: '2026-07-01' }],
      sku: plain('LANTERN-2'),
    },
  });
  await clock.advance(1000);
  const data = received[1]?.event['data'];
  const product = isObject(data) ? data['product'] : undefined;
  expect(isObject(product) ? product['changes'] : undefined).toMatchObject({
    family: { previous: 'lamps', new: null },
    categories: { added: ['kitchen'], removed: [] },
    values: {
      weight: [
        {
          new: { data: '1.0000', unit: 'KILOGRAM', base_data: '1', base_unit: 'KILOGRAM', family: 'Weight' },
          type: 'pim_catalog_metric',
        },
      ],
      price: [{ new: { amount: '12.00', currency: 'EUR' }, type: 'pim_catalog_price' }],
      release_date: [
        { previous: { date: '2026-06-01 00:00:00.000000', timezone: '+00.00' }, scope: 'print' },
      ],
      sku: [{ previous: { data: 'LANTERN-1', is_main_identifier: true } }],
    },
  });
});

test('what does not arrive comes again after 5, 10 and 20 minutes, then never', async () => {
  const { simulator, answers, clock, types, status } = await subscribed(
    {},
    { events: ['com.akeneo.pim.v1.product.deleted'] },
  );
  answers.push(500, 503, 500, 500);
  simulator.user.deleteProduct('LOOSE-CORD');
  const after = async (milliseconds: number) => {
    await clock.advance(milliseconds);
    return types().length;
  };
  expect(await after(299_000)).toBe(1);
  expect(await after(1000)).toBe(2);
  expect(await after(600_000)).toBe(3);
  expect(await after(1_200_000)).toBe(4);
  expect(await status()).toBe('active');
  expect(await after(86_400_000)).toBe(4);
  expect(simulator.events.deliveries().map((delivery) => [delivery.attempt, delivery.status])).toEqual([
    [1, 500],
    [2, 503],
    [3, 500],
    [4, 500],
  ]);
});

test('an answer that takes more than five seconds is none', async () => {
  const { simulator, clock, edit } = await subscribed({ fetch: () => new Promise(() => {}) });
  edit(false);
  await clock.advance(5100);
  expect(simulator.events.deliveries().map(({ status }) => status)).toEqual([null, null]);
});

test.each([[404], [301], [307]])(
  'status %i suspends at once, and what happens meanwhile is lost',
  async (code) => {
    const hook = {
      notification_channels: ['webhook'],
      notification_webhook_url: 'https://hook.example/notices',
      notification_webhook_secret: 'a-secret-of-16-characters',
    };
    const { answers, clock, edit, received, status, manage, path, subscription, types } = await subscribed(
      {},
      { events: ['com.akeneo.pim.v1.product.updated'] },
      hook,
    );
    answers.push(code);
    edit(false);
    await clock.advance(1000);
    expect(await status()).toBe('suspended');
    expect(types()).toEqual(['product.updated', 'subscription.suspended.system']);
    const notice = received[1];
    expect(notice?.headers.get('x-akeneo-signature-primary')).toBe(
      createHmac('sha256', 'a-secret-of-16-characters')
        .update(notice?.bytes ?? '')
        .digest('hex'),
    );
    edit(true);
    await clock.advance(1000);
    expect(received).toHaveLength(2);
    await manage('POST', `${path}/${textOf(subscription.json()['id'])}/resume`);
    edit(false);
    await clock.advance(1000);
    expect(types().slice(2)).toEqual(['subscription.resumed', 'product.updated']);
  },
);

test('a success rate below nine tenths suspends', async () => {
  const { answers, clock, edit, status } = await subscribed(
    {},
    { events: ['com.akeneo.pim.v1.product.updated'] },
  );
  answers.push(200, 200, 200, 200, 200, 200, 200, 200, 400, 400);
  for (let index = 0; index < 10; index += 1) edit(index % 2 === 1);
  await clock.advance(1000);
  expect(await status()).toBe('suspended');
});

test('after a 429 events come slower', async () => {
  const { simulator, answers, clock, edit, received } = await subscribed(
    {},
    { events: ['com.akeneo.pim.v1.product.updated'] },
  );
  for (let index = 0; index < 40; index += 1) answers.push(429);
  for (let index = 0; index < 40; index += 1) edit(index % 2 === 1);
  await clock.advance(2000);
  const slow = received.length;
  expect(slow).toBeLessThan(40);
  await clock.advance(3_600_000);
  expect(simulator.events.deliveries().filter(({ status }) => status === 200)).toHaveLength(40);
});

test('events may come twice, and in another order', async () => {
  const twice = await subscribed({ duplicateEvery: 2 }, { events: ['com.akeneo.pim.v1.product.updated'] });
  twice.edit(false);
  twice.edit(true);
  await twice.clock.advance(1000);
  expect(new Set(twice.received.map(({ event }) => event['id'])).size).toBe(2);
  expect(twice.received).toHaveLength(3);
  const mixed = await subscribed({ holdEvery: 3 });
  mixed.simulator.user.saveProduct('NEW', {});
  mixed.edit(false);
  mixed.simulator.user.deleteProduct('NEW');
  await mixed.clock.advance(1000);
  expect(mixed.types()).toEqual([
    'product.created',
    'product.updated',
    'product.deleted',
    'product.updated.delta',
  ]);
});

test('a filter lets through what fits it', async () => {
  const { simulator, client, clock, edit, received, manage, path } = await subscribed(
    {},
    { filter: 'user_type="api" and not user in ("julia", "bo")' },
  );
  edit(false);
  await client.send('PATCH', '/products/LANTERN-1', { enabled: true });
  await clock.advance(1000);
  expect(received).toHaveLength(2);
  const refused = await manage('POST', path, {
    source: 'pim',
    type: 'https',
    events: allProducts,
    config: { url: 'https://hook.example/', secret },
    filter: 'color="x"',
  });
  expect(refused.status).toBe(422);
  expect(simulator.count(422)).toBe(1);
});

test('a new subscription may need minutes, and one whose app is gone is revoked', async () => {
  const { simulator, clock, edit, received } = await subscribed({ activationDelay: 120_000 });
  edit(false);
  await clock.advance(120_000);
  expect(received).toHaveLength(0);
  edit(true);
  await clock.advance(1000);
  expect(received).toHaveLength(2);
  simulator.revoke('connection');
  edit(false);
  await clock.advance(1000);
  expect(received).toHaveLength(2);
});

test('subscriptions are limited, checked, and never show their secrets', async () => {
  const { manage, path, subscription } = await subscribed();
  expect(subscription.text).not.toContain('secret');
  expect(JSON.parse((await manage('GET', path)).text)).toHaveLength(1);
  const config = { url: 'http://hook.example/', secret };
  expect(
    (await manage('POST', path, { source: 'pim', type: 'https', events: allProducts, config })).json()[
      'message'
    ],
  ).toBe('The url must use HTTPS.');
  expect((await manage('POST', path, { source: 'pim', type: 'https', events: ['x'], config })).status).toBe(
    422,
  );
  for (let count = 1; count < 20; count += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await manage('POST', '', { name: `s${count}`, contact: { technical_email: 'a@example.com' } });
  }
  expect(
    (await manage('POST', '', { name: 'more', contact: { technical_email: 'a@example.com' } })).status,
  ).toBe(422);
  expect((await createAkeneoSimulator().handler(new Request(`${pimUrl}/api/v1/subscribers`))).status).toBe(
    401,
  );
});
