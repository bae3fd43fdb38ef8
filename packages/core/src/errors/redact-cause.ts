import { redactValue } from './redact.ts';
import type { Redact } from './redact.ts';

/** What an error’s JSON says of its cause. */
export interface CauseJson {
  readonly name: string;
  readonly message: string;
  /** Code of the runtime, such as `ECONNREFUSED`. */
  readonly code?: string;
  readonly cause?: CauseJson;
}

const longestChain = 8;

/**
 * A copy of a cause without secrets. A cause often holds the request with its headers; only its name, words,
 * code and stack, and those of its own causes, stay.
 */
export function redactCause(cause: unknown, redact: Redact, depth = 0): unknown {
  if (!isErrorLike(cause)) return redactValue(cause, redact);
  if (depth === longestChain) return undefined;
  const message = redact(cause.message);
  const copy = Array.isArray(cause.errors)
    ? new AggregateError(
        cause.errors.map((error) => redactCause(error, redact, depth + 1)),
        message,
      )
    : new Error(message);
  if (typeof cause.name === 'string') copy.name = redact(cause.name);
  copy.stack = typeof cause.stack === 'string' ? redact(cause.stack) : `${copy.name}: ${message}`;
  const inner = cause.cause === undefined ? undefined : redactCause(cause.cause, redact, depth + 1);
  if (inner !== undefined) copy.cause = inner;
  return typeof cause.code === 'string' ? Object.assign(copy, { code: redact(cause.code) }) : copy;
}

/** See {@link CauseJson}. */
export function causeJson(cause: Error & { readonly code?: unknown }): CauseJson {
  return {
    name: cause.name,
    message: cause.message,
    ...(typeof cause.code === 'string' ? { code: cause.code } : {}),
    ...(cause.cause instanceof Error ? { cause: causeJson(cause.cause) } : {}),
  };
}

interface ErrorLike {
  readonly message: string;
  readonly name?: unknown;
  readonly stack?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

// Errors of another realm are no instances of our Error.
function isErrorLike(value: unknown): value is ErrorLike {
  if (typeof value !== 'object' || value === null) return false;
  const { message, stack } = value as { message?: unknown; stack?: unknown };
  return typeof message === 'string' && (value instanceof Error || typeof stack === 'string');
}
