import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { pageInfoFields, pageOf } from './read-nodes.ts';

const foundData = z.object({
  taxonomy: z
    .object({
      categories: pageOf(z.object({ id: z.string(), fullName: z.string(), isArchived: z.boolean() })),
    })
    .nullish(),
});

/** Nodes of Shopify’s product taxonomy that a search finds anywhere in it. */
export const taxonomyCategories = operation<
  { readonly search: string; readonly after: string | null },
  z.output<typeof foundData>
>({
  name: 'TaxonomyCategories',
  field: 'taxonomy',
  document: /* GraphQL */ `
    query TaxonomyCategories($search: String!, $after: String) {
      taxonomy {
        categories(search: $search, first: 250, after: $after) {
          nodes {
            id
            fullName
            isArchived
          }
          ${pageInfoFields}
        }
      }
    }
  `,
  cost: 1 + connectionCost(250, 0),
  repeatable: true,
  data: foundData,
});
