import type { HttpResponse } from '@pim-connector/core';
import { z } from 'zod';

const errorSchema = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z.object({ code: z.string().nullish() }).nullish(),
});

/** `errors` of an answer. */
export type CallError = z.output<typeof errorSchema>;

const costSchema = z.object({
  requestedQueryCost: z.number().nullish(),
  actualQueryCost: z.number().nullish(),
  throttleStatus: z.object({
    maximumAvailable: z.number(),
    currentlyAvailable: z.number(),
    restoreRate: z.number(),
  }),
});

/** What an answer says about its cost. */
export type CallCost = z.output<typeof costSchema>;

const answerSchema = z.object({
  // Errors of the call as a whole come without it.
  data: z.unknown().optional(),
  // Some errors with a status of their own are told as text or as an object.
  errors: z.array(errorSchema).optional().catch(undefined),
  extensions: z
    .object({ cost: costSchema.optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** An answer of the Admin API, as far as every call has it. */
export interface GraphqlAnswer {
  readonly data: unknown;
  readonly errors: readonly CallError[];
  readonly cost: CallCost | undefined;
}

/**
 * Reads an answer.
 *
 * @returns `null` for what is none, such as the answer of the token endpoint.
 * @throws ConnectorError `response.malformed`
 */
export function readAnswer(response: HttpResponse): GraphqlAnswer | null {
  const answer = answerSchema.safeParse(response.json());
  if (!answer.success) return null;
  const { data, errors = [], extensions } = answer.data;
  return { data, errors, cost: extensions?.cost };
}
