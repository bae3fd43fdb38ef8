import { z } from 'zod';

import { jsonSchema } from '../model/index.ts';

/**
 * One operator with its arguments: plain JSON. Which arguments an operator takes is told by its schema in the
 * table of operators.
 */
export interface Expression {
  readonly op: string;
  readonly [argument: string]: unknown;
}

/** Longest text that an argument of an operator may be: characters (UTF-16 code units). */
export const maxArgumentLength = 100_000;

/** Text given as an argument. */
export const argumentTextSchema = z
  .string()
  .max(maxArgumentLength)
  .refine((text) => text.isWellFormed(), { message: 'holds half a character (a lone surrogate)' });

/** JSON given as an argument. */
export const argumentJsonSchema = jsonSchema;

/** Whole number of things: characters, entries, places. */
export const argumentCountSchema = z.int().nonnegative().max(1_000_000);
