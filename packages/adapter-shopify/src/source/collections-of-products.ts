import type { ConnectorContext } from '@pim-connector/core';

import { collectionsOfProducts, moreCollections } from '../documents/read-part-documents.ts';
import { wholeList } from '../graphql/list-rest.ts';
import type { ShopifyClient } from '../graphql/shopify-client.ts';

/** A collection as a product names it. */
export interface CollectionOfProduct {
  readonly id: string;
  readonly handle: string;
}

/** Reads all collections of some products, by product id; those that are gone are left out. At most 250 ids. */
export async function readCollections(
  ids: readonly string[],
  { client, context }: { readonly client: ShopifyClient; readonly context: ConnectorContext },
): Promise<ReadonlyMap<string, readonly CollectionOfProduct[]>> {
  const { nodes } = await client.call(collectionsOfProducts, { ids }, context);
  const found = new Map<string, readonly CollectionOfProduct[]>();
  for (const node of nodes) {
    if (node === null) continue;
    const { id } = node;
    // Rarely more than the first part.
    // oxlint-disable-next-line no-await-in-loop
    const all = await wholeList(
      node.collections,
      async (after) => (await client.call(moreCollections, { id, after }, context)).product?.collections,
    );
    found.set(id, all);
  }
  return found;
}
