import { z } from 'zod';

import { attributesSchema } from './attributes.ts';
import { extensionsSchema } from './extensions.ts';
import { localizedTextSchema } from './locale.ts';
import { recordKeySchema } from './record-key.ts';

/** A node of a category tree. */
export const categorySchema = z.strictObject({
  key: recordKeySchema,
  /** Key of the parent; `null`: the root of a tree. */
  parent: recordKeySchema.nullable(),
  labels: localizedTextSchema,
  /** Place among its siblings, from 0. */
  position: z.int().nonnegative().optional(),
  attributes: attributesSchema.optional(),
  extensions: extensionsSchema.optional(),
});

/** See {@link categorySchema}. */
export type Category = z.infer<typeof categorySchema>;
