import { z } from 'zod';

/**
 * Text that every system can store: no lone surrogates (half of a character outside the basic plane), which
 * cannot be encoded as UTF-8 and would be replaced silently somewhere down the line.
 */
export const textSchema = z
  .string()
  .refine((text) => text.isWellFormed(), { message: 'holds half a character (a lone surrogate)' });

/** A code, key or name in a technical sense: 1 to 255 characters without line breaks or other control characters. */
export const codeSchema = z
  .string()
  .min(1)
  .max(255)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), {
    message: 'holds control characters or half a character',
  });

/** Names that would reach into JavaScript’s own machinery if they were used as property names. */
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a text may be used as a property name of our own objects. */
export function isSafePropertyName(name: string): boolean {
  return !forbiddenNames.has(name);
}

/** A {@link codeSchema} that is used as a property name. */
export const propertyNameSchema = codeSchema.refine(isSafePropertyName, {
  message: 'is a name that JavaScript itself uses; rename it in the source',
});
