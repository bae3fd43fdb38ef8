import { z } from 'zod';

import { assetLinkSchema } from './asset.ts';
import { attributesSchema } from './attributes.ts';
import { dateTimeSchema } from './date.ts';
import { extensionsSchema } from './extensions.ts';
import { identifierSchema } from './identifier.ts';
import { inventoryLevelSchema } from './inventory.ts';
import { scopeSchema } from './locale.ts';
import { priceSchema } from './price.ts';
import { recordKeySchema } from './record-key.ts';
import { relationSchema } from './relation.ts';
import { propertyNameSchema } from './text.ts';

/** `active`: may be sold; `draft`: not yet; `archived`: no longer. */
export const statusSchema = z.enum(['active', 'draft', 'archived']);

/** Whether and when a product is shown in a scope. */
export const publicationSchema = z.strictObject({
  scope: scopeSchema,
  published: z.boolean(),
  from: dateTimeSchema.optional(),
  to: dateTimeSchema.optional(),
});

// What a product and a variant have in common. Of all of it holds: absent means not said.
const described = {
  key: recordKeySchema,
  identifiers: z.array(identifierSchema).optional(),
  attributes: attributesSchema,
  /** Keys of categories. A variant is in those of its product too. */
  categories: z.array(recordKeySchema).optional(),
  assets: z.array(assetLinkSchema).optional(),
  prices: z.array(priceSchema).optional(),
  relations: z.array(relationSchema).optional(),
  status: statusSchema.optional(),
  extensions: extensionsSchema.optional(),
};

/** What can be bought: one article with its own SKU. Values of the product apply unless the variant has its own. */
export const variantSchema = z.strictObject({
  ...described,
  inventory: z.array(inventoryLevelSchema).optional(),
});

/** See {@link variantSchema}. */
export type Variant = z.infer<typeof variantSchema>;

/** Most variants a product may have; the largest number any platform takes (Shopify, API 2026-10) is 2,048. */
export const maxVariants = 10_000;

/**
 * A product with its variants, at least one. A simple product is one variant and varies by nothing.
 */
export const productSchema = z
  .strictObject({
    ...described,
    /** Key of the family; `null`: none. */
    family: recordKeySchema.nullable().optional(),
    /** Codes of the attributes that tell the variants apart, in order. */
    variesBy: z.array(propertyNameSchema).optional(),
    publications: z.array(publicationSchema).optional(),
    variants: z.array(variantSchema).min(1).max(maxVariants),
  })
  .superRefine(({ variants }, context) => {
    const seen = new Set<string>();
    for (const [index, { key }] of variants.entries()) {
      if (seen.has(key)) {
        context.addIssue({
          code: 'custom',
          path: ['variants', index, 'key'],
          message: `repeats the variant key “${key}”`,
          params: { code: 'value.duplicate' },
        });
      }
      seen.add(key);
    }
  });

/** See {@link productSchema}. */
export type Product = z.infer<typeof productSchema>;

/** See {@link statusSchema}. */
export type ProductStatus = z.infer<typeof statusSchema>;

/** See {@link publicationSchema}. */
export type Publication = z.infer<typeof publicationSchema>;
