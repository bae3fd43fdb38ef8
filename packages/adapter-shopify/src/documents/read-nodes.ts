import { z } from 'zod';

import { pageInfoSchema } from './user-errors.ts';

const decimal = z.union([z.string(), z.number()]);

const moneySchema = z.object({ amount: decimal, currencyCode: z.string() });

/** A metafield as it is read. */
export const metafieldNodeSchema = z.object({
  id: z.string(),
  namespace: z.string(),
  key: z.string(),
  type: z.string(),
  value: z.string(),
});

/** See {@link metafieldNodeSchema}. */
export type MetafieldNode = z.output<typeof metafieldNodeSchema>;

/** A file as it is read: of a product or of the shop. Kinds without an address of their own have none. */
export const fileNodeSchema = z.object({
  __typename: z.string(),
  id: z.string(),
  alt: z.string().nullish(),
  fileStatus: z.string().optional(),
  updatedAt: z.string().optional(),
  mimeType: z.string().nullish(),
  image: z.object({ url: z.string(), width: z.number().nullish(), height: z.number().nullish() }).nullish(),
  url: z.string().nullish(),
  /** Of videos and 3D models. */
  filename: z.string().optional(),
  /** Of videos at other hosts: their address there. */
  originUrl: z.string().nullish(),
});

/** See {@link fileNodeSchema}. */
export type FileNode = z.output<typeof fileNodeSchema>;

/** What a variant says of itself, without its metafields. */
export const variantFieldsSchema = z.object({
  id: z.string(),
  /** From 1. */
  position: z.int(),
  sku: z.string().nullish(),
  barcode: z.string().nullish(),
  price: decimal,
  compareAtPrice: decimal.nullish(),
  taxable: z.boolean(),
  inventoryPolicy: z.string(),
  selectedOptions: z.array(z.object({ name: z.string(), value: z.string() })),
  inventoryItem: z.object({
    id: z.string(),
    tracked: z.boolean(),
    requiresShipping: z.boolean(),
    countryCodeOfOrigin: z.string().nullish(),
    harmonizedSystemCode: z.string().nullish(),
    unitCost: moneySchema.nullish(),
    measurement: z.object({ weight: z.object({ unit: z.string(), value: decimal }).nullish() }),
  }),
});

/** What a product says of itself, without its lists. */
export const productFieldsSchema = z.object({
  id: z.string(),
  handle: z.string(),
  title: z.string(),
  descriptionHtml: z.string(),
  vendor: z.string(),
  productType: z.string(),
  status: z.string(),
  tags: z.array(z.string()),
  templateSuffix: z.string().nullish(),
  hasOnlyDefaultVariant: z.boolean(),
  isGiftCard: z.boolean(),
  updatedAt: z.string(),
  seo: z.object({ title: z.string().nullish(), description: z.string().nullish() }),
  category: z.object({ id: z.string() }).nullish(),
  appKey: z.object({ value: z.string() }).nullish(),
  options: z.array(z.object({ id: z.string(), name: z.string() })),
});

/** A list of which a call gives the first part. */
export const pageOf = <Node extends z.ZodType>(node: Node) =>
  z.object({ nodes: z.array(node), pageInfo: pageInfoSchema });

/** A variant with the first part of its metafields. */
export const variantNodeSchema = variantFieldsSchema.extend({ metafields: pageOf(metafieldNodeSchema) });

/** A product with the first parts of its lists. */
export const productNodeSchema = productFieldsSchema.extend({
  variants: pageOf(variantNodeSchema),
  metafields: pageOf(metafieldNodeSchema),
  media: pageOf(fileNodeSchema),
});

/** A variant with all of its metafields. */
export type WholeVariant = z.output<typeof variantFieldsSchema> & {
  readonly metafields: readonly MetafieldNode[];
};

/** A product with all that its own lists hold. */
export type WholeProduct = z.output<typeof productFieldsSchema> & {
  readonly variants: readonly WholeVariant[];
  readonly metafields: readonly MetafieldNode[];
  readonly media: readonly FileNode[];
};

/** Fields of {@link productFieldsSchema}, for documents. */
export const productFields = /* GraphQL */ `
  id
  handle
  title
  descriptionHtml
  vendor
  productType
  status
  tags
  templateSuffix
  hasOnlyDefaultVariant
  isGiftCard
  updatedAt
  seo {
    title
    description
  }
  category {
    id
  }
  appKey: metafield(namespace: "$app", key: "pim_id") {
    value
  }
  options {
    id
    name
  }
`;

/** Fields of {@link variantFieldsSchema}, for documents. */
export const variantFields = /* GraphQL */ `
  id
  position
  sku
  barcode
  price
  compareAtPrice
  taxable
  inventoryPolicy
  selectedOptions {
    name
    value
  }
  inventoryItem {
    id
    tracked
    requiresShipping
    countryCodeOfOrigin
    harmonizedSystemCode
    unitCost {
      amount
      currencyCode
    }
    measurement {
      weight {
        unit
        value
      }
    }
  }
`;

/** Fields of {@link metafieldNodeSchema}, for documents. */
export const metafieldFields = 'id namespace key type value';

/** Fields of {@link fileNodeSchema} for media of products, for documents. */
export const mediaFields = /* GraphQL */ `
  __typename
  id
  alt
  ... on MediaImage {
    image {
      url
      width
      height
    }
  }
`;

/** `pageInfo`, for documents. */
export const pageInfoFields = 'pageInfo { hasNextPage endCursor }';
