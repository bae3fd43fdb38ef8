import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import { RequestError } from '../graphql/request-error.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import type { InventoryItemState, InventoryLevelState } from '../product-state.ts';
import type { UserErrorState } from '../user-error.ts';
import { activateItem, toggleItem } from './activate-item.ts';
import type { ActivateArguments } from './activate-item.ts';
import { quantityOf } from './quantity-of.ts';
import { setQuantities } from './set-quantities.ts';
import type { SetQuantitiesInput } from './set-quantities.ts';

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
        () => activateItem(args, context),
        (error) => ({ inventoryLevel: null, userErrors: [error] }),
      ),
    inventoryBulkToggleActivation: (
      _source,
      args: {
        readonly inventoryItemId: string;
        readonly inventoryItemUpdates: readonly { readonly locationId: string; readonly activate: boolean }[];
      },
      context,
    ) => toggleItem(args.inventoryItemId, args.inventoryItemUpdates, context),
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
        // What follows from other quantities has no time of its own.
        updatedAt: name === 'available' ? level.updatedAt : null,
      })),
  },
};

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
