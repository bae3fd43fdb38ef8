import { decimalSchema, localeSchema } from '@pim-connector/core';
import { z } from 'zod';

import { recordPointerSchema } from './record-pointer.ts';

// A field that is absent stays as it is in the shop; `null` empties it.
/** A field that can be emptied. */
export const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().exactOptional();
/** A text with a longest length. */
export const text = (maxLength: number) => z.string().max(maxLength);

const handleSchema = text(255).min(1);

/**
 * The value of a metafield as text. With a type where the shop has no definition for it; as the type and the handle of a
 * metaobject, or handles of several, which the shop has to have; as records that are brought over; `null` takes it away.
 */
const metafieldSchema = z
  .union([
    z.string(),
    z.strictObject({ type: z.string().min(1), value: z.string() }),
    z.strictObject({
      metaobject: z.string().min(1),
      handle: z.union([handleSchema, z.array(handleSchema).max(256)]),
    }),
    recordPointerSchema,
  ])
  .nullable();

/** Metafields by namespace and key: `metafields.custom.material`. The namespace `$app` is the app’s own. */
export const metafieldsSchema = z.record(
  z.string().regex(/^(?:\$app(?::[\w-]+)?|[\w-]{3,255})$/),
  z.record(z.string().regex(/^[\w-]{2,64}$/), metafieldSchema),
);

const marketPriceSchema = z.strictObject({
  /** Name or id of a price list. */
  priceList: z.string().min(1),
  /** `null` takes the fixed price away. */
  amount: decimalSchema.nullable(),
  compareAt: optional(decimalSchema),
  /** ISO 4217. What the price is in: a list that is in another currency has it refused. Default: that of the list. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .exactOptional(),
});

const barcodeSchema = z.strictObject({
  type: z.enum(['UPC', 'EAN', 'ISBN', 'GTIN', 'ASIN']).exactOptional(),
  value: text(255).min(1),
});

/** Translated texts of metafields, by namespace and key. */
const metafieldTextsSchema = z.record(z.string(), z.record(z.string(), z.string().nullable()));

const variantSchema = z.strictObject({
  /** The variant’s key. Shopify itself neither asks for one nor minds two alike; this adapter does. */
  sku: text(255).min(1),
  barcode: optional(text(255)),
  /** All barcodes, instead of `barcode`. API 2026-10. */
  barcodes: z.array(barcodeSchema).max(20).exactOptional(),
  /** One value for each option of the product. */
  options: z
    .array(z.strictObject({ name: text(255).min(1), value: text(255).min(1) }))
    .max(3)
    .exactOptional(),
  price: decimalSchema.exactOptional(),
  /** The higher price that is struck out beside it. */
  compareAtPrice: optional(decimalSchema),
  cost: optional(decimalSchema),
  taxable: z.boolean().exactOptional(),
  /** Whether it can be bought when there is none left. */
  inventoryPolicy: z.enum(['deny', 'continue']).exactOptional(),
  /** Whether stock is counted. Default for new variants: true. */
  tracked: z.boolean().exactOptional(),
  requiresShipping: z.boolean().exactOptional(),
  weightGrams: decimalSchema.exactOptional(),
  /** ISO 3166-1 alpha-2. */
  countryOfOrigin: optional(z.string().regex(/^[A-Z]{2}$/)),
  hsCode: optional(z.string().regex(/^\d{6,13}$/)),
  /** Asset key; must be one of the product’s images or is added to them. */
  image: optional(z.string()),
  metafields: metafieldsSchema.exactOptional(),
  marketPrices: z.array(marketPriceSchema).max(50).exactOptional(),
  /** Texts of its metafields in the other languages of the shop. */
  translations: z
    .record(localeSchema, z.strictObject({ metafields: metafieldTextsSchema.exactOptional() }))
    .exactOptional(),
});

const translationSchema = z.strictObject({
  title: optional(text(255)),
  descriptionHtml: optional(z.string()),
  handle: optional(text(255)),
  productType: optional(text(255)),
  seoTitle: optional(z.string()),
  seoDescription: optional(z.string()),
  /** Names of options, by their name in the primary language: `{ Size: 'Größe' }`. */
  options: z.record(z.string(), text(255).nullable()).exactOptional(),
  /** Values of options, by the names in the primary language: `{ Size: { small: 'klein' } }`. */
  optionValues: z.record(z.string(), z.record(z.string(), text(255).nullable())).exactOptional(),
  metafields: metafieldTextsSchema.exactOptional(),
});

/** What a mapping produces of a product. */
export const productSchema = z.strictObject({
  title: text(255).min(1),
  /** Part of the address of the product’s page; made of the title if none is given. */
  handle: text(255).exactOptional(),
  descriptionHtml: optional(z.string()),
  /** Brand or manufacturer. */
  vendor: optional(text(255)),
  productType: optional(text(255)),
  /**
   * A node of Shopify’s product taxonomy, by its full name or its id: `Apparel & Accessories > Clothing`, `aa-1`,
   * `gid://shopify/TaxonomyCategory/aa-1`.
   */
  category: optional(
    z
      .string()
      .min(1)
      .regex(/^(?!gid:)|^gid:\/\/shopify\/TaxonomyCategory\/./),
  ),
  /** Which template of the theme shows it. */
  templateSuffix: optional(z.string()),
  seoTitle: optional(z.string()),
  seoDescription: optional(z.string()),
  tags: z.array(text(255).min(1)).max(250).exactOptional(),
  /** Handles of collections that the shop has, such as `summer`. */
  collections: z.array(z.string()).max(250).exactOptional(),
  /** Keys of categories, whose collections it is put into; `null`: none. */
  categories: optional(z.array(z.string()).max(250)),
  /** Asset keys. */
  images: z.array(z.string()).max(250).exactOptional(),
  metafields: metafieldsSchema.exactOptional(),
  /** What the variants differ by, in their order. */
  options: z
    .array(
      text(255)
        .min(1)
        .refine((name) => !name.includes(' / '), 'must not contain “ / ”'),
    )
    .max(3)
    .exactOptional(),
  status: z.enum(['active', 'draft', 'archived', 'unlisted']).exactOptional(),
  /** Titles or ids of publications that show it, such as `Online Store`. */
  publications: z.array(z.string().min(1)).max(50).exactOptional(),
  /** Texts in the other languages of the shop. */
  translations: z.record(localeSchema, translationSchema).exactOptional(),
  variants: z.array(variantSchema).min(1).max(2048),
});

/** See {@link productSchema}. */
export type ProductRecord = z.output<typeof productSchema>;

/** A variant of a {@link ProductRecord}. */
export type VariantRecord = ProductRecord['variants'][number];

/** Metafields of a record. */
export type MetafieldsRecord = z.output<typeof metafieldsSchema>;
