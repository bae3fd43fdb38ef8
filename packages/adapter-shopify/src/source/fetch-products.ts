import type { RecordKey, UpsertRecord } from '@pim-connector/core';

import { pricePage } from '../documents/read-list-documents.ts';
import type { WholeProduct } from '../documents/read-nodes.ts';
import { productOfVariant } from '../documents/read-part-documents.ts';
import { readPages } from '../graphql/read-pages.ts';
import { keyOf, readProduct } from './build-product.ts';
import { findProduct, productById } from './product-by-id.ts';
import { readParts } from './product-parts.ts';
import { foundPerCall, searchLag, searchTerm } from './search-by-keys.ts';
import type { KeyRule } from './source-config.ts';
import type { SourceReading } from './source-reading.ts';

/**
 * Reads single products by their keys. By handle and by metafield the shop is asked itself, which is always right. By
 * SKU there is only the search, whose index lags behind: what it does not find is searched once more later, before it
 * is called gone.
 */
export async function fetchProducts(
  keys: readonly RecordKey[],
  reading: SourceReading,
): Promise<ReadonlyMap<RecordKey, UpsertRecord<'product'> | null>> {
  const found = new Map<RecordKey, WholeProduct>();
  for (const key of keys) {
    // Rarely more than a few.
    // oxlint-disable-next-line no-await-in-loop
    const product = await productOf(key, reading);
    if (product !== null) found.set(key, product);
  }
  const parts = await readParts([...found.values()], reading);
  return new Map(
    keys.map((key) => {
      const product = found.get(key);
      if (product === undefined) return [key, null];
      const read = readProduct(product, parts, reading);
      if ('record' in read) {
        reading.known.note(product.id, 'product', key);
        return [key, read.record];
      }
      throw reading.tools.error('record.rejected', read.invalid.issues[0]?.message ?? '', {
        key,
        issues: [...read.invalid.issues],
      });
    }),
  );
}

async function productOf(key: RecordKey, reading: SourceReading): Promise<WholeProduct | null> {
  for (const rule of reading.config.keys) {
    // The next rule counts only for products that have nothing by this one.
    // oxlint-disable-next-line no-await-in-loop
    const product = await productBy(rule, key, reading);
    // A handle may be that of a product which has a key of another rule.
    if (product !== null && keyOf(product, reading) === key) return product;
  }
  return null;
}

function productBy(rule: KeyRule, key: RecordKey, reading: SourceReading): Promise<WholeProduct | null> {
  if (rule === 'handle') return findProduct({ handle: key }, reading);
  if (rule === 'sku') return productBySku(key, reading);
  const id = rule === 'appKey' ? { namespace: '$app', key: 'pim_id' } : rule;
  return findProduct({ customId: { ...id, value: key } }, reading);
}

async function productBySku(key: RecordKey, reading: SourceReading): Promise<WholeProduct | null> {
  const { client, context } = reading;
  for (const isLast of [false, true]) {
    const query = searchTerm('sku', key);
    // oxlint-disable-next-line no-await-in-loop
    const variants = await readPages(
      async (after) =>
        (await client.call(pricePage, { first: foundPerCall, after, query }, context)).productVariants,
    );
    const looked = new Set<string>();
    for (const { id, sku } of variants) {
      if (sku !== key) continue;
      // oxlint-disable-next-line no-await-in-loop
      const { productVariant } = await client.call(productOfVariant, { id }, context);
      const productId = productVariant?.product.id;
      if (productId === undefined || looked.has(productId)) continue;
      looked.add(productId);
      // oxlint-disable-next-line no-await-in-loop
      const product = await productById(productId, reading);
      if (product !== null && keyOf(product, reading) === key) return product;
    }
    // oxlint-disable-next-line no-await-in-loop
    if (!isLast) await context.clock.sleep(searchLag, context.signal);
  }
  return null;
}
