import { decimalSchema, localeSchema } from '@pim-connector/core';
import type { RecordDefinitions, RecordReference } from '@pim-connector/core';
import { z } from 'zod';

import { fileKindSchema } from '../files/file-kind.ts';
import { categorySchema, categorySections } from './category-record.ts';
import type { CategoryRecord } from './category-record.ts';
import { metaobjectReferences, metaobjectSchema, metaobjectSections } from './metaobject-record.ts';
import type { MetaobjectRecord } from './metaobject-record.ts';
import { productSchema } from './product-record.ts';
import type { ProductRecord } from './product-record.ts';
import { pointedByMetafields } from './record-pointer.ts';

const priceSchema = z.strictObject({
  sku: z.string().min(1).max(255),
  price: decimalSchema,
  /** The higher price that is struck out beside it; `null`: none. */
  compareAtPrice: decimalSchema.nullable().exactOptional(),
});

const assetSchema = z.strictObject({
  /**
   * Where the file is. Shopify fetches images and documents from there, the adapter videos and 3D models, if that needs no
   * login. Of a video at YouTube or Vimeo its address there.
   */
  url: z.url({ protocol: /^https?$/ }).max(2048),
  /** `private`: the address needs a login. Then the source opens the file, and the adapter uploads it. Default: it needs none. */
  urlKind: z.enum(['public', 'signed', 'private']).exactOptional(),
  /** What a private file is called, whose address does not tell. */
  fileName: z.string().min(1).exactOptional(),
  /** Needed where the address does not end like the file, such as `.jpg` or `.pdf`. */
  mediaType: z.string().exactOptional(),
  /** What the file is to be in the shop. Default: what its address and its media type say. */
  kind: fileKindSchema.exactOptional(),
  /** Size. Needed of a video or 3D model whose server does not tell it. */
  bytes: z.int().nonnegative().exactOptional(),
  /** Any text that stays while the content does, such as a checksum: then a new address alone changes nothing. */
  checksum: z.string().min(1).exactOptional(),
  /** What it shows, in the primary language of the shop. */
  alt: z.string().max(512).nullable().exactOptional(),
  /** The same in the other languages of the shop; images only. */
  altTranslations: z.record(localeSchema, z.string().max(512).nullable()).exactOptional(),
});

const inventorySchema = z.strictObject({
  sku: z.string().min(1).max(255),
  /** What can be sold, per location; other locations stay as they are. */
  levels: z
    .array(
      z.strictObject({
        /** Name or id of a location. May be left out where the shop has only one that is open. */
        location: z.string().min(1).exactOptional(),
        available: z.int().min(-1_000_000_000).max(1_000_000_000),
      }),
    )
    .min(1)
    .max(200),
});

/** What a shop takes, per entity. */
export interface ShopifyRecords {
  readonly asset: z.output<typeof assetSchema>;
  readonly category: CategoryRecord;
  readonly referenceRecord: MetaobjectRecord;
  readonly product: ProductRecord;
  readonly price: z.output<typeof priceSchema>;
  readonly inventory: z.output<typeof inventorySchema>;
}

/** Sections of a product, each of which has a call of its own. */
export const productSections = {
  tags: 'tags',
  collections: 'relations',
  categories: 'relations',
  images: 'media',
  'variants.image': 'media',
  metafields: 'metafields',
  'variants.metafields': 'metafields',
  options: 'variants',
  // The order of the variants.
  variants: 'variants',
  'variants.sku': 'variants',
  'variants.options': 'variants',
  'variants.barcode': 'variants',
  'variants.barcodes': 'variants',
  'variants.taxable': 'variants',
  'variants.inventoryPolicy': 'variants',
  'variants.tracked': 'variants',
  'variants.requiresShipping': 'variants',
  'variants.weightGrams': 'variants',
  'variants.countryOfOrigin': 'variants',
  'variants.hsCode': 'variants',
  'variants.price': 'prices',
  'variants.compareAtPrice': 'prices',
  'variants.cost': 'prices',
  'variants.marketPrices': 'marketPrices',
  'variants.translations': 'translations',
  translations: 'translations',
  status: 'publication',
  publications: 'publication',
} as const;

/** The record definitions of a shop. */
export const shopifyRecords: RecordDefinitions<ShopifyRecords> = {
  asset: {
    schema: assetSchema,
    sections: {
      url: 'media',
      urlKind: 'media',
      fileName: 'media',
      mediaType: 'media',
      kind: 'media',
      bytes: 'media',
      checksum: 'media',
      altTranslations: 'translations',
    },
  },
  category: {
    schema: categorySchema,
    sections: categorySections,
    references: ({ parent, metafields }) => [
      ...(parent == null ? [] : [{ entity: 'category' as const, key: parent, path: 'parent' }]),
      ...pointedByMetafields(metafields, ''),
    ],
  },
  referenceRecord: {
    schema: metaobjectSchema,
    sections: metaobjectSections,
    references: metaobjectReferences,
  },
  product: {
    schema: productSchema,
    variantKey: 'sku',
    sections: productSections,
    references: ({ images, categories, metafields, variants }) => [
      ...references('category', categories, 'categories'),
      ...references('asset', images, 'images'),
      ...pointedByMetafields(metafields, ''),
      ...variants.flatMap(({ image, metafields: own }, index) => [
        ...(typeof image === 'string' ? references('asset', [image], `variants.${index}.image`) : []),
        ...pointedByMetafields(own, `variants.${index}.`),
      ]),
    ],
  },
  price: {
    schema: priceSchema,
    sections: { price: 'prices', compareAtPrice: 'prices' },
    references: ({ sku }) => [{ entity: 'variant', key: sku, path: 'sku' }],
  },
  inventory: {
    schema: inventorySchema,
    sections: { levels: 'inventory' },
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
