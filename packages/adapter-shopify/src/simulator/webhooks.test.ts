import { signHmac, Secret } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { upload } from './testing/media-and-bulk-triggers.ts';
import { makeScene } from './testing/scene.ts';
import type { Scene } from './testing/scene.ts';

const subscribe = ({ mutate }: Scene, topic: string, more: object = {}) =>
  mutate('webhookSubscriptionCreate', {
    topic,
    webhookSubscription: { uri: 'https://app.example/hooks', ...more },
  });
const bodyOf = ({ body }: { readonly body: string }) => JSON.parse(body) as Record<string, unknown>;

test('webhooks are signed over their bytes and say what they are', async () => {
  const scene = await makeScene();
  await subscribe(scene, 'PRODUCTS_UPDATE');
  await scene.mutate('productUpdate', { product: { id: scene.simple.id, title: 'Zelt – groß' } });
  const [delivery] = await scene.shop.simulator.webhooks();
  expect(delivery?.headers).toMatchObject({
    'x-shopify-topic': 'products/update',
    'x-shopify-shop-domain': 'example.myshopify.com',
    'x-shopify-api-version': '2026-10',
    'x-shopify-hmac-sha256': await signHmac(
      new TextEncoder().encode(delivery?.body),
      new Secret('client-secret'),
      { encoding: 'base64' },
    ),
  });
  expect(delivery === undefined ? null : bodyOf(delivery)).toMatchObject({
    admin_graphql_api_id: scene.simple.id,
    title: 'Zelt – groß',
  });
  expect(await scene.shop.simulator.webhooks()).toEqual([]);
});

test('one event has one id over several subscriptions, and deliveries have ids of their own', async () => {
  const scene = await makeScene();
  await subscribe(scene, 'PRODUCTS_DELETE');
  await subscribe(scene, 'PRODUCTS_DELETE', { uri: 'https://app.example/others' });
  await scene.mutate('productDelete', { input: { id: scene.simple.id } });
  const [one, two] = await scene.shop.simulator.webhooks();
  expect(one?.headers['x-shopify-event-id']).toBe(two?.headers['x-shopify-event-id']);
  expect(one?.headers['x-shopify-webhook-id']).not.toBe(two?.headers['x-shopify-webhook-id']);
});

test('a change of stock is also one of the product', async () => {
  const scene = await makeScene();
  await subscribe(scene, 'PRODUCTS_UPDATE', { includeFields: ['id'] });
  await subscribe(scene, 'INVENTORY_LEVELS_UPDATE');
  const [locationId] = scene.locationIds;
  await scene.mutate('inventorySetQuantities', {
    idempotencyKey: 'a',
    input: {
      name: 'available',
      reason: 'correction',
      quantities: [{ inventoryItemId: scene.itemId, locationId, quantity: 4, changeFromQuantity: null }],
    },
  });
  const deliveries = await scene.shop.simulator.webhooks();
  expect(deliveries.map(({ headers }) => headers['x-shopify-topic'])).toEqual([
    'inventory_levels/update',
    'products/update',
  ]);
  expect(deliveries.map(bodyOf)).toMatchObject([{ available: 4 }, { id: expect.any(Number) as number }]);
  expect(Object.keys(deliveries.map(bodyOf)[1] ?? {})).toEqual(['id']);
});

test('of more than a hundred variants only the first hundred are told in full', async () => {
  const scene = await makeScene();
  await subscribe(scene, 'PRODUCTS_CREATE');
  const names = Array.from({ length: 120 }, (_value, index) => `${index}`);
  const productOptions = [{ name: 'N', values: names.map((name) => ({ name })) }];
  const variants = names.map((name) => ({ optionValues: [{ optionName: 'N', name }] }));
  scene.shop.simulator.seed([{ title: 'Many', productOptions, variants }]);
  const [delivery] = await scene.shop.simulator.webhooks();
  const body = delivery === undefined ? {} : bodyOf(delivery);
  expect([body['variants'], body['variant_gids']].map((list) => (list as unknown[]).length)).toEqual([
    100, 120,
  ]);
});

test('the end of a bulk operation is told', async () => {
  const scene = await makeScene();
  await subscribe(scene, 'BULK_OPERATIONS_FINISH');
  const stagedUploadPath = await upload(scene, '{"id":"gid://shopify/Product/1","tags":["a"]}');
  const mutation =
    'mutation Tag($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { message } } }';
  await scene.mutate('bulkOperationRunMutation', { mutation, stagedUploadPath });
  await scene.shop.clock.advance(10_000);
  expect((await scene.shop.simulator.webhooks()).map(bodyOf)).toMatchObject([
    {
      admin_graphql_api_id: expect.stringContaining('/BulkOperation/') as string,
      status: 'completed',
      type: 'mutation',
    },
  ]);
});
