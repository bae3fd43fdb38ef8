import { secretSchema, wellKnownAttributes } from '@pim-connector/core';
import { z } from 'zod';

import { connectionShape, credentialsMessage, hasCredentials } from './akeneo-config.ts';

const codes = z.array(z.string().min(1));

/** Which products are read. All that is said must hold. */
const filterSchema = z.strictObject({
  enabled: z.boolean().exactOptional(),
  /** Family codes. */
  families: codes.min(1).exactOptional(),
  /** Category codes; products below them are read too. */
  categories: codes.min(1).exactOptional(),
  /** Complete to at least so many percent for a channel, in all the locales (all of the channel by default). */
  completeness: z
    .strictObject({
      scope: z.string().min(1),
      atLeast: z.int().min(1).max(100),
      /** Locales as the PIM writes them: `en_US`. */
      locales: codes.min(1).exactOptional(),
    })
    .exactOptional(),
});

/** See {@link filterSchema}. */
export type ProductFilter = z.output<typeof filterSchema>;

/** What a user gives to `akeneo`. */
export const sourceConfigSchema = z
  .strictObject({
    ...connectionShape,
    filter: filterSchema.exactOptional(),
    /**
     * Well-known attributes of the model, each with the code that it has in the PIM: `{ name: 'product_name' }`.
     * An attribute whose code is that of a well-known one needs no entry.
     */
    attributes: z
      .partialRecord(z.enum(Object.keys(wellKnownAttributes) as [string, ...string[]]), z.string().min(1))
      .default({}),
    /**
     * Identifier schemes, each with the attributes that hold it, first one first. Default: `gtin` from `ean`,
     * `ean13`, `gtin`, `upc` or `barcode`, and `mpn` from `mpn` or `manufacturer_part_number`, where they exist.
     */
    identifiers: z.record(z.string(), codes).exactOptional(),
    /** Kinds of prices, each with the price attribute that holds them. Default: `list` from `price`, if it exists. */
    prices: z
      .partialRecord(z.enum(['list', 'sale', 'msrp', 'map', 'cost']), z.string().min(1))
      .exactOptional(),
    /**
     * Products that show an asset or record that changed are read in incremental passes too. A hosted PIM is asked for
     * them, which needs “Linked entities update” to be enabled by an administrator; with `search`, and where a PIM is not
     * hosted, the assets and records are asked for by date, and the products by these.
     */
    linkedEntities: z.union([z.boolean(), z.literal('search')]).default(false),
    /** Time zone of the server, for the dates of filters. UTC for hosted PIMs. */
    sourceTimeZone: z.string().min(1).default('UTC'),
    /** Seconds that an incremental pass reads again, for what was being written when the last one began. Default 120. */
    overlap: z.int().min(1).default(120),
    /** Items per request, at most 100. Default 100. */
    pageSize: z.int().min(1).max(100).default(100),
    maxMediaBytes: z
      .int()
      .positive()
      .default(100 * 1024 * 1024),
    /** Secrets of the event subscription: the primary one and, while it is being changed, the secondary one. */
    webhookSecrets: z.array(secretSchema).min(1).max(2).exactOptional(),
  })
  .refine(hasCredentials, { message: credentialsMessage });

/** See {@link sourceConfigSchema}. */
export type SourceConfig = z.output<typeof sourceConfigSchema>;

/** Options of `akeneo`. */
export type AkeneoOptions = z.input<typeof sourceConfigSchema>;
