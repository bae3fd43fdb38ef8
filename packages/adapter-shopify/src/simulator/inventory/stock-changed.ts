import type { ResolverContext } from '../graphql/resolver.ts';
import type { InventoryLevelState } from '../product-state.ts';
import { indexLater } from '../product/search-index.ts';

/** Notes that a quantity was changed: webhooks tell of it, and the total of the product follows later. */
export function stockChanged(level: InventoryLevelState, context: ResolverContext): void {
  context.webhooks.inventoryWritten(level);
  totalChanged(level.itemId, context);
}

/** Notes that the total of an item’s product is another: the product tells so later. */
export function totalChanged(itemId: string, { state, clock }: ResolverContext): void {
  const product = state.products.get(state.inventoryItems.get(itemId)?.productId ?? '');
  if (product !== undefined) indexLater(product, state, clock.now());
}
