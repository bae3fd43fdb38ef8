/** Where an error of the Admin API comes from. */
export type ErrorLayer =
  /** The status of the answer. */
  | 'http'
  /** `errors` beside the data, with HTTP 200: the call as a whole. */
  | 'graphql'
  /** `userErrors` of a mutation. */
  | 'user'
  /** What became of a file, a bulk operation or an asynchronous operation. */
  | 'job';

/** An error as the Admin API tells it. */
export interface ShopifyError {
  readonly layer: ErrorLayer;
  /** The field of `Mutation` or `Query` that was called, such as `productSet`. */
  readonly operation?: string | undefined;
  /** `null` where the platform gives none, as plain `UserError`s do. HTTP statuses are text: `"429"`. */
  readonly code: string | null;
  readonly message: string;
}
