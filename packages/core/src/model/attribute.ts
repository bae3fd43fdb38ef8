import { z } from 'zod';

import { attributeTypes } from './attribute-value.ts';
import type { AttributeType } from './attribute-value.ts';
import { decimalSchema } from './decimal.ts';
import { extensionsSchema } from './extensions.ts';
import { localeSchema, localizedTextSchema } from './locale.ts';
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
  minimum: decimalSchema.optional(),
  maximum: decimalSchema.optional(),
  extensions: extensionsSchema.optional(),
});

/** See {@link attributeSchema}. */
export type Attribute = z.infer<typeof attributeSchema>;
