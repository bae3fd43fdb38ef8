import { z } from 'zod';

import { connectionCost } from '../graphql/cost-formula.ts';
import { operation } from '../graphql/operation.ts';
import { productCost, productSelection } from './read-documents.ts';
import { fileNodeSchema, pageInfoFields, pageOf, productNodeSchema } from './read-nodes.ts';

interface IdsVariables {
  readonly ids: readonly string[];
}

const productsData = z.object({ nodes: z.array(productNodeSchema.partial().nullable()) });

/** Some products as they are, with the first parts of their lists. */
export const productsByIds = operation<IdsVariables, z.output<typeof productsData>>({
  name: 'ReadProductsByIds',
  field: 'nodes',
  document: /* GraphQL */ `
    query ReadProductsByIds($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Product {
          ${productSelection}
        }
      }
    }
  `,
  cost: 1 + productCost,
  repeatable: true,
  data: productsData,
});

/** How many products one call finds by their keys. */
export const keysPerCall = 20;

const places = [...Array(keysPerCall).keys()];
const foundSchema = z.object({ id: z.string() }).nullish();
const foundData = z.record(z.string(), foundSchema);

/**
 * Finds products by values that only they have, a whole list of them; fresh, unlike a search. Fewer than
 * {@link keysPerCall}: the last one is asked for again.
 */
export const findProducts = operation<Readonly<Record<string, object>>, z.output<typeof foundData>>({
  name: 'FindProducts',
  field: 'productByIdentifier',
  document: /* GraphQL */ `
    query FindProducts(${places.map((place) => `$i${place}: ProductIdentifierInput!`).join(', ')}) {
      ${places
        .map((place) => `p${place}: productByIdentifier(identifier: $i${place}) { id }`)
        .join('\n      ')}
    }
  `,
  cost: keysPerCall,
  repeatable: true,
  data: foundData,
});

const variantsData = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        sku: z.string().nullish(),
        price: z.string(),
        compareAtPrice: z.string().nullish(),
      })
      .partial()
      .nullable(),
  ),
});

/** Prices of some variants. */
export const pricesOfVariants = operation<IdsVariables, z.output<typeof variantsData>>({
  name: 'ReadPricesOfVariants',
  field: 'nodes',
  document: /* GraphQL */ `
    query ReadPricesOfVariants($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on ProductVariant {
          id
          sku
          price
          compareAtPrice
        }
      }
    }
  `,
  cost: 1,
  repeatable: true,
  data: variantsData,
});

const barcodesData = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        barcodes: z.object({ nodes: z.array(z.object({ type: z.string().nullish(), value: z.string() })) }),
      })
      .partial()
      .nullable(),
  ),
});

/** All barcodes of some variants. API 2026-10. */
export const barcodesOfVariants = operation<IdsVariables, z.output<typeof barcodesData>>({
  name: 'ReadBarcodesOfVariants',
  field: 'nodes',
  since: '2026-10',
  document: /* GraphQL */ `
    query ReadBarcodesOfVariants($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on ProductVariant {
          id
          barcodes(first: 20) {
            nodes {
              type
              value
            }
          }
        }
      }
    }
  `,
  cost: 1 + connectionCost(20, 0),
  repeatable: true,
  data: barcodesData,
});

const filesData = z.object({ nodes: z.array(fileNodeSchema.partial().nullable()) });

/** Some files as they are. */
export const filesByIds = operation<IdsVariables, z.output<typeof filesData>>({
  name: 'ReadFilesByIds',
  field: 'nodes',
  document: /* GraphQL */ `
    query ReadFilesByIds($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on File {
          __typename
          id
          alt
          fileStatus
        }
      }
    }
  `,
  cost: 1,
  repeatable: true,
  data: filesData,
});

const namedFilesData = z.object({ files: pageOf(fileNodeSchema) });

/** Files by their names, through a search, which lags behind. */
export const filesByNames = operation<{ readonly query: string }, z.output<typeof namedFilesData>>({
  name: 'ReadFilesByNames',
  field: 'files',
  document: /* GraphQL */ `
    query ReadFilesByNames($query: String!) {
      files(first: 250, query: $query) {
        nodes {
          __typename
          id
          alt
          fileStatus
          ... on MediaImage {
            image {
              url
            }
          }
          ... on GenericFile {
            url
          }
          ... on Video {
            filename
          }
          ... on Model3d {
            filename
          }
        }
        ${pageInfoFields}
      }
    }
  `,
  cost: connectionCost(250, 1),
  repeatable: true,
  data: namedFilesData,
});

/** The newest videos at other hosts, through a search, which lags behind. */
export const videosElsewhere = operation<Readonly<Record<string, never>>, z.output<typeof namedFilesData>>({
  name: 'ReadVideosElsewhere',
  field: 'files',
  document: /* GraphQL */ `
    query ReadVideosElsewhere {
      files(first: 250, query: "media_type:EXTERNAL_VIDEO", reverse: true) {
        nodes {
          __typename
          id
          alt
          fileStatus
          ... on ExternalVideo {
            originUrl
          }
        }
        ${pageInfoFields}
      }
    }
  `,
  cost: connectionCost(250, 0),
  repeatable: true,
  data: namedFilesData,
});
