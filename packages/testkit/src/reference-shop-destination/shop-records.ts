import { currencySchema, decimalSchema, localeSchema } from '@pim-connector/core';
import type { RecordDefinitions, RecordReference } from '@pim-connector/core';
import { z } from 'zod';

// A field that is absent stays as it is in the shop; `null` empties it.
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().exactOptional();
const texts = (maxLength: number) => z.record(localeSchema, z.string().max(maxLength).nullable());
const keys = (maxItems: number) => optional(z.array(z.string()).max(maxItems));

const pricesSchema = z.array(
  z.strictObject({
    currency: currencySchema,
    /** At most two places after the point. */
    amount: decimalSchema,
    /** The higher price that is struck out beside it. */
    compareAt: decimalSchema.exactOptional(),
  }),
);

const variantSchema = z.strictObject({
  /** The variant’s key: prices and stock find the variant by it. The shop does not tell upper from lower case. */
  sku: z.string().max(64),
  /** GTIN. */
  barcode: optional(z.string()),
  options: optional(z.array(z.strictObject({ name: z.string().max(40), value: z.string().max(80) })).max(3)),
  prices: optional(pricesSchema),
  weightGrams: optional(z.int()),
  stock: optional(z.int()),
  /** Asset keys. */
  images: keys(20),
});

const productSchema = z.strictObject({
  /** Part of the address of the product’s page; the shop makes one of the title if none is given. */
  handle: optional(z.string().max(100)),
  title: texts(120),
  /** HTML of simple elements: paragraphs, lists, tables, links. */
  description: optional(texts(20_000)),
  brand: optional(z.string().max(80)),
  productType: optional(z.string().max(80)),
  tags: optional(z.array(z.string().max(40)).max(50)),
  /** Category keys. */
  categories: keys(20),
  /** Asset keys. */
  images: keys(20),
  seo: optional(z.strictObject({ title: optional(texts(70)), description: optional(texts(160)) })),
  /** The data sheet. */
  specs: optional(
    z
      .array(
        z.strictObject({
          code: z.string().max(64),
          name: z.record(localeSchema, z.string().max(80)),
          value: z.record(localeSchema, z.string().max(250)),
        }),
      )
      .max(100),
  ),
  /** What the variants differ by. */
  options: optional(z.array(z.string().max(40)).max(3)),
  /** Product keys. */
  related: keys(50),
  status: optional(z.enum(['active', 'draft', 'archived'])),
  variants: z.array(variantSchema).min(1).max(250),
});

const categorySchema = z.strictObject({
  /** Key of the category above; `null`: none. */
  parent: optional(z.string()),
  name: texts(80),
  position: optional(z.int().nonnegative()),
});

const assetSchema = z.strictObject({
  url: z.url().max(2000),
  mediaType: z.string(),
  fileName: optional(z.string().max(255)),
  alt: optional(texts(250)),
});

const priceSchema = z.strictObject({ sku: z.string().max(64), prices: pricesSchema });

const inventorySchema = z.strictObject({
  sku: z.string().max(64),
  /** `null`: it is not counted. */
  stock: z.int().nullable(),
});

/** What the shop takes, per entity. */
export interface ShopRecords {
  readonly category: z.output<typeof categorySchema>;
  readonly asset: z.output<typeof assetSchema>;
  readonly product: z.output<typeof productSchema>;
  readonly price: z.output<typeof priceSchema>;
  readonly inventory: z.output<typeof inventorySchema>;
}

/** Name of an entity that the shop takes. */
export type ShopEntityName = keyof ShopRecords;

/** The record definitions of the shop. */
export const shopRecords: RecordDefinitions<ShopRecords> = {
  category: {
    schema: categorySchema,
    sections: {},
    references: ({ parent }) =>
      typeof parent === 'string' ? [{ entity: 'category', key: parent, path: 'parent' }] : [],
  },
  asset: { schema: assetSchema, sections: {} },
  product: {
    schema: productSchema,
    variantKey: 'sku',
    sections: {
      images: 'media',
      'variants.images': 'media',
      'variants.prices': 'prices',
      'variants.stock': 'inventory',
      related: 'relations',
      status: 'publication',
    },
    // Related products need not exist yet.
    references: ({ categories, images, variants }) => [
      ...references('category', categories, 'categories'),
      ...references('asset', images, 'images'),
      ...variants.flatMap((variant, index) =>
        references('asset', variant.images, `variants.${index}.images`),
      ),
    ],
  },
  price: {
    schema: priceSchema,
    sections: { prices: 'prices' },
    references: ({ sku }) => [{ entity: 'variant', key: sku, path: 'sku' }],
  },
  inventory: {
    schema: inventorySchema,
    sections: { stock: 'inventory' },
    references: ({ sku }) => [{ entity: 'variant', key: sku, path: 'sku' }],
  },
};

function references(
  entity: RecordReference['entity'],
  list: readonly string[] | null | undefined,
  path: string,
): RecordReference[] {
  return (list ?? []).map((key, index) => ({ entity, key, path: `${path}.${index}` }));
}
