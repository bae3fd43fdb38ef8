import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { fileNodeSchema, pageInfoFields, pageOf } from './read-nodes.ts';

interface ListVariables {
  readonly first: number;
  readonly after: string | null;
}

interface SearchVariables extends ListVariables {
  readonly query: string | null;
}

const decimal = z.union([z.string(), z.number()]);

const priceNodeSchema = z.object({
  id: z.string(),
  sku: z.string().nullish(),
  price: decimal,
  compareAtPrice: decimal.nullish(),
  inventoryItem: z.object({
    unitCost: z.object({ amount: decimal, currencyCode: z.string() }).nullish(),
  }),
});

/** Prices of a variant as they are read. */
export type PriceNode = z.output<typeof priceNodeSchema>;

const pricesData = z.object({ productVariants: pageOf(priceNodeSchema) });

/** Prices of variants. */
export const pricePage = operation<SearchVariables, z.output<typeof pricesData>>({
  name: 'ReadPrices',
  field: 'productVariants',
  document: /* GraphQL */ `
    query ReadPrices($first: Int!, $after: String, $query: String) {
      productVariants(first: $first, after: $after, query: $query) {
        nodes {
          id
          sku
          price
          compareAtPrice
          inventoryItem {
            id
            unitCost {
              amount
              currencyCode
            }
          }
        }
        ${pageInfoFields}
      }
    }
  `,
  cost: ({ first }) => connectionCost(first, 1),
  repeatable: true,
  data: pricesData,
});

const levelSchema = z.object({
  isActive: z.boolean(),
  location: z.object({ name: z.string() }),
  quantities: z.array(z.object({ name: z.string(), quantity: decimal })),
});

const stockNodeSchema = z.object({
  id: z.string(),
  sku: z.string().nullish(),
  inventoryItem: z.object({
    id: z.string(),
    tracked: z.boolean(),
    inventoryLevels: pageOf(levelSchema),
  }),
});

/** Stock of a variant as it is read. */
export type StockNode = z.output<typeof stockNodeSchema>;

const levelSelection = /* GraphQL */ `
  nodes {
    id
    isActive
    location {
      id
      name
    }
    quantities(names: ["available"]) {
      name
      quantity
    }
  }
  ${pageInfoFields}
`;

const stockData = z.object({ productVariants: pageOf(stockNodeSchema) });

/** Stock of variants, with the first twenty locations. */
export const stockPage = operation<SearchVariables, z.output<typeof stockData>>({
  name: 'ReadStock',
  field: 'productVariants',
  document: /* GraphQL */ `
    query ReadStock($first: Int!, $after: String, $query: String) {
      productVariants(first: $first, after: $after, query: $query) {
        nodes {
          id
          sku
          inventoryItem {
            id
            tracked
            inventoryLevels(first: 20) {
              ${levelSelection}
            }
          }
        }
        ${pageInfoFields}
      }
    }
  `,
  cost: ({ first }) => connectionCost(first, 1 + connectionCost(20, 2)),
  repeatable: true,
  data: stockData,
});

const levelsData = z.object({
  inventoryItem: z.object({ inventoryLevels: pageOf(levelSchema) }).nullish(),
});

/** Stock of one variant at further locations. */
export const moreLevels = operation<
  { readonly id: string; readonly after: string | null },
  z.output<typeof levelsData>
>({
  name: 'ReadStockOfItem',
  field: 'inventoryItem',
  document: /* GraphQL */ `
    query ReadStockOfItem($id: ID!, $after: String) {
      inventoryItem(id: $id) {
        inventoryLevels(first: 250, after: $after) {
          ${levelSelection}
        }
      }
    }
  `,
  cost: 1 + connectionCost(250, 2),
  repeatable: true,
  data: levelsData,
});

const collectionSchema = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  descriptionHtml: z.string(),
  updatedAt: z.string(),
});

/** A collection as it is read. */
export type CollectionNode = z.output<typeof collectionSchema>;

const collectionFields = 'id handle title descriptionHtml updatedAt';

const collectionsData = z.object({ collections: pageOf(collectionSchema) });

/** Collections. */
export const collectionPage = operation<ListVariables, z.output<typeof collectionsData>>({
  name: 'ReadCollections',
  field: 'collections',
  document: /* GraphQL */ `
    query ReadCollections($first: Int!, $after: String) {
      collections(first: $first, after: $after) {
        nodes {
          ${collectionFields}
        }
        ${pageInfoFields}
      }
    }
  `,
  cost: ({ first }) => connectionCost(first, 0),
  repeatable: true,
  data: collectionsData,
});

const collectionData = z.object({ collectionByIdentifier: collectionSchema.nullish() });

/** One collection by its handle. */
export const collectionByHandle = operation<{ readonly handle: string }, z.output<typeof collectionData>>({
  name: 'ReadCollection',
  field: 'collectionByIdentifier',
  document: /* GraphQL */ `
    query ReadCollection($handle: String!) {
      collectionByIdentifier(identifier: { handle: $handle }) {
        ${collectionFields}
      }
    }
  `,
  cost: 1,
  repeatable: true,
  data: collectionData,
});

const filesData = z.object({ files: pageOf(fileNodeSchema) });

/** Files of the shop. */
export const filePage = operation<SearchVariables, z.output<typeof filesData>>({
  name: 'ReadFiles',
  field: 'files',
  document: /* GraphQL */ `
    query ReadFiles($first: Int!, $after: String, $query: String) {
      files(first: $first, after: $after, query: $query) {
        nodes {
          __typename
          id
          alt
          fileStatus
          updatedAt
          ... on MediaImage {
            mimeType
            image {
              url
              width
              height
            }
          }
          ... on GenericFile {
            mimeType
            url
          }
        }
        ${pageInfoFields}
      }
    }
  `,
  cost: ({ first }) => connectionCost(first, 1),
  repeatable: true,
  data: filesData,
});
