import { remoteReferenceSchema } from '@pim-connector/core';
import { z } from 'zod';

const metafieldInput = z.strictObject({
  namespace: z.string(),
  key: z.string(),
  type: z.string().exactOptional(),
  /** `null`: it is taken away. */
  value: z.string().nullable(),
  /** Instead of a value: what it points to, by handle; ids once they are known. */
  metaobject: z
    .strictObject({ type: z.string(), handles: z.array(z.string()), isList: z.boolean() })
    .exactOptional(),
});

const optionValueInput = z.strictObject({ optionName: z.string(), name: z.string() });

const moneyOrNone = z.string().nullable();

const variantPayload = z.strictObject({
  sku: z.string(),
  optionValues: z.array(optionValueInput),
  /** Fields that `productSet` and `productVariantsBulkUpdate` share. */
  fields: z.record(z.string(), z.json()),
  metafields: z.array(metafieldInput).exactOptional(),
  /** Id of a file; `null`: no image. */
  image: z.string().nullable().exactOptional(),
  marketPrices: z
    .array(
      z.strictObject({
        priceList: z.string(),
        amount: moneyOrNone,
        compareAt: moneyOrNone.exactOptional(),
        currency: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
});

/** What is sent of a product, in the forms of the Admin API; only what is to be changed. */
export const productPayloadSchema = z.strictObject({
  /** Plain fields, as `productUpdate` and `productSet` take them. */
  product: z.record(z.string(), z.json()).exactOptional(),
  tags: z.array(z.string()).exactOptional(),
  /** Handles of collections; ids once they are known. */
  collections: z.array(z.string()).exactOptional(),
  /** Ids of files. */
  files: z.array(z.string()).exactOptional(),
  metafields: z.array(metafieldInput).exactOptional(),
  options: z.array(z.string()).exactOptional(),
  variants: z.array(variantPayload).exactOptional(),
  translations: z
    .array(
      z.strictObject({
        locale: z.string(),
        key: z.string(),
        value: z.string().nullable(),
        /** Which part of the product has the text, see `TranslatedPart`; absent: itself. */
        of: z.array(z.string()).exactOptional(),
      }),
    )
    .exactOptional(),
  /** Titles or ids of publications. */
  publications: z.array(z.string()).exactOptional(),
});

/** See {@link productPayloadSchema}. */
export type ProductPayload = z.output<typeof productPayloadSchema>;

/** A variant of a {@link ProductPayload}. */
export type VariantPayload = z.output<typeof variantPayload>;

/** A metafield of a {@link ProductPayload}. */
export type MetafieldPayload = z.output<typeof metafieldInput>;

/** What `write` has to know of a product beside what is sent. */
export const productMemoSchema = z.strictObject({
  remote: remoteReferenceSchema.nullable(),
  variantKeys: z.array(z.string()),
  /** Whether options, or which variants there are, may have changed. */
  structure: z.boolean(),
  /** By what the product was found, if it becomes the record by this write. */
  adoption: z.strictObject({ by: z.string(), value: z.string() }).exactOptional(),
  /** Whether variants that the record does not have (any more) do not exist. */
  complete: z.boolean(),
});

/** See {@link productMemoSchema}. */
export type ProductMemo = z.output<typeof productMemoSchema>;

/** What `write` has to know of a product that is only taken out of sight. */
export const hideMemoSchema = z.strictObject({ remote: remoteReferenceSchema });

/** See {@link hideMemoSchema}. */
export type HideMemo = z.output<typeof hideMemoSchema>;

/** What deletes a product, or takes it out of sight. */
export const deletePayloadSchema = z.strictObject({
  id: z.string().nullable(),
  mode: z.enum(['delete', 'archive', 'unpublish']),
});
