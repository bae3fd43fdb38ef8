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

/** What became of the items of a batch, in their order. */
export const batchAnswerSchema = z.object({
  results: z.array(
    z.object({
      id: z.string().nullable(),
      status: z.enum(['created', 'updated', 'unchanged', 'deleted', 'not_found', 'rejected']),
      errors: z.array(itemErrorSchema),
    }),
  ),
});

/** What became of one item. */
export type ItemResult = z.output<typeof batchAnswerSchema>['results'][number];

/** The items that the shop has of those asked for. */
export const queryAnswerSchema = z.object({ items: z.array(z.record(z.string(), z.unknown())) });
