import { z } from 'zod';

import { extensionsSchema } from './extensions.ts';
import { localizedTextSchema, scopeSchema } from './locale.ts';
import { recordKeySchema } from './record-key.ts';
import { recordOf } from './record-of.ts';
import { propertyNameSchema } from './text.ts';

/** A kind of product: which attributes it has and which of them must be filled. */
export const familySchema = z.strictObject({
  key: recordKeySchema,
  labels: localizedTextSchema,
  /** Attribute codes. */
  attributes: z.array(propertyNameSchema),
  /** Attribute codes that must have a value, per scope. */
  requirements: recordOf(scopeSchema, z.array(propertyNameSchema)).optional(),
  /** Ways in which products of the family may vary. */
  variations: z
    .array(
      z.strictObject({
        key: recordKeySchema,
        /** Codes of the axes of each level, outermost level first. */
        axes: z.array(z.array(propertyNameSchema)),
        /** Codes of the other attributes that are filled in at each level; all the rest belong to the product. */
        attributes: z.array(z.array(propertyNameSchema)).optional(),
        labels: localizedTextSchema.optional(),
      }),
    )
    .optional(),
  extensions: extensionsSchema.optional(),
});

/** See {@link familySchema}. */
export type Family = z.infer<typeof familySchema>;
