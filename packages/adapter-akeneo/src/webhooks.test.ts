import { Secret, SkippingClock, signHmac } from '@pim-connector/core';
import type { ChangeHint, Webhooks } from '@pim-connector/core';
import { webhookConformance } from '@pim-connector/testkit';
import type { BenchTools, WebhookBench } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { akeneo } from './akeneo-source.ts';
import { createAkeneoSimulator } from './simulator/index.ts';
import { testContext } from './testing/read-all.ts';
import { isSuspensionNotice } from './webhooks.ts';

const primary = 'canary-primary-secret-19af';
const secondary = 'canary-secondary-secret-5d';

const source = akeneo({
  url: 'https://pim.example',
  accessToken: 'canary-app-token-0b2e',
  clientId: 'our-client',
  attributes: { material: 'fabric' },
  webhookSecrets: [primary, secondary],
});
const webhooks = source.webhooks as Webhooks;

function event(type: string, data: object, author = 'julia'): object {
  return {
    specversion: '1.0',
    id: 'e-1',
    type: `com.akeneo.pim.v1.${type}`,
    source: 'pim',
    time: '2026-02-22T17:31:00Z',
    data: { ...data, author: { identifier: author, type: 'user' } },
  };
}

async function request(body: string, headers: Record<string, string>) {
  return {
    method: 'POST',
    url: 'https://us.example/hook',
    headers: new Headers(headers),
    body: new TextEncoder().encode(body),
  };
}

async function signed(body: string, name = 'primary', secret = primary) {
  const signature = await signHmac(new TextEncoder().encode(body), new Secret(secret));
  return request(body, {
    [`x-akeneo-signature-${name}`]: signature,
    'x-akeneo-signature-algorithm': 'HmacSHA256',
  });
}

async function hintsOf(content: object): Promise<readonly ChangeHint[]> {
  return webhooks.parse(await webhooks.verify(await signed(JSON.stringify(content)), testContext()));
}

function openBench({ clock }: BenchTools): WebhookBench {
  let count = 0;
  const simulator = createAkeneoSimulator({ clock });
  const { clientId, secret, username, password } = simulator.connection;
  const connector = akeneo({
    url: 'https://pim.example',
    clientId,
    clientSecret: secret,
    username,
    password,
    webhookSecrets: [primary],
    fetch: simulator.handler,
    clock,
  });
  return {
    connector,
    secrets: [primary, secret, password],
    signedHeaders: ['x-akeneo-signature-primary'],
    async deliver({ body, forged = false, id } = {}) {
      count += 1;
      const usual = {
        ...event('product.updated', { product: { identifier: 'MUG-BLUE' } }),
        id: id ?? `delivery-${count}`,
      };
      return signed(body ?? JSON.stringify(usual), 'primary', forged ? 'another-secret' : primary);
    },
  };
}

describe('conformance', () => {
  // What is signed holds the moment of the change, and none of the delivery. Deliveries are tried again within 35 minutes,
  // but a queue that the platform slows down, to one event a second, has no end (Akeneo Event Platform, key platform
  // behaviors): to refuse by age would lose changes, and count against the subscription until it is suspended.
  for (const { id, title, run } of webhookConformance({ open: openBench, signsTime: false })) {
    test(`${id}: ${title}`, async () => {
      await expect(run()).resolves.toBeUndefined();
    });
  }
});

test('an event that was held up for days is taken, and known again by its id', async () => {
  const clock = new SkippingClock(Date.parse('2026-02-25T12:00:00Z'));
  const late = await signed(JSON.stringify(event('product.updated', { product: { uuid: 'u-1' } })));
  const first = await webhooks.verify(late, testContext(clock));
  expect(webhooks.parse(first)).toHaveLength(1);
  clock.advance(86_400_000);
  const replayed = await webhooks.verify(late, testContext(clock));
  expect(replayed).toMatchObject({ id: first.id, occurredAt: '2026-02-22T17:31:00Z' });
});

describe('signatures', () => {
  const body = JSON.stringify(event('product.updated', { product: { identifier: 'Größe ß 衬衫' } }));

  test('of either secret are taken, under either header', async () => {
    for (const name of ['primary', 'secondary']) {
      for (const secret of [primary, secondary]) {
        await expect(webhooks.verify(await signed(body, name, secret), testContext())).resolves.toMatchObject(
          { topic: 'product.updated' },
        );
      }
    }
  });

  test('are over the bytes: the same JSON in another order is refused', async () => {
    const { headers } = await signed(body);
    const parsed = JSON.parse(body) as Record<string, unknown>;
    const reordered = JSON.stringify(Object.fromEntries(Object.entries(parsed).toReversed()));
    await expect(
      webhooks.verify(await request(reordered, Object.fromEntries(headers)), testContext()),
    ).rejects.toMatchObject({ code: 'webhook.refused' });
  });

  test.each(['', 'ab', 'zz', 'é', 'a'.repeat(64), 'a'.repeat(1000)])(
    'of any form are refused, not thrown at: “%s”',
    async (signature) => {
      const given = await request(body, {});
      given.headers.set('x-akeneo-signature-primary', encodeURIComponent(signature));
      await expect(webhooks.verify(given, testContext())).rejects.toMatchObject({ code: 'webhook.refused' });
    },
  );
});

describe('hints', () => {
  test.each<[string, string, object, object[]]>([
    [
      'a product by its UUID',
      'product.updated',
      { product: { uuid: 'u-1' } },
      [{ entity: 'product', key: 'u-1', kind: 'changed' }],
    ],
    [
      'a product by its identifier, where that is sent',
      'product.created',
      { product: { uuid: 'u-1', identifier: 'sku-1' } },
      [{ entity: 'product', key: 'sku-1', kind: 'changed' }],
    ],
    [
      'a deleted product',
      'product.deleted',
      { product: { identifier: 'sku-1' } },
      [{ entity: 'product', key: 'sku-1', kind: 'deleted' }],
    ],
    [
      'a completeness',
      'product.became-complete',
      { product: { uuid: 'u-1' } },
      [{ entity: 'product', key: 'u-1', kind: 'changed' }],
    ],
    [
      'a model',
      'product-model.updated',
      { product_model: { code: 'm-1' } },
      [{ entity: 'product', key: 'm-1', kind: 'changed' }],
    ],
    [
      'a model that is gone leaves its product to be read',
      'product-model.deleted',
      { product_model: { code: 'm-1' } },
      [{ entity: 'product', key: 'm-1', kind: 'changed' }],
    ],
    [
      'an attribute, under its name in our records',
      'attribute.updated',
      { attribute: { code: 'fabric' } },
      [{ entity: 'attribute', key: 'material', kind: 'changed' }],
    ],
    [
      'an option means its attribute',
      'attribute-option.deleted',
      { attribute_option: { code: 'red', attribute: { code: 'color' } } },
      [{ entity: 'attribute', key: 'color', kind: 'changed' }],
    ],
    [
      'a family',
      'family.deleted',
      { family: { code: 'f-1' } },
      [{ entity: 'family', key: 'f-1', kind: 'deleted' }],
    ],
    [
      'a category',
      'category.updated',
      { category: { code: 'c-1' } },
      [{ entity: 'category', key: 'c-1', kind: 'changed' }],
    ],
    [
      'an asset, with its family',
      'asset.updated',
      { asset: { code: 'a-1', asset_family: { code: 'packshots' } } },
      [{ entity: 'asset', key: 'packshots:a-1', kind: 'changed' }],
    ],
    [
      'a record of a reference entity',
      'reference-entity-record.updated',
      { reference_entity_record: { code: 'r-1', reference_entity: { code: 'designers' } } },
      [{ entity: 'referenceRecord', key: 'designers/r-1', kind: 'changed' }],
    ],
    [
      'a record that is gone, of an entity by its code',
      'reference-entity-record.deleted',
      { reference_entity_record: { code: 'r-1', reference_entity: 'designers' } },
      [{ entity: 'referenceRecord', key: 'designers/r-1', kind: 'deleted' }],
    ],
    [
      'a record of nobody knows what',
      'reference-entity-record.updated',
      { reference_entity_record: { code: 'r-1' } },
      [],
    ],
    ['something unknown', 'moon.landed', { moon: 1 }, []],
    ['an event without a subject', 'product.updated', {}, []],
  ])('%s', async (_name, type, data, expected) => {
    expect((await hintsOf(event(type, data))).map(({ origin: _origin, ...hint }) => hint)).toEqual(expected);
  });

  test('a delta is a hint like any other: its values are in another form than those of the API', async () => {
    const changes = {
      values: { weight: [{ previous: null, new: { data: '1.2000', unit: 'KILOGRAM' } }] },
      product_models: {},
      productModels: {},
    };
    expect(await hintsOf(event('product.updated.delta', { product: { uuid: 'u-1', changes } }))).toEqual([
      { entity: 'product', key: 'u-1', kind: 'changed', origin: 'julia' },
    ]);
  });

  test('tell who made the change, so that our own writes can be known by our client id', async () => {
    expect(webhooks.origin).toBe('our-client');
    expect(await hintsOf(event('product.updated', { product: { uuid: 'u-1' } }, 'our-client'))).toMatchObject(
      [{ origin: 'our-client' }],
    );
  });
});

test('a notice of suspension is told from an event', async () => {
  const notice = {
    id: 'n-1',
    type: 'com.akeneo.event-platform.v1.subscription.suspended.delivery_failed',
    data: {},
  };
  const verified = await webhooks.verify(await signed(JSON.stringify(notice)), testContext());
  expect(isSuspensionNotice(verified)).toBe(true);
  expect(webhooks.tellsOfGap?.(verified)).toBe(true);
  expect(webhooks.parse(verified)).toEqual([]);
  const usual = await webhooks.verify(
    await signed(JSON.stringify(event('product.updated', {}))),
    testContext(),
  );
  expect(isSuspensionNotice(usual)).toBe(false);
  expect(webhooks.tellsOfGap?.(usual)).toBe(false);
});
