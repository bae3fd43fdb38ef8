import { localeSchema } from '@pim-connector/core';
import { z } from 'zod';

/** A product as the API of the reference PIM gives it. */
export const pimProductSchema = z.object({
  code: z.string().min(1).max(255),
  /** Names by language. */
  name: z.record(localeSchema, z.string()),
  /** In euros. */
  price: z.string().regex(/^\d+(?:\.\d{1,2})?$/),
  stock: z.int(),
  /** Grows with each change. */
  version: z.int(),
  /** RFC 3339. */
  updated: z.string(),
});

/** See {@link pimProductSchema}. */
export type PimProduct = z.output<typeof pimProductSchema>;

/** What a user of the PIM enters. */
export type PimEntry = Pick<PimProduct, 'code' | 'name' | 'price' | 'stock'>;
