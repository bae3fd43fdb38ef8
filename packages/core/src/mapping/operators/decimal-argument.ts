import { z } from 'zod';

import { canonicalDecimal } from '../../model/index.ts';

/** A decimal given as an argument: as text, so that no digit is lost on the way. */
export const decimalArgumentSchema = z.string().refine((text) => canonicalDecimal(text) !== null, {
  message: 'is not a decimal as text, such as "0.99"',
});

/** The canonical form of a decimal that {@link decimalArgumentSchema} checked. */
export function readDecimalArgument(text: string): string {
  return canonicalDecimal(text) ?? '0';
}
