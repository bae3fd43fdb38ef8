import { localeSchema } from '@pim-connector/core';
import { z } from 'zod';

import { metafieldsSchema, optional, text } from './product-record.ts';

const translationSchema = z.strictObject({
  title: optional(text(255)),
  descriptionHtml: optional(z.string()),
  handle: optional(text(255)),
  seoTitle: optional(z.string()),
  seoDescription: optional(z.string()),
});

/** What a mapping produces of a category: a collection that products are put into one by one. */
export const categorySchema = z.strictObject({
  title: text(255).min(1),
  /** Part of the address of the collection’s page; made of the title if none is given. */
  handle: text(255).exactOptional(),
  descriptionHtml: optional(z.string()),
  seoTitle: optional(z.string()),
  seoDescription: optional(z.string()),
  /** In which order the collection shows its products. */
  sortOrder: z
    .enum([
      'manual',
      'best_selling',
      'alpha_asc',
      'alpha_desc',
      'price_asc',
      'price_desc',
      'created',
      'created_desc',
    ])
    .exactOptional(),
  image: optional(
    z.strictObject({
      /** Where Shopify fetches it: public, without a login. */
      url: z.url({ protocol: /^https?$/ }).max(2048),
      /** What it shows, in the primary language of the shop. */
      alt: z.string().max(512).exactOptional(),
    }),
  ),
  /** Key of the category above it; `null`: none. Collections have no tree: it becomes the metafield `pim.parent`. */
  parent: optional(z.string().min(1)),
  metafields: metafieldsSchema.exactOptional(),
  /** Titles or ids of publications that show it, such as `Online Store`. */
  publications: z.array(z.string().min(1)).max(50).exactOptional(),
  /** Texts in the other languages of the shop. */
  translations: z.record(localeSchema, translationSchema).exactOptional(),
});

/** See {@link categorySchema}. */
export type CategoryRecord = z.output<typeof categorySchema>;

/** Sections of a category. */
export const categorySections = {
  image: 'media',
  parent: 'relations',
  metafields: 'metafields',
  publications: 'publication',
  translations: 'translations',
} as const;
