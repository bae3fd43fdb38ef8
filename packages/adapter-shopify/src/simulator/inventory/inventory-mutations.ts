import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import { RequestError } from '../graphql/request-error.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import type { InventoryItemState, InventoryLevelState } from '../product-state.ts';
import { stockAt } from '../product/product-parts.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';

interface QuantityInput {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly changeFromQuantity?: number | null;
}

interface SetQuantitiesInput {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
  readonly quantities: readonly QuantityInput[];
}

interface ActivateArguments {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly available?: number | null;
  readonly onHand?: number | null;
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

/** Mutations of stock, and what is told of it. */
export const inventoryMutations: Resolvers = {
  Mutation: {
    inventorySetQuantities: (_source, { input }: { readonly input: SetQuantitiesInput }, context) => {
      for (const quantity of input.quantities) {
        if (!Object.hasOwn(quantity, 'changeFromQuantity'))
          throw new RequestError(
            'INVALID_FIELD_ARGUMENTS',
            'InventoryQuantityInput must include the following argument: changeFromQuantity.',
          );
      }
      return once(
        input,
        context,
        () => setQuantities(input, context),
        (error) => ({
          inventoryAdjustmentGroup: null,
          userErrors: [error],
        }),
      );
    },
    inventoryActivate: (_source, args: ActivateArguments, context) =>
      once(
        args,
        context,
        () => activate(args, context),
        (error) => ({ inventoryLevel: null, userErrors: [error] }),
      ),
    inventoryBulkToggleActivation: (
      _source,
      args: {
        readonly inventoryItemId: string;
        readonly inventoryItemUpdates: readonly { readonly locationId: string; readonly activate: boolean }[];
      },
      context,
    ) => toggle(args.inventoryItemId, args.inventoryItemUpdates, context),
  },
  InventoryItem: {
    unitCost: ({ cost }: InventoryItemState, _args, { state }) =>
      cost === null ? null : { amount: cost, currencyCode: state.settings.currency },
    measurement: ({ id, weight }: InventoryItemState) => ({
      id: id.replace('/InventoryItem/', '/InventoryItemMeasurement/'),
      weight,
    }),
    inventoryLevel: (
      { levels }: InventoryItemState,
      args: { readonly locationId: string; readonly includeInactive?: boolean | null },
    ) => {
      const level = levels.get(args.locationId);
      return level !== undefined && (level.active || args.includeInactive === true) ? level : null;
    },
    inventoryLevels: (
      { levels }: InventoryItemState,
      args: PageArguments & { readonly includeInactive?: boolean | null },
    ) =>
      connection(
        [...levels.values()].filter(({ active }) => active || args.includeInactive === true),
        args,
        ({ id }) => id,
      ),
  },
  InventoryLevel: {
    isActive: ({ active }: InventoryLevelState) => active,
    item: ({ itemId }: InventoryLevelState, _args, { state }) => state.inventoryItems.get(itemId),
    location: ({ locationId }: InventoryLevelState, _args, { state }) => state.locations.get(locationId),
    quantities: (level: InventoryLevelState, { names }: { readonly names: readonly string[] }) =>
      names.map((name) => ({
        id: `${level.id.replace('/InventoryLevel/', '/InventoryQuantity/')}&name=${name}`,
        name,
        quantity: quantityOf(level, name),
        updatedAt: level.updatedAt,
      })),
  },
};

function quantityOf({ available, committed }: InventoryLevelState, name: string): number {
  if (name === 'available') return available;
  if (name === 'committed') return committed;
  return name === 'on_hand' ? available + committed : 0;
}

function once<Payload extends { readonly userErrors: readonly UserErrorState[] }>(
  args: object,
  { idempotency, idempotencyKey }: ResolverContext,
  work: () => Payload,
  refuse: (error: UserErrorState) => Payload,
): Payload {
  if (idempotencyKey === null)
    throw new RequestError(
      'BAD_REQUEST',
      'The @idempotent directive is required for this mutation but was not provided.',
    );
  const attempt = () => {
    const payload = work();
    return { payload, failed: payload.userErrors.length > 0 };
  };
  return idempotency.once(idempotencyKey, JSON.stringify(args), attempt, refuse);
}

function setQuantities(input: SetQuantitiesInput, context: ResolverContext) {
  const { state, clock } = context;
  const userErrors = quantityErrors(input, state);
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
    context.webhooks.inventoryWritten(level);
    const location = state.locations.get(locationId);
    return [{ name: input.name, delta, quantityAfterChange: quantity, item, location }];
  });
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

function quantityErrors(input: SetQuantitiesInput, state: ShopState): UserErrorState[] {
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
  const pairs = new Set<string>();
  for (const [index, each] of quantities.entries()) {
    const error = quantityError(each, `input.quantities.${index}`, name, state, pairs);
    if (error !== null) errors.push(error);
  }
  return errors;
}

function quantityError(
  { inventoryItemId, locationId, quantity, changeFromQuantity }: QuantityInput,
  at: string,
  name: string,
  state: ShopState,
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
  const now = level === undefined ? 0 : quantityOf(level, name);
  return changeFromQuantity != null && changeFromQuantity !== now
    ? userError(
        `${at}.changeFromQuantity`,
        'The changeFromQuantity argument no longer matches the persisted quantity.',
        'CHANGE_FROM_QUANTITY_STALE',
      )
    : null;
}

function activate(
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
  if (available != null && onHand != null)
    return refuse(
      'available',
      `The product couldn't be stocked at ${location.name} because not allowed to set available and on_hand quantities at the same time.`,
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
  return { inventoryLevel: level, userErrors: [] };
}

function toggle(
  inventoryItemId: string,
  updates: readonly { readonly locationId: string; readonly activate: boolean }[],
  { state, clock }: ResolverContext,
) {
  const refuse = (field: string, message: string, code: string) => ({
    inventoryItem: null,
    inventoryLevels: null,
    userErrors: [userError(field, message, code)],
  });
  const item = state.inventoryItems.get(inventoryItemId);
  if (item === undefined)
    return refuse('inventoryItemId', 'The inventory item was not found.', 'INVENTORY_ITEM_NOT_FOUND');
  for (const [index, { locationId, activate: wanted }] of updates.entries()) {
    const at = `inventoryItemUpdates.${index}.locationId`;
    const location = state.locations.get(locationId);
    if (location === undefined)
      return refuse(
        at,
        "The quantity couldn't be updated because the location was not found.",
        'LOCATION_NOT_FOUND',
      );
    const active = [...item.levels.values()].filter((level) => level.active);
    if (!wanted && active.length === 1 && active[0]?.locationId === locationId)
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
  return {
    inventoryItem: item,
    inventoryLevels: inventoryLevels.filter((level) => level !== undefined),
    userErrors: [],
  };
}
