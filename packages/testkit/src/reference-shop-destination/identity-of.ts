import type { ShopEntityName } from './shop-records.ts';

/** The field by which the shop knows an item of each kind. */
const identities = {
  category: 'key',
  asset: 'key',
  product: 'id',
  price: 'sku',
  inventory: 'sku',
} as const satisfies Record<ShopEntityName, string>;

/** See {@link identities}; its value is the record key. */
export function identityOf(entity: ShopEntityName): 'id' | 'key' | 'sku' {
  return identities[entity];
}
