import { bulkMutations } from './bulk/bulk-mutations.ts';
import type { BulkParts } from './bulk/bulk-mutations.ts';
import { collectionMutations } from './channel/collection-mutations.ts';
import { priceListMutations } from './channel/price-list-mutations.ts';
import { publicationMutations } from './channel/publication-mutations.ts';
import { translationMutations } from './channel/translation-mutations.ts';
import type { Resolver, Resolvers } from './graphql/resolver.ts';
import { inventoryMutations } from './inventory/inventory-mutations.ts';
import { mediaMutations } from './media/media-mutations.ts';
import { reorderMedia } from './media/reorder-media.ts';
import { metafieldMutations } from './metafield/metafield-mutations.ts';
import { metaobjectDefinitionMutations } from './metaobject/definition-mutations.ts';
import { metaobjectMutations } from './metaobject/metaobject-mutations.ts';
import { optionMutations } from './product/option-mutations.ts';
import { productMutations } from './product/product-mutations.ts';
import { productQueries } from './product/product-queries.ts';
import { variantMutations } from './product/variant-mutations.ts';
import { shopQueries } from './shop-queries.ts';
import { webhookMutations } from './webhook-mutations.ts';

/** All resolvers of the simulator. @param bulk reads and carries out what bulk operations contain. */
export function createResolvers(bulk: BulkParts): Resolvers {
  const parts = [
    shopQueries,
    productQueries,
    productMutations,
    optionMutations,
    variantMutations,
    metafieldMutations,
    metaobjectDefinitionMutations,
    metaobjectMutations,
    mediaMutations,
    reorderMedia,
    inventoryMutations,
    publicationMutations,
    priceListMutations,
    collectionMutations,
    translationMutations,
    webhookMutations,
    bulkMutations(bulk),
  ];
  const all: Record<string, Record<string, Resolver>> = {};
  for (const part of parts) {
    for (const [type, fields] of Object.entries(part)) all[type] = { ...all[type], ...fields };
  }
  return all;
}
