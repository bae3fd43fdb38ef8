import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { pageInfoSchema } from './user-errors.ts';

const candidateSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** The key that it carries, if it is a record already. */
  appKey: z.object({ value: z.string() }).nullish(),
});

/** Something in the shop that a record could be. */
export type AdoptionCandidate = z.output<typeof candidateSchema>;

const variantsData = z.object({
  productVariants: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        sku: z.string().nullish(),
        barcode: z.string().nullish(),
        product: candidateSchema,
      }),
    ),
    pageInfo: pageInfoSchema,
  }),
});

/**
 * Finds variants by conditions of the search language. The search index lags behind what was written; what it gives is
 * as it is now.
 */
export const variantsMatching = operation<
  { readonly query: string; readonly after: string | null },
  z.output<typeof variantsData>
>({
  name: 'VariantsMatching',
  field: 'productVariants',
  document: /* GraphQL */ `
    query VariantsMatching($query: String!, $after: String) {
      productVariants(first: 100, after: $after, query: $query) {
        nodes {
          id
          sku
          barcode
          product {
            id
            title
            appKey: metafield(namespace: "$app", key: "pim_id") {
              value
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
  cost: connectionCost(100, 2),
  repeatable: true,
  data: variantsData,
});

const productData = z.object({ productByIdentifier: candidateSchema.nullish() });

/** Finds a product by its handle, or by its id. Fresh. */
export const productCandidate = operation<{ readonly identifier: object }, z.output<typeof productData>>({
  name: 'ProductCandidate',
  field: 'productByIdentifier',
  document: /* GraphQL */ `
    query ProductCandidate($identifier: ProductIdentifierInput!) {
      productByIdentifier(identifier: $identifier) {
        id
        title
        appKey: metafield(namespace: "$app", key: "pim_id") {
          value
        }
      }
    }
  `,
  cost: 2,
  repeatable: true,
  data: productData,
});
