import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { pageInfoSchema, userErrorsSchema } from './user-errors.ts';

/** See {@link bulkMutationStart}. */
export interface BulkMutationVariables {
  readonly mutation: string;
  readonly path: string;
  readonly clientIdentifier: string;
}

const startData = z.object({
  bulkOperationRunMutation: z.object({
    bulkOperation: z.object({ id: z.string() }).nullish(),
    userErrors: userErrorsSchema,
  }),
});

/** Lets Shopify carry a mutation out for each line of a file. Twice carries it out twice. */
export const bulkMutationStart = operation<BulkMutationVariables, z.output<typeof startData>>({
  name: 'BulkMutationStart',
  field: 'bulkOperationRunMutation',
  document: /* GraphQL */ `
    mutation BulkMutationStart($mutation: String!, $path: String!, $clientIdentifier: String) {
      bulkOperationRunMutation(
        mutation: $mutation
        stagedUploadPath: $path
        clientIdentifier: $clientIdentifier
      ) {
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
  repeatable: false,
  data: startData,
});

const stateFields = /* GraphQL */ `
  id
  status
  errorCode
  objectCount
  url
  partialDataUrl
`;

const stateSchema = z.object({
  id: z.string(),
  status: z.string(),
  errorCode: z.string().nullish(),
  objectCount: z.union([z.string(), z.number()]),
  url: z.string().nullish(),
  partialDataUrl: z.string().nullish(),
});

/** How far a bulk mutation is, and where its result is. */
export type BulkMutationState = z.output<typeof stateSchema>;

const stateData = z.object({ bulkOperation: stateSchema.nullish() });

/** How far a bulk mutation is. */
export const bulkMutationState = operation<{ readonly id: string }, z.output<typeof stateData>>({
  name: 'BulkMutationState',
  field: 'bulkOperation',
  document: /* GraphQL */ `
    query BulkMutationState($id: ID!) {
      bulkOperation(id: $id) {
        ${stateFields}
      }
    }
  `,
  cost: 1,
  repeatable: true,
  data: stateData,
});

const listData = z.object({
  bulkOperations: z.object({
    nodes: z.array(z.object({ id: z.string(), query: z.string() })),
    pageInfo: pageInfoSchema,
  }),
});

/** Bulk operations of the app, page by page, with the mutation that each carries out. */
export const bulkMutationList = operation<
  { readonly query: string; readonly after: string | null },
  z.output<typeof listData>
>({
  name: 'BulkMutationList',
  field: 'bulkOperations',
  document: /* GraphQL */ `
    query BulkMutationList($query: String!, $after: String) {
      bulkOperations(first: 50, after: $after, query: $query) {
        nodes {
          id
          query
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  cost: connectionCost(50, 0),
  repeatable: true,
  data: listData,
});
