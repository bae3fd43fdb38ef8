import { z } from 'zod';

import { bulkOptionsSchema, laneSchema } from './bulk/bulk-options.ts';
import { checkCredentials, connectionFields } from './shopify-config.ts';

/**
 * Whose a list is. `own`: it is as the record says, and what others added goes. `merge`: what the record says is added,
 * what it said before and does not say any more goes, and what others added stays. `ignore`: it is left alone.
 */
const listOwnership = z.enum(['own', 'merge', 'ignore']).default('merge');

const ownershipSchema = z
  .strictObject({
    tags: listOwnership,
    collections: listOwnership,
    media: listOwnership,
    /** A metafield is nobody’s but who sets it: others are never touched. */
    metafields: z.enum(['merge', 'ignore']).default('merge'),
    publications: listOwnership,
    /** `own`: variants that others added go. */
    variants: z.enum(['own', 'merge']).default('merge'),
  })
  .prefault({});

const adoptionRule = z.enum(['sku', 'barcode', 'handle']);

/** By what something that the shop has can be found to be a record. */
export type AdoptionRule = z.output<typeof adoptionRule>;

/** What a user gives to {@link shopify}. */
export const destinationConfigSchema = z
  .strictObject({
    ...connectionFields,
    ownership: ownershipSchema,
    /**
     * By what products that the shop has already become records, instead of being made a second time; the first rule
     * that finds anything counts. `handle` is for collections as well. Default: by nothing.
     */
    adopt: z
      .array(adoptionRule)
      .refine((rules) => new Set(rules).size === rules.length, 'names a rule twice')
      .default([]),
    /**
     * Host names from which videos and 3D models are fetched though they are no public ones, such as an asset server in the
     * own network. Default: none; addresses come from data, and must not lead to what only the application can reach.
     */
    privateFileHosts: z.array(z.string().min(1)).default([]),
    lane: laneSchema,
    bulk: bulkOptionsSchema,
  })
  .superRefine(checkCredentials);

/** See {@link destinationConfigSchema}. */
export type DestinationConfig = z.output<typeof destinationConfigSchema>;

/** See {@link destinationConfigSchema}. */
export type Ownership = DestinationConfig['ownership'];
