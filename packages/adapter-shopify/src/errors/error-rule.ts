import type { ErrorCode, KnownIssueCode } from '@pim-connector/core';

import type { ErrorLayer, ShopifyError } from './shopify-error.ts';

/** What an error of the Admin API means for the record that was written. */
export type ErrorMeaning =
  /** The data is refused; sending it again is refused again. */
  | {
      readonly kind: 'rejected';
      readonly issue: KnownIssueCode;
      readonly hint?: string;
      /** Where in the record, of errors that can be about one place only. */
      readonly path?: string;
    }
  /** Nothing is known to be wrong with the data. */
  | { readonly kind: 'failed'; readonly error: ErrorCode; readonly hint?: string }
  /** What was addressed is not there (any more). */
  | { readonly kind: 'missing' }
  /** Somebody else changed it between our reading and our writing: read again. */
  | { readonly kind: 'stale' };

/** A row of the table by which errors of the Admin API are classified. */
export interface ErrorRule {
  /** Default: every layer. */
  readonly layer?: ErrorLayer;
  /** Fields of `Mutation` or `Query`. Default: all. */
  readonly operations?: readonly string[];
  /** Codes as the platform gives them. Default: any, also none. */
  readonly codes?: readonly string[];
  readonly message?: RegExp;
  readonly means: ErrorMeaning;
}

/**
 * The meaning of an error by the first rule that fits.
 *
 * @returns `null` if no rule fits.
 */
export function meaningOf(error: ShopifyError, rules: readonly ErrorRule[]): ErrorMeaning | null {
  return rules.find((rule) => fits(rule, error))?.means ?? null;
}

function fits({ layer, operations, codes, message }: ErrorRule, error: ShopifyError): boolean {
  return (
    (layer === undefined || layer === error.layer) &&
    (operations === undefined || operations.includes(error.operation ?? '')) &&
    (codes === undefined || (error.code !== null && codes.includes(error.code))) &&
    (message === undefined || message.test(error.message))
  );
}
