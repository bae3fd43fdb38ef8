import { z } from 'zod';

/** One of the `userErrors` of a mutation. */
export const userErrorSchema = z.object({
  field: z.array(z.string()).nullish(),
  message: z.string(),
  code: z.string().nullish(),
});

/** See {@link userErrorSchema}. */
export type UserError = z.output<typeof userErrorSchema>;

/** The list that every mutation gives. */
export const userErrorsSchema = z.array(userErrorSchema);

/** `pageInfo` of a connection. */
export const pageInfoSchema = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
