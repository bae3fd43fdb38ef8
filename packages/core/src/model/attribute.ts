import { z } from 'zod';

import { attributeTypes } from './attribute-value.ts';
import type { AttributeType } from './attribute-value.ts';
import { dateSchema } from './date.ts';
import { decimalSchema } from './decimal.ts';
import { extensionsSchema } from './extensions.ts';
import { localeSchema, localizedTextSchema } from './locale.ts';
import { recordKindSchema } from './reference-record-key.ts';
import { codeSchema, propertyNameSchema } from './text.ts';
import { unitCodeSchema } from './unit.ts';

/** An entry of the list of an `option` or `options` attribute. */
export const optionSchema = z.strictObject({
  code: codeSchema,
  labels: localizedTextSchema,
  position: z.int().nonnegative().optional(),
  extensions: extensionsSchema.optional(),
});

/** See {@link optionSchema}. */
export type Option = z.infer<typeof optionSchema>;

/** What an attribute is: its type, on what its values depend, and what they may be. `key` is its code. */
export const attributeSchema = z.strictObject({
  key: propertyNameSchema,
  type: z.enum(attributeTypes as [AttributeType, ...AttributeType[]]),
  labels: localizedTextSchema,
  localizable: z.boolean(),
  scopable: z.boolean(),
  /** Where present, values exist for these locales only. */
  locales: z.array(localeSchema).optional(),
  group: codeSchema.optional(),
  unique: z.boolean().optional(),
  /** For `option` and `options`. */
  options: z.array(optionSchema).optional(),
  /** For `quantity`: the unit that values are usually given in. */
  unit: unitCodeSchema.optional(),
  /** For `text` and `richText`: characters (UTF-16 code units). */
  maxLength: z.int().positive().optional(),
  /** For `text`: what every value must look like. */
  format: z.enum(['email', 'url']).optional(),
  /** For `number`, `quantity` and `money`. */
  minimum: decimalSchema.optional(),
  /** For `number`, `quantity` and `money`. */
  maximum: decimalSchema.optional(),
  /** For `number`, `quantity` and `money`: most digits after the point; 0 where there are whole numbers only. */
  maxDecimals: z.int().nonnegative().optional(),
  /** For `date`: the first day that is allowed. */
  earliest: dateSchema.optional(),
  /** For `date`: the last day that is allowed. */
  latest: dateSchema.optional(),
  /** For `references`: what all values point to, where they point to one thing. */
  target: z
    .strictObject({
      /** See {@link Reference}. */
      entity: codeSchema,
      /** Of reference records: their kind. */
      kind: recordKindSchema.optional(),
    })
    .optional(),
  /** For `references` to files: the endings that their names may have, without the point. */
  fileExtensions: z.array(codeSchema).optional(),
  /** For `references` to files. */
  maxBytes: z.int().positive().optional(),
  extensions: extensionsSchema.optional(),
});

/** See {@link attributeSchema}. */
export type Attribute = z.infer<typeof attributeSchema>;
