import { z } from 'zod';

import { operation } from '../graphql/operation.ts';
import { mediaFields, metafieldFields, productFields, variantFields } from './read-nodes.ts';
import { userErrorsSchema } from './user-errors.ts';

/**
 * What a bulk operation reads: all products with the lists of their own. Five connections, which is the most that a
 * bulk query may have; the children follow their parents.
 */
export const bulkProducts: string = /* GraphQL */ `
  query BulkProducts {
    products(sortKey: ID) {
      edges {
        node {
          __typename
          ${productFields}
          variants(sortKey: POSITION) {
            edges {
              node {
                __typename
                ${variantFields}
                metafields {
                  edges {
                    node {
                      __typename
                      ${metafieldFields}
                    }
                  }
                }
              }
            }
          }
          metafields {
            edges {
              node {
                __typename
                ${metafieldFields}
              }
            }
          }
          media {
            edges {
              node {
                ${mediaFields}
              }
            }
          }
        }
      }
    }
  }
`;

const startData = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string() }).nullish(),
    userErrors: userErrorsSchema,
  }),
});

/** Begins a bulk query. Twice begins two: the one that nobody knows of changes nothing and ends by itself. */
export const bulkQueryStart = operation<{ readonly query: string }, z.output<typeof startData>>({
  name: 'BulkQueryStart',
  field: 'bulkOperationRunQuery',
  document: /* GraphQL */ `
    mutation BulkQueryStart($query: String!) {
      bulkOperationRunQuery(query: $query, groupObjects: true) {
        bulkOperation {
          id
        }
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
  data: startData,
});

const stateData = z.object({
  bulkOperation: z
    .object({
      id: z.string(),
      status: z.string(),
      errorCode: z.string().nullish(),
      rootObjectCount: z.union([z.string(), z.number()]),
      url: z.string().nullish(),
    })
    .nullish(),
});

/** See {@link bulkQueryState}. */
export type BulkQueryState = NonNullable<z.output<typeof stateData>['bulkOperation']>;

/** How far a bulk query is. */
export const bulkQueryState = operation<{ readonly id: string }, z.output<typeof stateData>>({
  name: 'BulkQueryState',
  field: 'bulkOperation',
  document: /* GraphQL */ `
    query BulkQueryState($id: ID!) {
      bulkOperation(id: $id) {
        id
        status
        errorCode
        rootObjectCount
        url
      }
    }
  `,
  cost: 1,
  repeatable: true,
  data: stateData,
});

const cancelData = z.object({ bulkOperationCancel: z.object({ userErrors: userErrorsSchema }) });

/** Gives a bulk query up, so that its place is free for others. */
export const bulkQueryCancel = operation<{ readonly id: string }, z.output<typeof cancelData>>({
  name: 'BulkQueryCancel',
  field: 'bulkOperationCancel',
  document: /* GraphQL */ `
    mutation BulkQueryCancel($id: ID!) {
      bulkOperationCancel(id: $id) {
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: cancelData,
});
