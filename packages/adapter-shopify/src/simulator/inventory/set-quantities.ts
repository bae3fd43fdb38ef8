import type { ResolverContext } from '../graphql/resolver.ts';
import { stockAt } from '../product/product-parts.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { quantityOf } from './quantity-of.ts';
import { stockChanged } from './stock-changed.ts';

interface QuantityInput {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly changeFromQuantity?: number | null;
}

/** See {@link setQuantities}. */
export interface SetQuantitiesInput {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
  readonly quantities: readonly QuantityInput[];
}

const reasons = [
  'correction',
  'cycle_count_available',
  'damaged',
  'movement_canceled',
  'movement_created',
  'movement_received',
  'movement_updated',
  'other',
  'promotion',
  'quality_control',
  'received',
  'reservation_created',
  'reservation_deleted',
  'reservation_updated',
  'restock',
  'safety_stock',
  'shrinkage',
];
const mostStock = 1_000_000_000;

/** Sets quantities: all or none. */
export function setQuantities(input: SetQuantitiesInput, context: ResolverContext) {
  const { state, clock } = context;
  const userErrors = quantityErrors(input, context);
  if (userErrors.length > 0) return { inventoryAdjustmentGroup: null, userErrors };
  const now = clock.now();
  const changes = input.quantities.flatMap(({ inventoryItemId, locationId, quantity }) => {
    const item = state.inventoryItems.get(inventoryItemId);
    if (item === undefined) return [];
    // Since API 2026-10 stock can be set at any location: the item is stocked there by it.
    const level = stockAt(item, locationId, now);
    const available = input.name === 'on_hand' ? quantity - level.committed : quantity;
    const delta = available - level.available;
    level.available = available;
    level.updatedAt = now;
    if (delta === 0) return [];
    stockChanged(level, context);
    const location = state.locations.get(locationId);
    // What is available is a part of what is on hand: one changes with the other. The platform tells of no result.
    return ['available', 'on_hand'].map((name) => ({
      name,
      delta,
      quantityAfterChange: null,
      item,
      location,
    }));
  });
  // A change of nothing was seen to make no group (of adjustments; for this mutation it is assumed).
  if (changes.length === 0) return { inventoryAdjustmentGroup: null, userErrors };
  return {
    inventoryAdjustmentGroup: {
      id: state.newId('InventoryAdjustmentGroup'),
      createdAt: now,
      reason: input.reason,
      referenceDocumentUri: input.referenceDocumentUri ?? null,
      changes,
    },
    userErrors,
  };
}

function quantityErrors(input: SetQuantitiesInput, context: ResolverContext): UserErrorState[] {
  const errors: UserErrorState[] = [];
  const { name, reason, quantities } = input;
  if (name !== 'available' && name !== 'on_hand')
    errors.push(
      userError('input.name', "The quantity name must be either 'available' or 'on_hand'.", 'INVALID_NAME'),
    );
  if (!reasons.includes(reason))
    errors.push(
      userError(
        'input.reason',
        `The specified reason is invalid. Valid values are: ${reasons.join(', ')}.`,
        'INVALID_REASON',
      ),
    );
  if (input.referenceDocumentUri != null && !/^[a-z][\w+.-]*:\/\/\S+$/i.test(input.referenceDocumentUri))
    errors.push(
      userError(
        'input.referenceDocumentUri',
        'The specified reference document is invalid.',
        'INVALID_REFERENCE_DOCUMENT',
      ),
    );
  const pairs = new Set<string>();
  for (const [index, each] of quantities.entries()) {
    const error = quantityError(each, `input.quantities.${index}`, name, context, pairs);
    if (error !== null) errors.push(error);
  }
  return errors;
}

function quantityError(
  { inventoryItemId, locationId, quantity, changeFromQuantity }: QuantityInput,
  at: string,
  name: string,
  { state, version }: ResolverContext,
  pairs: Set<string>,
): UserErrorState | null {
  const item = state.inventoryItems.get(inventoryItemId);
  if (item === undefined)
    return userError(
      `${at}.inventoryItemId`,
      'The specified inventory item could not be found.',
      'INVALID_INVENTORY_ITEM',
    );
  const location = state.locations.get(locationId);
  if (location === undefined || !location.active)
    return userError(`${at}.locationId`, 'The specified location could not be found.', 'INVALID_LOCATION');
  if (name === 'on_hand' && quantity < 0)
    return userError(`${at}.quantity`, "The quantity can't be negative.", 'INVALID_QUANTITY_NEGATIVE');
  if (quantity > mostStock)
    return userError(
      `${at}.quantity`,
      "The quantity can't be higher than 1,000,000,000.",
      'INVALID_QUANTITY_TOO_HIGH',
    );
  if (quantity < -mostStock)
    return userError(
      `${at}.quantity`,
      "The quantity can't be lower than -1,000,000,000.",
      'INVALID_QUANTITY_TOO_LOW',
    );
  const pair = `${inventoryItemId} ${locationId}`;
  if (pairs.has(pair))
    return userError(
      `${at}.locationId`,
      'The combination of inventoryItemId and locationId must be unique.',
      'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
    );
  pairs.add(pair);
  const level = item.levels.get(locationId);
  if (version === '2026-07' && level?.active !== true)
    return userError(
      `${at}.locationId`,
      'The specified inventory item is not stocked at the location.',
      'ITEM_NOT_STOCKED_AT_LOCATION',
    );
  const now = level === undefined ? 0 : quantityOf(level, name);
  return changeFromQuantity != null && changeFromQuantity !== now
    ? userError(
        `${at}.changeFromQuantity`,
        'The changeFromQuantity argument no longer matches the persisted quantity.',
        'CHANGE_FROM_QUANTITY_STALE',
      )
    : null;
}
