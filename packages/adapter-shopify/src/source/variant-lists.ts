import { canonicalDecimal } from '@pim-connector/core';
import type { InventoryLevel, RecordKey, SourceRecord } from '@pim-connector/core';

import { moreLevels, pricePage, stockPage } from '../documents/read-list-documents.ts';
import type { PriceNode, StockNode } from '../documents/read-list-documents.ts';
import { wholeList } from '../graphql/list-rest.ts';
import { variantPrices } from './build-variant.ts';
import { readFixedPrices } from './fixed-prices.ts';
import { invalidRow } from './invalid-row.ts';
import type { ListReader, ReadItem } from './list-pass.ts';
import { foundPerCall, searchByKeys } from './search-by-keys.ts';
import type { SourceReading } from './source-reading.ts';

// By what calls cost: a page of 200 prices about 35 points, one of 100 stocks at 20 locations about 170.
const pricesPerProduct = 8;
const stocksPerProduct = 4;

/** Prices of all variants that have a SKU. */
export function priceList(reading: SourceReading): ListReader<'price', PriceNode> {
  const { client, context, config } = reading;
  const first = Math.min(250, config.pageSize * pricesPerProduct);
  return {
    page: async (after) =>
      (await client.call(pricePage, { first, after, query: null }, context)).productVariants,
    read: (nodes) => priceItems(nodes, reading),
  };
}

async function priceItems(
  nodes: readonly PriceNode[],
  reading: SourceReading,
): Promise<readonly ReadItem<'price'>[]> {
  const ids = nodes.map(({ id }) => id);
  const fixed = await readFixedPrices('variant', ids, reading);
  return nodes.map((node) => {
    const key = skuOf(node);
    if (key === null) return withoutSku(node);
    const prices = variantPrices(node, reading.shop.currency, fixed.get(node.id) ?? []);
    return { record: recordOf('price', key, { key, prices }) };
  });
}

/** Stock of all variants that have a SKU. */
export function stockList(reading: SourceReading): ListReader<'inventory', StockNode> {
  const { client, context, config } = reading;
  const first = config.pageSize * stocksPerProduct;
  return {
    page: async (after) =>
      (await client.call(stockPage, { first, after, query: null }, context)).productVariants,
    read: (nodes) => stockItems(nodes, reading),
  };
}

async function stockItems(
  nodes: readonly StockNode[],
  reading: SourceReading,
): Promise<readonly ReadItem<'inventory'>[]> {
  const items: ReadItem<'inventory'>[] = [];
  for (const node of nodes) {
    const key = skuOf(node);
    if (key === null) {
      items.push(withoutSku(node));
      continue;
    }
    reading.known.note(node.inventoryItem.id, 'inventory', key);
    // Rarely more than none.
    // oxlint-disable-next-line no-await-in-loop
    const levels = await levelsOf(node, reading);
    items.push({ record: recordOf('inventory', key, { key, levels }) });
  }
  return items;
}

async function levelsOf(
  { inventoryItem: { id, tracked, inventoryLevels } }: StockNode,
  { client, context }: SourceReading,
): Promise<InventoryLevel[]> {
  const all = await wholeList(
    inventoryLevels,
    async (after) => (await client.call(moreLevels, { id, after }, context)).inventoryItem?.inventoryLevels,
  );
  return all.flatMap(({ isActive, location, quantities }) => {
    const quantity = canonicalDecimal(quantities.find(({ name }) => name === 'available')?.quantity ?? '');
    return isActive && quantity !== null ? [{ location: location.name, quantity, tracked }] : [];
  });
}

/** Reads prices of single variants. Shopify finds variants by SKU through its search only, which lags behind. */
export async function fetchPrices(keys: readonly RecordKey[], reading: SourceReading) {
  const { client, context } = reading;
  return searchByKeys('sku', keys, context, {
    search: async (query, after) =>
      (await client.call(pricePage, { first: foundPerCall, after, query }, context)).productVariants,
    read: (nodes) => priceItems(nodes, reading),
  });
}

/** Reads stock of single variants. */
export async function fetchStock(keys: readonly RecordKey[], reading: SourceReading) {
  const { client, context } = reading;
  return searchByKeys('sku', keys, context, {
    search: async (query, after) =>
      (await client.call(stockPage, { first: foundPerCall, after, query }, context)).productVariants,
    read: (nodes) => stockItems(nodes, reading),
  });
}

function skuOf({ sku }: { readonly sku?: string | null | undefined }): RecordKey | null {
  return sku == null || sku === '' ? null : sku;
}

function withoutSku(node: { readonly id: string }) {
  return {
    invalid: invalidRow(node.id, 'The variant has no SKU, so there is no key for its prices and stock', node),
  };
}

function recordOf<E extends 'price' | 'inventory'>(
  entity: E,
  key: RecordKey,
  data: Extract<SourceRecord<E>, { op: 'upsert' }>['data'],
): SourceRecord<E> {
  return { op: 'upsert', entity, key, data, coverage: 'complete' };
}
