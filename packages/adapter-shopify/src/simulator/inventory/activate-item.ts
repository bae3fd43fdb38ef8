import type { ResolverContext } from '../graphql/resolver.ts';
import { stockAt } from '../product/product-parts.ts';
import { userError } from '../user-error.ts';
import { totalChanged } from './stock-changed.ts';

/** See {@link activateItem}. */
export interface ActivateArguments {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly available?: number | null;
  readonly onHand?: number | null;
}

const mostStock = 1_000_000_000;

/** Stocks an item at a location. */
export function activateItem(
  { inventoryItemId, locationId, available, onHand }: ActivateArguments,
  context: ResolverContext,
) {
  const { state, clock } = context;
  const refuse = (field: string, message: string) => ({
    inventoryLevel: null,
    userErrors: [userError(field, message)],
  });
  const item = state.inventoryItems.get(inventoryItemId);
  const location = state.locations.get(locationId);
  if (location === undefined || !location.active)
    return refuse('locationId', "The product couldn't be stocked because the location wasn't found.");
  if (item === undefined)
    return refuse(
      'inventoryItemId',
      `The product couldn't be stocked at ${location.name} because the product was deleted.`,
    );
  if (available != null && onHand != null) {
    const message = `The product couldn't be stocked at ${location.name} because not allowed to set available and on_hand quantities at the same time.`;
    return {
      inventoryLevel: null,
      userErrors: [userError('available', message), userError('onHand', message)],
    };
  }
  if (Math.abs(onHand ?? available ?? 0) > mostStock)
    return refuse(
      onHand == null ? 'available' : 'onHand',
      `The product couldn't be stocked at ${location.name} because the quantity needs to be between -1 billion and 1 billion.`,
    );
  const before = item.levels.get(locationId);
  if (before?.active === true && available != null)
    return refuse(
      'available',
      'Not allowed to set available quantity when the item is already active at the location.',
    );
  if (before?.active === true && onHand != null)
    return refuse(
      'onHand',
      'Not allowed to set an on_hand quantity when the item is already active at the location.',
    );
  const level = stockAt(item, locationId, clock.now());
  // A seed for what is available was seen to be ignored on a second location; one for what is on hand was not.
  if (onHand != null) level.available = onHand - level.committed;
  else if (available != null && item.levels.size === 1) level.available = available;
  totalChanged(item.id, context);
  return { inventoryLevel: level, userErrors: [] };
}

/** Stocks an item at some locations and takes it away from others. */
export function toggleItem(
  inventoryItemId: string,
  updates: readonly { readonly locationId: string; readonly activate: boolean }[],
  context: ResolverContext,
) {
  const { state, clock } = context;
  const refuse = (field: string, message: string, code: string) => ({
    inventoryItem: null,
    inventoryLevels: null,
    userErrors: [userError(field, message, code)],
  });
  const item = state.inventoryItems.get(inventoryItemId);
  if (item === undefined)
    return refuse('inventoryItemId', 'The inventory item was not found.', 'INVENTORY_ITEM_NOT_FOUND');
  const stocked = new Set(
    [...item.levels.values()].filter(({ active }) => active).map(({ locationId }) => locationId),
  );
  for (const [index, { locationId, activate: wanted }] of updates.entries()) {
    const at = `inventoryItemUpdates.${index}.locationId`;
    const location = state.locations.get(locationId);
    if (location === undefined)
      return refuse(
        at,
        "The quantity couldn't be updated because the location was not found.",
        'LOCATION_NOT_FOUND',
      );
    if (wanted) stocked.add(locationId);
    else if (stocked.size > 1 || !stocked.has(locationId)) stocked.delete(locationId);
    else
      return refuse(
        at,
        `The variant couldn't be unstocked from ${location.name} because products need to be stocked at a minimum of 1 location.`,
        'CANNOT_DEACTIVATE_FROM_ONLY_LOCATION',
      );
  }
  const inventoryLevels = updates.map(({ locationId, activate: wanted }) => {
    if (wanted) return stockAt(item, locationId, clock.now());
    const level = item.levels.get(locationId);
    if (level !== undefined) level.active = false;
    return level;
  });
  totalChanged(item.id, context);
  return {
    inventoryItem: item,
    inventoryLevels: inventoryLevels.filter((level) => level !== undefined),
    userErrors: [],
  };
}
