import type { z } from 'zod';

/** One call of the Admin API: a constant document, what it costs, and the form of its answer. */
export interface Operation<Variables extends object, Data> {
  /** Name in the document. */
  readonly name: string;
  /** The one field of `Query` or `Mutation` that it calls, by which errors are classified. */
  readonly field: string;
  readonly document: string;
  /** The version of the API that has it first, where the oldest supported one does not. */
  readonly since?: string;
  /** Points that the platform asks for the call, before it knows what it really costs. */
  readonly cost: number | ((variables: Variables) => number);
  /**
   * Whether it does the same when it is sent twice, so that it can be repeated after an answer was lost. Queries, and
   * mutations that say what is to be.
   */
  readonly repeatable: boolean;
  /** Form of `data`. */
  readonly data: z.ZodType<Data>;
}

/** Checks an operation’s type where it is written. */
export function operation<Variables extends object, Data>(
  given: Operation<Variables, Data>,
): Operation<Variables, Data> {
  return given;
}

/** The points of a call. */
export function costOf<Variables extends object>(
  { cost }: Operation<Variables, unknown>,
  variables: Variables,
): number {
  return typeof cost === 'number' ? cost : cost(variables);
}
