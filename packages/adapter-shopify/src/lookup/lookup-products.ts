import { isSafePropertyName } from '@pim-connector/core';
import type { ConnectorContext, Entity, RecordKey, RemoteRecord, RemoteReference } from '@pim-connector/core';

import type { ShopifyClient } from '../graphql/shopify-client.ts';
import { kept } from '../records/remote-data.ts';
import { findByKey } from '../write/identity.ts';
import { readStructure } from '../write/product-structure.ts';

/**
 * Finds products by our key: fresh, for it asks for the one value of a metafield, not the search index. Variants are
 * named by their SKUs.
 */
export async function lookupProducts(
  { keys }: { readonly entity: Entity; readonly keys: readonly RecordKey[] },
  client: ShopifyClient,
  context: ConnectorContext,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const found = new Map<RecordKey, RemoteRecord>();
  for (const key of keys) {
    // Each costs a point or two; the limiter would let no more of them through at once.
    // oxlint-disable-next-line no-await-in-loop
    const id = await findByKey(key, client, context);
    // oxlint-disable-next-line no-await-in-loop
    const structure = id === null ? null : await readStructure(id, { client, context });
    if (structure === null) continue;
    const variants: Record<RecordKey, RemoteReference> = {};
    for (const { id: variant, sku, inventoryItem } of structure.variants) {
      if (sku === null || !isSafePropertyName(sku)) continue;
      const data = kept({ product: structure.id, inventoryItem, metafields: [], priceLists: [] });
      variants[sku] = { id: variant, data };
    }
    found.set(key, { remote: { id: structure.id, variants } });
  }
  return found;
}
