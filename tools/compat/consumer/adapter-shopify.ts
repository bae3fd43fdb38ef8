import { meaningOf, shopify, shopifyErrorRules, shopifyLimiter } from '@pim-connector/adapter-shopify';
import type { ShopifyRecords, TokenVault } from '@pim-connector/adapter-shopify';

const product: ShopifyRecords['product'] = { title: 'Mug', variants: [{ sku: 'mug', price: '9.9' }] };
export type Vault = TokenVault;

const answers: Readonly<Record<string, unknown>> = {
  MetafieldDefinitionCreate: { metafieldDefinitionCreate: { userErrors: [] } },
  FindProduct: { productByIdentifier: null },
  ProductUpsert: {
    productSet: {
      product: {
        id: 'gid://shopify/Product/1',
        handle: 'mug',
        variants: {
          nodes: [
            {
              id: 'gid://shopify/ProductVariant/2',
              sku: 'mug',
              inventoryItem: { id: 'gid://shopify/InventoryItem/3' },
            },
          ],
          pageInfo: { hasNextPage: false, endCursor: null },
        },
      },
      userErrors: [],
    },
  },
};

/** Writes a product to a shop that answers by heart. */
export default async function check(): Promise<void> {
  const destination = shopify({
    shop: 'example',
    accessToken: 'token',
    limiter: shopifyLimiter(),
    async fetch(request) {
      const { operationName } = (await request.json()) as { operationName: string };
      return Response.json({ data: answers[operationName] });
    },
  });
  const context = {
    signal: new AbortController().signal,
    clock: { now: () => Date.now(), sleep: async () => undefined },
    warn: () => undefined,
  };
  const operations = await destination.plan(
    [
      {
        op: 'upsert',
        entity: 'product',
        key: 'mug',
        data: product,
        variantKeys: ['mug'],
        coverage: 'complete',
        sections: ['content'],
        remote: null,
        references: new Map(),
      },
    ],
    context,
  );
  for await (const outcome of destination.write(operations, context)) {
    if (outcome.status !== 'created') throw new Error(JSON.stringify(outcome));
  }
  const means = meaningOf({ layer: 'graphql', code: 'THROTTLED', message: 'Throttled' }, shopifyErrorRules);
  if (means?.kind !== 'failed') throw new Error('A throttled call is not known.');
}
