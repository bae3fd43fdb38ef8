import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { userErrorsSchema } from './user-errors.ts';

const levelsData = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        tracked: z.boolean(),
        inventoryLevels: z.object({
          nodes: z.array(
            z.object({
              isActive: z.boolean(),
              location: z.object({ id: z.string() }),
              quantities: z.array(z.object({ name: z.string(), quantity: z.number() })),
            }),
          ),
          pageInfo: z.object({ hasNextPage: z.boolean() }),
        }),
      })
      .nullable(),
  ),
});

/** What is available of inventory items at their locations, up to 50 of each. */
export const inventoryLevels = operation<{ readonly ids: readonly string[] }, z.output<typeof levelsData>>({
  name: 'InventoryLevels',
  field: 'nodes',
  document: /* GraphQL */ `
    query InventoryLevels($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on InventoryItem {
          id
          tracked
          inventoryLevels(first: 50, includeInactive: true) {
            nodes {
              isActive
              location {
                id
              }
              quantities(names: ["available"]) {
                name
                quantity
              }
            }
            pageInfo {
              hasNextPage
            }
          }
        }
      }
    }
  `,
  cost: 1 + connectionCost(50, 2),
  repeatable: true,
  data: levelsData,
});

const setData = z.object({ inventorySetQuantities: z.object({ userErrors: userErrorsSchema }) });

/**
 * Sets quantities, all or none, each only if it still is what it was when it was read. The key makes a second sending
 * of the same call do nothing.
 */
export const inventorySet = operation<
  { readonly input: object; readonly key: string },
  z.output<typeof setData>
>({
  name: 'InventorySet',
  field: 'inventorySetQuantities',
  document: /* GraphQL */ `
    mutation InventorySet($input: InventorySetQuantitiesInput!, $key: String!) {
      inventorySetQuantities(input: $input) @idempotent(key: $key) {
        userErrors {
          code
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: setData,
});

const activateData = z.object({ inventoryActivate: z.object({ userErrors: userErrorsSchema }) });

/** Makes an item be stocked at a location. Needed before stock can be set there, in API 2026-07. */
export const inventoryActivate = operation<
  { readonly inventoryItemId: string; readonly locationId: string; readonly key: string },
  z.output<typeof activateData>
>({
  name: 'InventoryActivate',
  field: 'inventoryActivate',
  document: /* GraphQL */ `
    mutation InventoryActivate($inventoryItemId: ID!, $locationId: ID!, $key: String!) {
      inventoryActivate(inventoryItemId: $inventoryItemId, locationId: $locationId) @idempotent(key: $key) {
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: activateData,
});
