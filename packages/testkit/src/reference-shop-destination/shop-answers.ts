import { z } from 'zod';

/** What the shop says of itself. */
export const shopAnswerSchema = z.object({
  name: z.string(),
  apiVersion: z.string(),
  locales: z.array(z.string()),
  currencies: z.array(z.string()),
  /** RFC 3339. */
  time: z.string(),
});

/** See {@link shopAnswerSchema}. */
export type ShopAnswer = z.output<typeof shopAnswerSchema>;

/** One reason why the shop refused an item. */
const itemErrorSchema = z.object({ field: z.string(), code: z.string(), message: z.string() });

/** See {@link itemErrorSchema}. */
export type ItemError = z.output<typeof itemErrorSchema>;

const itemResultSchema = z.object({
  id: z.string().nullable(),
  status: z.enum(['created', 'updated', 'unchanged', 'deleted', 'not_found', 'rejected']),
  errors: z.array(itemErrorSchema),
});

/** What became of the items of a batch, in their order. */
export const batchAnswerSchema = z.object({ results: z.array(itemResultSchema) });

/** A job, and once it is done what became of its lines. */
export const jobAnswerSchema = z.object({
  id: z.string(),
  status: z.enum(['waiting', 'running', 'done']),
  results: z.array(itemResultSchema.extend({ line: z.int() })).optional(),
});

/** See {@link jobAnswerSchema}. */
export type JobAnswer = z.output<typeof jobAnswerSchema>;

/** What became of one item. */
export type ItemResult = z.output<typeof itemResultSchema>;

/** The items that the shop has of those asked for. */
export const queryAnswerSchema = z.object({ items: z.array(z.record(z.string(), z.unknown())) });
