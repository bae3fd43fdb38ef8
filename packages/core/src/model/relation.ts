import { z } from 'zod';

import { decimalSchema } from './decimal.ts';
import { recordKeySchema } from './record-key.ts';
import { codeSchema } from './text.ts';

/** A relation to another product: cross-sell, up-sell, accessory, part of a bundle, content of a package. */
export const relationSchema = z.strictObject({
  type: codeSchema,
  target: z.strictObject({ entity: z.enum(['product', 'variant']), key: recordKeySchema }),
  /** How many of the target (bundles, packages). */
  quantity: decimalSchema.optional(),
});

/** See {@link relationSchema}. */
export type Relation = z.infer<typeof relationSchema>;
