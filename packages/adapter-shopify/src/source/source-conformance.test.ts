import { Secret, signHmac } from '@pim-connector/core';
import { sourceConformance, webhookConformance } from '@pim-connector/testkit';
import type { BenchTools, SourceBench } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { shopifyLimiter } from '../graphql/shop-limiter.ts';
import { createShopifySimulator } from '../simulator/index.ts';
import type { ShopifySimulator } from '../simulator/index.ts';
import { caller, seedShop } from './seeded-shop.ts';
import { shopifySource } from './shopify-source.ts';

const clientSecret = 'canary-client-secret-91cd';

async function open(
  { around, clock }: BenchTools,
  lane: 'pages' | 'bulk',
  productCount = 4,
): Promise<SourceBench & { readonly simulator: ShopifySimulator }> {
  const simulator = createShopifySimulator({
    clock,
    clientSecret,
    clientId: 'client-id',
    collectionTitles: ['Tents', 'Stoves', 'Lamps'],
    markets: [{ name: 'Switzerland', currency: 'CHF', countries: ['CH'] }],
    behaviour: { bulkStart: 200 },
  });
  const call = caller(simulator);
  await seedShop(call, productCount);
  // Files are processed, and the index of the search has caught up.
  await clock.sleep(10_000);
  const limiter = shopifyLimiter({ clock });
  const make = () =>
    shopifySource({
      shop: 'example',
      clientId: 'client-id',
      clientSecret,
      pageSize: 1,
      lane,
      limiter,
      clock,
      fetch: around(simulator.handler),
    });
  return {
    simulator,
    source: make(),
    another: make,
    secrets: [clientSecret],
    // Products have handles of plain words; what is sold is known by what people type.
    add: async (entity, sku) => {
      if (entity !== 'price' && entity !== 'inventory') return false;
      const input = { title: sku, productOptions: [{ name: 'Size', values: [{ name: 'S' }] }] };
      const variants = [{ sku, price: '1.00', optionValues: [{ optionName: 'Size', name: 'S' }] }];
      await call(
        'mutation A($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }',
        { input: { ...input, variants } },
      );
      return true;
    },
    setPrice: async (entity, key, price) => {
      if (entity !== 'product' && entity !== 'price') return false;
      const { products, inventoryItems } = simulator.state;
      const [product] = [...products.values()].filter(({ handle, variants }) =>
        entity === 'product'
          ? handle === key
          : variants.some(({ inventoryItemId }) => inventoryItems.get(inventoryItemId)?.sku === key),
      );
      const variant = product?.variants.find(
        ({ inventoryItemId }) => entity === 'product' || inventoryItems.get(inventoryItemId)?.sku === key,
      );
      await call(
        'mutation P($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id, variants: $variants) { userErrors { message } } }',
        { id: product?.id, variants: [{ id: variant?.id, price }] },
      );
      await clock.sleep(10_000);
      return true;
    },
    change: async (_entity, key) => {
      await call(
        'mutation C($p: ProductUpdateInput!, $i: ProductUpdateIdentifiers!) { productUpdate(identifier: $i, product: $p) { userErrors { message } } }',
        { i: { handle: key }, p: { title: `Changed at ${clock.now()}` } },
      );
    },
  };
}

const { capabilities } = shopifySource({ shop: 'example', accessToken: 'any' });

describe('page by page', () => {
  for (const { id, title, run } of sourceConformance({
    capabilities,
    open: (tools) => open(tools, 'pages'),
    entities: ['product', 'category'],
  }))
    test(`${id}: ${title}`, () => expect(run()).resolves.toBeUndefined());
});

describe('what there is more of than products', () => {
  for (const { id, title, run } of sourceConformance({
    capabilities,
    open: (tools) => open(tools, 'pages', 9),
    entities: ['asset', 'price', 'inventory'],
  }))
    test(`${id}: ${title}`, () => expect(run()).resolves.toBeUndefined());
});

describe('by bulk operation', () => {
  for (const { id, title, run } of sourceConformance({
    capabilities,
    open: (tools) => open(tools, 'bulk'),
    entities: ['product'],
  }))
    test(`${id}: ${title}`, () => expect(run()).resolves.toBeUndefined());
});

describe('webhooks', () => {
  for (const { id, title, run } of webhookConformance({
    // Shopify signs the body and not the headers.
    signsTime: false,
    open: async (tools) => {
      const bench = await open(tools, 'pages');
      let number = 0;
      const first = [...bench.simulator.state.products.keys()][0] ?? '';
      const usual = JSON.stringify({ admin_graphql_api_id: first, id: Number(first.split('/').at(-1)) });
      return {
        connector: bench.source,
        secrets: [clientSecret],
        signedHeaders: ['x-shopify-hmac-sha256'],
        async deliver({ body = usual, forged = false, id: event } = {}) {
          number += 1;
          const bytes = new TextEncoder().encode(body);
          const secret = new Secret(forged ? 'another-secret' : clientSecret);
          return {
            method: 'POST',
            url: 'https://app.example/webhooks',
            headers: new Headers({
              'x-shopify-topic': 'products/update',
              'x-shopify-event-id': event ?? `event-${number}`,
              'x-shopify-triggered-at': new Date(tools.clock.now()).toISOString(),
              'x-shopify-hmac-sha256': await signHmac(bytes, secret, { encoding: 'base64' }),
            }),
            body: bytes,
          };
        },
      };
    },
  }))
    test(`${id}: ${title}`, () => expect(run()).resolves.toBeUndefined());
});
