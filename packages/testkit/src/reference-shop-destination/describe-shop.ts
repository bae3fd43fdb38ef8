import { describeTargets, emptySchemaDescription } from '@pim-connector/core';
import type { ConnectorContext, SchemaDescription } from '@pim-connector/core';

import type { ShopClient } from './shop-client.ts';
import { shopRecords } from './shop-records.ts';

/** Tells the languages and currencies of the shop, and what a mapping can set. */
export async function describeShop(
  client: ShopClient,
  { signal }: ConnectorContext,
): Promise<SchemaDescription> {
  const { locales, currencies } = await client.shop(signal);
  return {
    ...emptySchemaDescription,
    locales,
    currencies,
    targets: {
      category: describeTargets(shopRecords.category.schema),
      asset: describeTargets(shopRecords.asset.schema),
      product: describeTargets(shopRecords.product.schema),
      price: describeTargets(shopRecords.price.schema),
      inventory: describeTargets(shopRecords.inventory.schema),
    },
  };
}
