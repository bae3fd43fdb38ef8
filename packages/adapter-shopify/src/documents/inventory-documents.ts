import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { pageInfoFields, pageOf } from './read-nodes.ts';
import { userErrorsSchema } from './user-errors.ts';

const levelSchema = z.object({
  isActive: z.boolean(),
  location: z.object({ id: z.string() }),
  quantities: z.array(z.object({ name: z.string(), quantity: z.number() })),
});

/** Stock at a location as it is read. */
export type LevelNode = z.output<typeof levelSchema>;

const levelSelection = /* GraphQL */ `
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
  ${pageInfoFields}
`;

const levelsData = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        tracked: z.boolean(),
        inventoryLevels: pageOf(levelSchema),
      })
      .nullable(),
  ),
});

/** What is available of inventory items at their locations, the first 50 of each. */
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
            ${levelSelection}
          }
        }
      }
    }
  `,
  cost: 1 + connectionCost(50, 2),
  repeatable: true,
  data: levelsData,
});

const moreLevelsData = z.object({
  inventoryItem: z.object({ inventoryLevels: pageOf(levelSchema) }).nullish(),
});

/** What is available of one inventory item at further locations. */
export const moreInventoryLevels = operation<
  { readonly id: string; readonly after: string },
  z.output<typeof moreLevelsData>
>({
  name: 'InventoryLevelsRest',
  field: 'inventoryItem',
  document: /* GraphQL */ `
    query InventoryLevelsRest($id: ID!, $after: String) {
      inventoryItem(id: $id) {
        inventoryLevels(first: 250, after: $after, includeInactive: true) {
          ${levelSelection}
        }
      }
    }
  `,
  cost: 1 + connectionCost(250, 2),
  repeatable: true,
  data: moreLevelsData,
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
