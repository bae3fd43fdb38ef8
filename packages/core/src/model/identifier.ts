import { z } from 'zod';

import { isGtin } from './gtin.ts';
import { codeSchema, textSchema } from './text.ts';

/** A number or code by which the outside world knows a product or variant. */
export const identifierSchema = z
  .strictObject({
    /** `gtin`, `sku`, `mpn`, `isbn`, `asin`, or any other scheme in lower case. */
    scheme: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,63}$/, { message: 'is not a scheme such as “gtin” or “mpn”' }),
    value: textSchema.min(1),
    /** Which package the identifier is for, where a trade item has one per package (`case`, `pallet`). */
    packaging: codeSchema.optional(),
  })
  .superRefine(({ scheme, value }, context) => {
    if (scheme === 'gtin' && !isGtin(value)) {
      context.addIssue({
        code: 'custom',
        path: ['value'],
        message: 'is not a GTIN of 14 digits with a valid check digit',
        params: { code: 'value.invalid' },
      });
    }
  });

/** See {@link identifierSchema}. */
export type Identifier = z.infer<typeof identifierSchema>;
