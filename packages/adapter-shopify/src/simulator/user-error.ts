/** What a mutation says of input that it does not take; the call itself succeeds. */
export interface UserErrorState {
  /** Path in the arguments of the mutation; indexes are texts. `null`: it is about the whole. */
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code?: string | null;
  readonly elementIndex?: number | null;
  readonly elementKey?: string | null;
}

/** A user error. @param field dotted path; empty for `null`. */
export function userError(field: string, message: string, code: string | null = null): UserErrorState {
  return { field: field === '' ? null : field.split('.'), message, code };
}
