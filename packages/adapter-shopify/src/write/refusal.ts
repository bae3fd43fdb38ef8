import { isConnectorError } from '@pim-connector/core';
import type { ConnectorError, ConnectorTools, Issue, RecordKey, WriteOutcome } from '@pim-connector/core';

import type { UserError } from '../documents/user-errors.ts';
import type { ErrorMeaning } from '../errors/error-rule.ts';
import { issueOf } from '../errors/shopify-errors.ts';
import type { ShopifyErrors } from '../errors/shopify-errors.ts';

/** Where in our record something stands that the platform names. */
export interface RecordPlace {
  /** Dotted path; empty: nobody knows. */
  readonly path: string;
  /** Key of the variant. */
  readonly variant?: string | undefined;
}

/** Translates a path of the platform’s input into one of our record. */
export type Locate = (field: readonly string[]) => RecordPlace;

/** What a call was refused with. Never leaves the adapter: an outcome is made of it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly errors: readonly { readonly means: ErrorMeaning; readonly issue: Issue }[];

  constructor(errors: Refusal['errors']) {
    super(errors.map(({ issue }) => issue.message).join('; '));
    this.errors = errors;
  }

  has(kind: ErrorMeaning['kind']): boolean {
    return this.errors.some(({ means }) => means.kind === kind);
  }
}

/** Whether all that something was refused for is that what it was about is not there any more. */
export function saysGone(error: unknown): boolean {
  return error instanceof Refusal && error.errors.every(({ means }) => means.kind === 'missing');
}

/** What a part of a record cannot be written to, because a thing that we knew is not to be found in the shop. */
export function notThere(id: string): Refusal {
  const message = `${id} is not in the shop any more`;
  return new Refusal([
    { means: { kind: 'stale' }, issue: { code: 'reference.missing', severity: 'error', message } },
  ]);
}

/** A place that nobody knows. */
const nowhere: Locate = () => ({ path: '' });

/**
 * Looks whether a mutation was carried out.
 *
 * @throws Refusal with all that it was refused with.
 */
export function assertDone(
  userErrors: readonly UserError[],
  field: string,
  errors: ShopifyErrors,
  locate: Locate = nowhere,
): void {
  if (userErrors.length === 0) return;
  throw new Refusal(
    userErrors.map(({ code, message, field: at }) => {
      const error = { layer: 'user', operation: field, code: code ?? null, message } as const;
      const means = errors.meaningOf(error);
      const { path, variant } = locate(at ?? []);
      const named =
        means.kind === 'rejected' ? means : ({ kind: 'rejected', issue: 'platform.rejected' } as const);
      const issue = {
        ...issueOf(error, named),
        ...(path === '' ? {} : { path }),
        ...(variant === undefined ? {} : { variant }),
      };
      return { means, issue };
    }),
  );
}

/**
 * What became of an operation that was not carried out.
 *
 * @throws ConnectorError for what concerns more than the record: the run is to stop, or was stopped.
 */
export function outcomeOfFailure(
  thrown: unknown,
  key: RecordKey,
  tools: ConnectorTools,
): Extract<WriteOutcome, { status: 'rejected' | 'failed' }> {
  if (thrown instanceof Refusal) return outcomeOfRefusal(thrown, key, tools);
  if (!isConnectorError(thrown)) throw thrown;
  const issues = thrown.code === 'request.rejected' ? (thrown.issues ?? []) : [];
  if (issues.length > 0) return { key, status: 'rejected', issues };
  if (thrown.stops === 'run') throw thrown;
  return { key, status: 'failed', error: thrown };
}

function outcomeOfRefusal(
  refusal: Refusal,
  key: RecordKey,
  tools: ConnectorTools,
): Extract<WriteOutcome, { status: 'rejected' | 'failed' }> {
  const rejected = refusal.errors.filter(({ means }) => means.kind === 'rejected');
  if (rejected.length > 0) return { key, status: 'rejected', issues: rejected.map(({ issue }) => issue) };
  const error = errorOf(refusal, key, tools);
  if (error.stops === 'run') throw error;
  return { key, status: 'failed', error };
}

function errorOf({ errors, message }: Refusal, key: RecordKey, tools: ConnectorTools): ConnectorError {
  const means = errors[0]?.means;
  const code =
    means?.kind === 'failed'
      ? means.error
      : means?.kind === 'missing'
        ? 'resource.missing'
        : 'resource.conflict';
  const hint = means?.kind === 'failed' ? means.hint : undefined;
  return tools.error(code, message, { key, ...(hint === undefined ? {} : { hint }) });
}
