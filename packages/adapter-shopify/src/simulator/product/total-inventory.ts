import type { ProductState, VariantState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';

/** What is available of a variant at all locations. */
export function stockOf(
  { inventoryItemId }: Pick<VariantState, 'inventoryItemId'>,
  { inventoryItems }: Pick<ShopState, 'inventoryItems'>,
): number {
  const levels = [...(inventoryItems.get(inventoryItemId)?.levels.values() ?? [])];
  return levels.reduce((sum, level) => sum + (level.active ? level.available : 0), 0);
}

/** What is available of a product: variants whose stock is not tracked do not count. */
export function totalOf(
  { variants }: Pick<ProductState, 'variants'>,
  { inventoryItems }: Pick<ShopState, 'inventoryItems'>,
): number {
  return variants
    .filter(({ inventoryItemId }) => inventoryItems.get(inventoryItemId)?.tracked === true)
    .reduce((sum, variant) => sum + stockOf(variant, { inventoryItems }), 0);
}
