import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import {
  mediaFields,
  metafieldFields,
  metafieldNodeSchema,
  fileNodeSchema,
  pageInfoFields,
  pageOf,
  productFields,
  productNodeSchema,
  variantFields,
  variantNodeSchema,
} from './read-nodes.ts';

const variantSelection = /* GraphQL */ `
  nodes {
    ${variantFields}
    metafields(first: 10) {
      nodes {
        ${metafieldFields}
      }
      ${pageInfoFields}
    }
  }
  ${pageInfoFields}
`;
// selectedOptions, inventoryItem, and ten metafields.
const variantCost = 2 + connectionCost(10, 0);

/** Fields of `productNodeSchema`, for documents. */
export const productSelection = /* GraphQL */ `
  ${productFields}
  variants(first: 50, sortKey: POSITION) {
    ${variantSelection}
  }
  metafields(first: 50) {
    nodes {
      ${metafieldFields}
    }
    ${pageInfoFields}
  }
  media(first: 20) {
    nodes {
      ${mediaFields}
    }
    ${pageInfoFields}
  }
`;
/** What {@link productSelection} costs: seo, category, appKey, options, and the three lists. */
export const productCost =
  4 + connectionCost(50, variantCost) + connectionCost(50, 0) + connectionCost(20, 1);

const pageData = z.object({ products: pageOf(productNodeSchema) });

/** Products, page by page, with the first parts of their lists. */
export const productPage = operation<
  { readonly first: number; readonly after: string | null; readonly query: string | null },
  z.output<typeof pageData>
>({
  name: 'ReadProducts',
  field: 'products',
  document: /* GraphQL */ `
    query ReadProducts($first: Int!, $after: String, $query: String) {
      products(first: $first, after: $after, query: $query, sortKey: ID) {
        nodes {
          ${productSelection}
        }
        ${pageInfoFields}
      }
    }
  `,
  cost: ({ first }) => connectionCost(first, productCost),
  repeatable: true,
  data: pageData,
});

const oneData = z.object({ productByIdentifier: productNodeSchema.nullish() });

/** One product by a value that only it has. Fresh, unlike a search. */
export const productByIdentifier = operation<{ readonly identifier: object }, z.output<typeof oneData>>({
  name: 'ReadProduct',
  field: 'productByIdentifier',
  document: /* GraphQL */ `
    query ReadProduct($identifier: ProductIdentifierInput!) {
      productByIdentifier(identifier: $identifier) {
        ${productSelection}
      }
    }
  `,
  cost: 1 + productCost,
  repeatable: true,
  data: oneData,
});

interface RestVariables {
  readonly id: string;
  readonly after: string | null;
}

const variantsData = z.object({ product: z.object({ variants: pageOf(variantNodeSchema) }).nullish() });

/** Further variants of a product. */
export const moreVariants = operation<RestVariables, z.output<typeof variantsData>>({
  name: 'ReadVariantsOfProduct',
  field: 'product',
  document: /* GraphQL */ `
    query ReadVariantsOfProduct($id: ID!, $after: String) {
      product(id: $id) {
        variants(first: 250, after: $after, sortKey: POSITION) {
          ${variantSelection}
        }
      }
    }
  `,
  cost: 1 + connectionCost(250, variantCost),
  repeatable: true,
  data: variantsData,
});

const metafieldsData = z.object({ node: z.object({ metafields: pageOf(metafieldNodeSchema) }).nullish() });

/** Further metafields of a product or variant. */
export const moreMetafields = operation<RestVariables, z.output<typeof metafieldsData>>({
  name: 'ReadMetafieldsOfOwner',
  field: 'node',
  document: /* GraphQL */ `
    query ReadMetafieldsOfOwner($id: ID!, $after: String) {
      node(id: $id) {
        id
        ... on HasMetafields {
          metafields(first: 250, after: $after) {
            nodes {
              ${metafieldFields}
            }
            ${pageInfoFields}
          }
        }
      }
    }
  `,
  cost: 1 + connectionCost(250, 0),
  repeatable: true,
  data: metafieldsData,
});

const mediaData = z.object({ product: z.object({ media: pageOf(fileNodeSchema) }).nullish() });

/** Further media of a product. */
export const moreMedia = operation<RestVariables, z.output<typeof mediaData>>({
  name: 'ReadMediaOfProduct',
  field: 'product',
  document: /* GraphQL */ `
    query ReadMediaOfProduct($id: ID!, $after: String) {
      product(id: $id) {
        media(first: 250, after: $after) {
          nodes {
            ${mediaFields}
          }
          ${pageInfoFields}
        }
      }
    }
  `,
  cost: 1 + connectionCost(250, 1),
  repeatable: true,
  data: mediaData,
});

const countData = z.object({ productsCount: z.object({ count: z.number() }).nullish() });

/** How many products there are; above 25,000 Shopify says 25,001. */
export const productCount = operation<{ readonly query: string | null }, z.output<typeof countData>>({
  name: 'CountProducts',
  field: 'productsCount',
  document: /* GraphQL */ `
    query CountProducts($query: String) {
      productsCount(query: $query, limit: 25000) {
        count
      }
    }
  `,
  cost: 10,
  repeatable: true,
  data: countData,
});
