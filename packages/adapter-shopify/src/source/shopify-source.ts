import { defineSource } from '@pim-connector/core';
import type {
  ConnectorContext,
  Entity,
  ReadEvent,
  ReadRequest,
  RecordKey,
  SourceEntityCapabilities,
  SourceRecord,
} from '@pim-connector/core';

import { assumedLimit } from '../graphql/shop-limiter.ts';
import { createShopifyClient } from '../graphql/shopify-client.ts';
import { webhookSecrets } from '../webhooks/verify-webhook.ts';
import { checkShop } from './check-shop.ts';
import { collectionList, fetchCollections } from './collection-list.ts';
import { describeShop } from './describe-shop.ts';
import { fetchProducts } from './fetch-products.ts';
import { fetchFiles, fileList } from './file-list.ts';
import { hintedRecords } from './hinted-records.ts';
import { listPass } from './list-pass.ts';
import { readBookmark } from './pass-cursor.ts';
import { productPass } from './product-pass.ts';
import { readShop } from './read-shop.ts';
import { RemoteKeys } from './remote-keys.ts';
import { sourceConfigSchema } from './source-config.ts';
import type { SourceReading } from './source-reading.ts';
import { fetchPrices, fetchStock, priceList, stockList } from './variant-lists.ts';
import { shopifyWebhooks } from './webhooks.ts';

const usual: SourceEntityCapabilities = {
  modes: ['full'],
  coverage: 'complete',
  resumable: true,
  deletes: 'swept',
};

/**
 * A Shopify shop as a source: products with variants, metafields and translations, collections as categories, files as
 * assets, prices and stock of variants.
 *
 * An incremental pass reads the products that changed. What is gone is found by full passes and webhooks.
 *
 * @throws ConnectorError `config.invalid`
 * @example
 * const source = shopifySource({ shop: 'example', clientId, clientSecret });
 */
export const shopifySource = defineSource({
  type: 'shopify',
  config: sourceConfigSchema,
  account: ({ shop }) => shop,
  create(config, tools) {
    const client = createShopifyClient(config, tools);
    const impatient = createShopifyClient({ ...config, retry: { ...config.retry, attempts: 1 } }, tools);
    const known = new RemoteKeys();
    const secrets = webhookSecrets(config);
    const open = async (context: ConnectorContext): Promise<SourceReading> => ({
      client,
      tools,
      config,
      context,
      known,
      shop: await readShop(client, config.parts, context),
    });
    return {
      capabilities: {
        entities: {
          category: usual,
          asset: usual,
          product: { ...usual, modes: ['full', 'incremental'] },
          price: usual,
          inventory: usual,
        },
        rateLimits: [
          {
            name: 'query cost',
            kind: 'queryCost',
            limit: assumedLimit.restoreRate,
            per: 1_000,
            burst: assumedLimit.maximum,
            sharedBy: 'app and shop',
          },
        ],
      },
      check: (context) => checkShop(impatient, config, context),
      async describe(context) {
        return describeShop(client, await readShop(client, config.parts, context), context);
      },
      async *read<E extends Entity>(request: ReadRequest<E>, context: ConnectorContext) {
        yield* events(request, await open(context)) as AsyncGenerator<ReadEvent<E>>;
      },
      fetch: async <E extends Entity>(
        { entity, keys }: { readonly entity: E; readonly keys: readonly RecordKey[] },
        context: ConnectorContext,
      ) =>
        (await fetchRecords(entity, keys, await open(context))) as ReadonlyMap<
          RecordKey,
          SourceRecord<E> | null
        >,
      ...(secrets.length === 0
        ? {}
        : {
            webhooks: shopifyWebhooks(
              secrets,
              (topic, payload, context) =>
                hintedRecords(topic, payload, { client, rules: config.keys, known, context }),
              tools,
            ),
          }),
    };
  },
});

async function* events(
  { entity, mode, cursor, bookmark }: ReadRequest,
  reading: SourceReading,
): AsyncGenerator<ReadEvent> {
  switch (entity) {
    case 'product':
      yield* productPass(cursor, mode === 'incremental' ? readBookmark(bookmark) : null, reading);
      return;
    case 'category':
      yield* listPass(cursor, collectionList(reading), reading);
      return;
    case 'asset':
      yield* listPass(cursor, fileList(reading), reading);
      return;
    case 'price':
      yield* listPass(cursor, priceList(reading), reading);
      return;
    case 'inventory':
      yield* listPass(cursor, stockList(reading), reading);
      return;
    case 'attribute':
    case 'family':
    case 'referenceRecord':
      throw noEntity(entity, reading);
  }
}

async function fetchRecords(
  entity: Entity,
  keys: readonly RecordKey[],
  reading: SourceReading,
): Promise<ReadonlyMap<RecordKey, SourceRecord | null>> {
  switch (entity) {
    case 'product':
      return fetchProducts(keys, reading);
    case 'category':
      return fetchCollections(keys, reading);
    case 'asset':
      return fetchFiles(keys, reading);
    case 'price':
      return fetchPrices(keys, reading);
    case 'inventory':
      return fetchStock(keys, reading);
    case 'attribute':
    case 'family':
    case 'referenceRecord':
      throw noEntity(entity, reading);
  }
}

function noEntity(entity: Entity, { tools }: SourceReading) {
  return tools.error('connector.protocol', `Shopify has no records of the entity “${entity}”`, {
    hint: 'Definitions of metafields are told by describe().',
  });
}
