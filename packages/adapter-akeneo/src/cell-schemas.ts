import { codeSchema, jsonSchema, localeSchema, recordKeySchema } from '@pim-connector/core';
import { z } from 'zod';

/** Stands for “no locale” and “no scope” in the paths of values. */
export const none = '*';

const localeOrNone = z.union([z.literal(none), localeSchema]);

/**
 * Values by attribute code, locale and scope, `*` for none: `values.name.de-DE.*`. Data is in the form of the model (a
 * quantity with a unit of UN/ECE, decimals as text); `null` clears the value.
 */
export const valuesSchema = z.record(
  codeSchema,
  z.record(localeOrNone, z.record(codeSchema, jsonSchema.nullable())),
);

/** Something by attribute code, locale and scope. */
export type Cells<Cell> = Record<string, Record<string, Record<string, Cell>>>;

/** See {@link valuesSchema}. */
export type RecordValues = z.output<typeof valuesSchema>;

/** A file: at an address, or that of an asset of the source, by the key of the asset. */
export const mediaFileSchema = z.union([
  z.strictObject({ url: z.url({ protocol: /^https?$/ }), fileName: codeSchema }),
  z.strictObject({ asset: recordKeySchema }),
]);

/** See {@link mediaFileSchema}. */
export type MediaFile = z.output<typeof mediaFileSchema>;

/** Files by attribute code, locale and scope, like values; `null`: none. */
export const mediaSchema = z.record(
  codeSchema,
  z.record(localeOrNone, z.record(codeSchema, mediaFileSchema.nullable())),
);

/** See {@link mediaSchema}. */
export type RecordMedia = z.output<typeof mediaSchema>;
