import { z } from 'zod';

/** Bytes of a file of variables. Source: Shopify’s page on bulk imports, 100 MB since 2025-06. */
const largestFile = 100_000_000;

/**
 * Which way products are written. `direct`: a call for each part that changed. `bulk`: files that Shopify works off by
 * itself. `auto`: directly, until the changes of a run would take longer that way than in files.
 */
export const laneSchema = z.enum(['auto', 'direct', 'bulk']).default('auto');

/** How files of the bulk lane are made. */
export const bulkOptionsSchema = z
  .strictObject({
    /** Changed products of a run that `auto` writes directly in any case. */
    from: z.int().min(0).default(500),
    /** Seconds that `auto` reckons with for a file, however short it is: upload, start, waiting for the result. */
    overhead: z.number().min(0).default(60),
    /** Milliseconds that `auto` reckons with for a line. */
    perLine: z.number().min(0).default(25),
    /** Bulk mutations at the same time. Shopify allows five for an app in a shop; one is left to others. */
    slots: z.int().min(1).max(5).default(4),
    /** Milliseconds after which `auto` does without files, while others of the app take all slots. */
    patience: z.int().min(0).default(300_000),
    /** Most bytes of a file. */
    fileBytes: z.int().min(1).max(largestFile).default(20_000_000),
    /** Most lines of a file: Shopify stops what takes longer than a day. */
    fileLines: z.int().min(1).default(50_000),
    /** Most bytes of files in memory, until they are uploaded. What is more lies on disk. */
    memory: z.int().min(0).default(24_000_000),
    /** Where that is on disk. Default: the folder of the system for temporary files. */
    folder: z.string().min(1).exactOptional(),
  })
  .prefault({});

/** See {@link bulkOptionsSchema}. */
export type BulkOptions = z.output<typeof bulkOptionsSchema>;
