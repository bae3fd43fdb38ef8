import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { pageInfoSchema } from './user-errors.ts';

const foundData = z.object({ metaobjectByHandle: z.object({ id: z.string() }).nullish() });

/** Finds a metaobject by its type and handle. */
export const metaobjectByHandle = operation<
  { readonly metaobject: { readonly type: string; readonly handle: string } },
  z.output<typeof foundData>
>({
  name: 'MetaobjectByHandle',
  field: 'metaobjectByHandle',
  document: /* GraphQL */ `
    query MetaobjectByHandle($metaobject: MetaobjectHandleInput!) {
      metaobjectByHandle(handle: $metaobject) {
        id
      }
    }
  `,
  cost: 1,
  repeatable: true,
  data: foundData,
});

const definitionsData = z.object({
  metaobjectDefinitions: z.object({
    nodes: z.array(
      z.object({
        type: z.string(),
        name: z.string(),
        fieldDefinitions: z.array(
          z.object({ key: z.string(), name: z.string(), type: z.object({ name: z.string() }) }),
        ),
      }),
    ),
    pageInfo: pageInfoSchema,
  }),
});

/** The kinds of metaobjects that the shop has, and what they consist of. */
export const metaobjectDefinitions = operation<
  { readonly after: string | null },
  z.output<typeof definitionsData>
>({
  name: 'MetaobjectDefinitions',
  field: 'metaobjectDefinitions',
  document: /* GraphQL */ `
    query MetaobjectDefinitions($after: String) {
      metaobjectDefinitions(first: 50, after: $after) {
        nodes {
          type
          name
          fieldDefinitions {
            key
            name
            type {
              name
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  cost: connectionCost(50, 2),
  repeatable: true,
  data: definitionsData,
});
