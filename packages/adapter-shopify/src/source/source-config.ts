import { z } from 'zod';

import { checkCredentials, connectionFields } from '../shopify-config.ts';

/** By what a product is known: the app’s own key, its handle, the SKU of its first variant, or a metafield. */
const keyRuleSchema = z.union([
  z.enum(['appKey', 'handle', 'sku']),
  z.strictObject({
    /** A metafield of products; its definition must be of type `id`, or single records cannot be found by it. */
    namespace: z.string().min(3).max(255),
    key: z.string().min(2).max(64),
  }),
]);

/** See {@link keyRuleSchema}. */
export type KeyRule = z.output<typeof keyRuleSchema>;

const partSchema = z.enum(['collections', 'publications', 'translations', 'priceLists', 'references']);

/** Something that is read of products beside the products themselves. */
export type ProductPart = z.output<typeof partSchema>;

/** What a user gives to {@link shopifySource}. */
export const sourceConfigSchema = z
  .strictObject({
    ...connectionFields,
    /**
     * By what products are known, tried in this order: the first that a product has is its key. The default knows
     * products by the key that this adapter’s destination gave them, and others by their handle.
     */
    keys: z
      .array(keyRuleSchema)
      .min(1)
      .max(4)
      .refine((rules) => rules.filter((rule) => typeof rule !== 'string').length <= 1, {
        error: 'must name one metafield at most',
      })
      .default(['appKey', 'handle']),
    /** What is read of products beside themselves. Each takes calls and a scope of its own. Default: all. */
    parts: z.array(partSchema).default(partSchema.options),
    /** `bulk`: full passes over products by a bulk operation; `pages`: page by page. Default `auto`: by their number. */
    lane: z.enum(['auto', 'pages', 'bulk']).default('auto'),
    /** From how many products on `auto` takes a bulk operation. */
    bulkFrom: z.int().positive().max(25_000).default(1_000),
    /** Products per page; 25 cost about 640 of the 1,000 points that a call may cost. */
    pageSize: z.int().min(1).max(50).default(25),
  })
  .superRefine(checkCredentials);

/** See {@link sourceConfigSchema}. */
export type SourceConfig = z.output<typeof sourceConfigSchema>;
