import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { fileNodeSchema, pageInfoFields, pageOf } from './read-nodes.ts';

interface IdsVariables {
  readonly ids: readonly string[];
}

const momentsData = z.object({
  nodes: z.array(z.object({ id: z.string(), updatedAt: z.string() }).nullable()),
});

/** When some products were changed last. */
export const momentsOfProducts = operation<IdsVariables, z.output<typeof momentsData>>({
  name: 'ReadMomentsOfProducts',
  field: 'nodes',
  document: /* GraphQL */ `
    query ReadMomentsOfProducts($ids: [ID!]!) {
      nodes(ids: $ids) {
        id
        ... on Product {
          updatedAt
        }
      }
    }
  `,
  cost: 1,
  repeatable: true,
  data: momentsData,
});

const collectionsPage = pageOf(z.object({ id: z.string(), handle: z.string() }));

const listsData = z.object({
  nodes: z.array(z.object({ id: z.string(), collections: collectionsPage }).nullable()),
});

/** Collections of some products. */
export const collectionsOfProducts = operation<IdsVariables, z.output<typeof listsData>>({
  name: 'ReadCollectionsOfProducts',
  field: 'nodes',
  document: /* GraphQL */ `
    query ReadCollectionsOfProducts($ids: [ID!]!) {
      nodes(ids: $ids) {
        id
        ... on Product {
          collections(first: 250) {
            nodes {
              id
              handle
            }
            ${pageInfoFields}
          }
        }
      }
    }
  `,
  cost: 1 + connectionCost(250, 0),
  repeatable: true,
  data: listsData,
});

const moreData = z.object({ product: z.object({ collections: collectionsPage }).nullish() });

/** Further collections of a product. */
export const moreCollections = operation<
  { readonly id: string; readonly after: string | null },
  z.output<typeof moreData>
>({
  name: 'ReadMoreCollectionsOfProduct',
  field: 'product',
  document: /* GraphQL */ `
    query ReadMoreCollectionsOfProduct($id: ID!, $after: String) {
      product(id: $id) {
        collections(first: 250, after: $after) {
          nodes {
            id
            handle
          }
          ${pageInfoFields}
        }
      }
    }
  `,
  cost: 1 + connectionCost(250, 0),
  repeatable: true,
  data: moreData,
});

const publishedData = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        resourcePublicationsV2: z.object({
          nodes: z.array(
            z.object({
              isPublished: z.boolean(),
              publishDate: z.string().nullish(),
              publication: z.object({ id: z.string() }),
            }),
          ),
        }),
      })
      .nullable(),
  ),
});

/** Where some products or collections are published, or will be. */
export const publicationsOfResources = operation<IdsVariables, z.output<typeof publishedData>>({
  name: 'ReadPublicationsOfResources',
  field: 'nodes',
  document: /* GraphQL */ `
    query ReadPublicationsOfResources($ids: [ID!]!) {
      nodes(ids: $ids) {
        id
        ... on Publishable {
          resourcePublicationsV2(first: 250, onlyPublished: false) {
            nodes {
              isPublished
              publishDate
              publication {
                id
              }
            }
          }
        }
      }
    }
  `,
  cost: 1 + connectionCost(250, 1),
  repeatable: true,
  data: publishedData,
});

const variantImagesData = z.object({
  nodes: z.array(
    z
      .object({ id: z.string(), media: z.object({ nodes: z.array(z.object({ id: z.string() })) }) })
      .nullable(),
  ),
});

/** The pictures of some variants. */
export const imagesOfVariants = operation<IdsVariables, z.output<typeof variantImagesData>>({
  name: 'ReadImagesOfVariants',
  field: 'nodes',
  document: /* GraphQL */ `
    query ReadImagesOfVariants($ids: [ID!]!) {
      nodes(ids: $ids) {
        id
        ... on ProductVariant {
          media(first: 10) {
            nodes {
              id
            }
          }
        }
      }
    }
  `,
  cost: 1 + connectionCost(10, 0),
  repeatable: true,
  data: variantImagesData,
});

const translationsData = z.object({
  translatableResourcesByIds: z.object({
    nodes: z.array(
      z.object({
        resourceId: z.string(),
        translations: z.array(z.object({ key: z.string(), value: z.string().nullish() })),
      }),
    ),
  }),
});

/** Texts of some resources in one language, at most 250. */
export const translationsOfResources = operation<
  IdsVariables & { readonly locale: string },
  z.output<typeof translationsData>
>({
  name: 'ReadTranslations',
  field: 'translatableResourcesByIds',
  document: /* GraphQL */ `
    query ReadTranslations($ids: [ID!]!, $locale: String!) {
      translatableResourcesByIds(resourceIds: $ids, first: 250) {
        nodes {
          resourceId
          translations(locale: $locale) {
            key
            value
          }
        }
      }
    }
  `,
  cost: connectionCost(250, 1),
  repeatable: true,
  data: translationsData,
});

const amountSchema = z.object({ amount: z.union([z.string(), z.number()]) });

const fixedPricesData = z.object({
  priceList: z
    .object({
      prices: pageOf(
        z.object({
          price: amountSchema,
          compareAtPrice: amountSchema.nullish(),
          variant: z.object({ id: z.string() }),
        }),
      ),
    })
    .nullish(),
});

/** Fixed prices of a price list for what the query names: `product_id:1 OR variant_id:2`. */
export const fixedPrices = operation<
  { readonly id: string; readonly query: string; readonly after: string | null },
  z.output<typeof fixedPricesData>
>({
  name: 'ReadFixedPrices',
  field: 'priceList',
  document: /* GraphQL */ `
    query ReadFixedPrices($id: ID!, $query: String, $after: String) {
      priceList(id: $id) {
        prices(first: 250, after: $after, originType: FIXED, query: $query) {
          nodes {
            price {
              amount
            }
            compareAtPrice {
              amount
            }
            variant {
              id
            }
          }
          ${pageInfoFields}
        }
      }
    }
  `,
  cost: 1 + connectionCost(250, 1),
  repeatable: true,
  data: fixedPricesData,
});

const referencedData = z.object({
  nodes: z.array(
    fileNodeSchema
      .extend({
        handle: z.string(),
        sku: z.string().nullable(),
        variants: z.object({ nodes: z.array(z.object({ sku: z.string().nullish() })) }),
        type: z.string(),
        appKey: z.object({ value: z.string() }).nullable(),
        ownKey: z.object({ value: z.string() }).nullable(),
      })
      .partial()
      .required({ __typename: true, id: true })
      .nullable(),
  ),
});

/** What references of metafields point to. */
export const referencedNodes = operation<
  IdsVariables & { readonly namespace: string; readonly key: string },
  z.output<typeof referencedData>
>({
  name: 'ReadReferenced',
  field: 'nodes',
  document: /* GraphQL */ `
    query ReadReferenced($ids: [ID!]!, $namespace: String!, $key: String!) {
      nodes(ids: $ids) {
        __typename
        id
        ... on Product {
          handle
          appKey: metafield(namespace: "$app", key: "pim_id") {
            value
          }
          ownKey: metafield(namespace: $namespace, key: $key) {
            value
          }
          variants(first: 1, sortKey: POSITION) {
            nodes {
              id
              sku
            }
          }
        }
        ... on ProductVariant {
          sku
        }
        ... on Collection {
          handle
        }
        ... on Metaobject {
          type
          handle
        }
        ... on MediaImage {
          image {
            url
          }
        }
        ... on GenericFile {
          url
        }
      }
    }
  `,
  cost: 1 + 2 + connectionCost(1, 0),
  repeatable: true,
  data: referencedData,
});

const ownerData = z.object({
  productVariant: z.object({ product: z.object({ id: z.string() }) }).nullish(),
});

/** The product of a variant. */
export const productOfVariant = operation<{ readonly id: string }, z.output<typeof ownerData>>({
  name: 'ReadProductOfVariant',
  field: 'productVariant',
  document: /* GraphQL */ `
    query ReadProductOfVariant($id: ID!) {
      productVariant(id: $id) {
        id
        product {
          id
        }
      }
    }
  `,
  cost: 2,
  repeatable: true,
  data: ownerData,
});
