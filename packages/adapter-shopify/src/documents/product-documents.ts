import { z } from 'zod';

import { connectionCost, productSetCost } from '../graphql/cost-formula.ts';
import type { ProductSetLists } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { pageInfoSchema, userErrorsSchema } from './user-errors.ts';

/** Most variants that a call gives at once. */
export const variantsPerPage = 250;

const variantIdsSchema = z.object({
  nodes: z.array(
    z.object({ id: z.string(), sku: z.string().nullish(), inventoryItem: z.object({ id: z.string() }) }),
  ),
  pageInfo: pageInfoSchema,
});

const statusData = z.object({ product: z.object({ status: z.string() }).nullish() });

/** The status of a product. */
export const productStatus = operation<{ readonly id: string }, z.output<typeof statusData>>({
  name: 'ProductStatus',
  field: 'product',
  document: /* GraphQL */ `
    query ProductStatus($id: ID!) {
      product(id: $id) {
        status
      }
    }
  `,
  cost: 1,
  repeatable: true,
  data: statusData,
});

const productSetData = z.object({
  productSet: z.object({
    product: z.object({ id: z.string(), handle: z.string(), variants: variantIdsSchema }).nullish(),
    userErrors: userErrorsSchema,
  }),
});

/** See {@link productSet}. */
export interface ProductSetVariables {
  readonly identifier: object;
  readonly input: ProductSetLists & object;
  /** How many variants to give back, at most {@link variantsPerPage}. */
  readonly variants: number;
}

/**
 * Makes a product what the input says, found by its identifier or made anew. Lists in the input are replaced as a
 * whole: what they leave out is deleted.
 */
export const productSet = operation<ProductSetVariables, z.output<typeof productSetData>>({
  name: 'ProductUpsert',
  field: 'productSet',
  document: /* GraphQL */ `
    mutation ProductUpsert($identifier: ProductSetIdentifiers, $input: ProductSetInput!, $variants: Int!) {
      productSet(identifier: $identifier, input: $input, synchronous: true) {
        product {
          id
          handle
          variants(first: $variants) {
            nodes {
              id
              sku
              inventoryItem {
                id
              }
            }
            pageInfo {
              hasNextPage
              endCursor
            }
          }
        }
        userErrors {
          code
          field
          message
        }
      }
    }
  `,
  cost: ({ input, variants }) => productSetCost(input) + connectionCost(variants, 1),
  // Never sent without an identifier, so twice is once.
  repeatable: true,
  data: productSetData,
});

const findProductData = z.object({
  productByIdentifier: z.object({ id: z.string() }).nullish(),
});

/** Finds a product by a value that only it has. Fresh, unlike `products(query:)`. */
export const findProduct = operation<{ readonly identifier: object }, z.output<typeof findProductData>>({
  name: 'FindProduct',
  field: 'productByIdentifier',
  document: /* GraphQL */ `
    query FindProduct($identifier: ProductIdentifierInput!) {
      productByIdentifier(identifier: $identifier) {
        id
      }
    }
  `,
  cost: 1,
  repeatable: true,
  data: findProductData,
});

const structureData = z.object({
  product: z
    .object({
      id: z.string(),
      handle: z.string(),
      options: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          optionValues: z.array(z.object({ id: z.string(), name: z.string() })),
        }),
      ),
      variants: z.object({
        nodes: z.array(
          z.object({
            id: z.string(),
            sku: z.string().nullish(),
            selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
            inventoryItem: z.object({ id: z.string() }),
          }),
        ),
        pageInfo: pageInfoSchema,
      }),
    })
    .nullish(),
});

/** See {@link productStructure}. */
export type ProductStructurePage = NonNullable<z.output<typeof structureData>['product']>;

/** Options and variants of a product, page by page. */
export const productStructure = operation<
  { readonly id: string; readonly after: string | null },
  z.output<typeof structureData>
>({
  name: 'ProductStructure',
  field: 'product',
  document: /* GraphQL */ `
    query ProductStructure($id: ID!, $after: String) {
      product(id: $id) {
        id
        handle
        options {
          id
          name
          optionValues {
            id
            name
          }
        }
        variants(first: 100, after: $after, sortKey: POSITION) {
          nodes {
            id
            sku
            selectedOptions {
              name
              value
            }
            inventoryItem {
              id
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  cost: 3 + connectionCost(100, 2),
  repeatable: true,
  data: structureData,
});

const productUpdateData = z.object({
  productUpdate: z.object({
    product: z.object({ id: z.string(), handle: z.string() }).nullish(),
    userErrors: userErrorsSchema,
  }),
});

/** Sets plain fields of a product, its tags, and the collections it joins and leaves. */
export const productUpdate = operation<{ readonly product: object }, z.output<typeof productUpdateData>>({
  name: 'ProductPatch',
  field: 'productUpdate',
  document: /* GraphQL */ `
    mutation ProductPatch($product: ProductUpdateInput!) {
      productUpdate(product: $product) {
        product {
          id
          handle
        }
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: productUpdateData,
});

const productDeleteData = z.object({ productDelete: z.object({ userErrors: userErrorsSchema }) });

/** Deletes a product. */
export const productDelete = operation<{ readonly id: string }, z.output<typeof productDeleteData>>({
  name: 'ProductRemove',
  field: 'productDelete',
  document: /* GraphQL */ `
    mutation ProductRemove($id: ID!) {
      productDelete(input: { id: $id }, synchronous: true) {
        userErrors {
          field
          message
        }
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: productDeleteData,
});

const variantsUpdateData = z.object({
  productVariantsBulkUpdate: z.object({ userErrors: userErrorsSchema }),
});

/** Sets fields of variants of one product, all or none. */
export const variantsUpdate = operation<
  { readonly productId: string; readonly variants: readonly object[] },
  z.output<typeof variantsUpdateData>
>({
  name: 'VariantsPatch',
  field: 'productVariantsBulkUpdate',
  document: /* GraphQL */ `
    mutation VariantsPatch($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
      productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: false) {
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
  data: variantsUpdateData,
});
