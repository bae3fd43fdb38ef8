import { errorCodes } from './error-codes.ts';
import type { ErrorActor, ErrorCode, ErrorReach, ErrorRetry } from './error-codes.ts';
import type { Issue } from './issue.ts';
import { showValue } from './issue.ts';
import { causeJson, redactCause } from './redact-cause.ts';
import type { CauseJson } from './redact-cause.ts';
import { redactText, redactValue } from './redact.ts';
import type { Redact } from './redact.ts';

// Shared by every copy of this package in a process, so that an error of one copy is known to another.
const brand = Symbol.for('@pim-connector/core/ConnectorError');

/** Where an error happened. */
export interface ErrorPlace {
  /** Type of the connector, such as `small-shop`. */
  readonly connector?: string;
  /** What was being done, such as `read`, `write`, `GET /products`. */
  readonly operation?: string;
  readonly entity?: string;
  /** Record key. */
  readonly key?: string;
  /** The platform’s own id of the request, for its support. */
  readonly requestId?: string;
}

/** Second argument of {@link ConnectorError}. */
export interface ConnectorErrorOptions extends ErrorPlace {
  /** What to do next, where this place knows better than the table of codes. */
  readonly hint?: string;
  readonly cause?: unknown;
  readonly issues?: readonly Issue[];
  /** Earliest moment for a repetition: milliseconds from now. */
  readonly retryAfter?: number;
  /** Anything that helps: the platform’s words, status, limits. Secrets in it are masked. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Masks the secrets of the connector in question; the general patterns are masked without it. */
  readonly redact?: Redact;
}

/** What {@link ConnectorError.toJSON} gives: everything but the stack. */
export interface ConnectorErrorJson extends ErrorPlace {
  readonly name: 'ConnectorError';
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly actor: ErrorActor;
  readonly stops: ErrorReach;
  readonly retry: ErrorRetry;
  readonly retryAfter?: number;
  readonly issues?: readonly Issue[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: CauseJson;
}

const placeNames = ['connector', 'operation', 'entity', 'key', 'requestId'] as const;
const optionalNames = ['retryAfter', ...placeNames, 'issues', 'details'] as const;

/**
 * The one error class. `code` tells what happened; the table {@link errorCodes} tells who must act, what it
 * stops and how to retry. Message, details and cause are redacted when the error is built, so that no secret
 * can leave with it.
 */
export class ConnectorError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'ConnectorError';
  readonly code: Code;
  readonly hint: string;
  readonly actor: ErrorActor;
  readonly stops: ErrorReach;
  readonly retry: ErrorRetry;
  declare readonly retryAfter?: number;
  declare readonly connector?: string;
  declare readonly operation?: string;
  declare readonly entity?: string;
  declare readonly key?: string;
  declare readonly requestId?: string;
  declare readonly issues?: readonly Issue[];
  declare readonly details?: Readonly<Record<string, unknown>>;

  constructor(code: Code, message: string, options: ConnectorErrorOptions = {}) {
    const redact = options.redact ?? redactText;
    super(
      redact(message),
      options.cause === undefined ? {} : { cause: withoutSecrets(options.cause, redact) },
    );
    const definition = errorCodes[code];
    this.code = code;
    this.hint = redact(options.hint ?? definition.hint);
    this.actor = definition.actor;
    this.stops = definition.stops;
    this.retry = definition.retry;
    if (options.retryAfter !== undefined) this.retryAfter = options.retryAfter;
    if (options.connector !== undefined) this.connector = options.connector;
    if (options.operation !== undefined) this.operation = redact(options.operation);
    if (options.entity !== undefined) this.entity = options.entity;
    if (options.key !== undefined) this.key = options.key;
    if (options.requestId !== undefined) this.requestId = redact(options.requestId);
    if (options.issues !== undefined) this.issues = redactValue(options.issues, redact) as readonly Issue[];
    if (options.details !== undefined) {
      this.details = redactValue(options.details, redact) as Record<string, unknown>;
    }
    Object.defineProperty(this, brand, { value: true });
  }

  /** The same error with more of the place filled in; what is already known stays. */
  at(place: ErrorPlace, redact: Redact = redactText): ConnectorError<Code> {
    const located = new ConnectorError(this.code, this.message, {
      ...pickDefined(place, placeNames),
      ...pickDefined(this, optionalNames),
      hint: this.hint,
      cause: this.cause,
      redact,
    });
    if (this.stack !== undefined) located.stack = redact(this.stack);
    return located;
  }

  toJSON(): ConnectorErrorJson {
    return {
      name: this.name,
      code: this.code,
      message: this.message,
      hint: this.hint,
      actor: this.actor,
      stops: this.stops,
      retry: this.retry,
      ...pickDefined(this, optionalNames),
      ...(this.cause instanceof Error ? { cause: causeJson(this.cause) } : {}),
    };
  }
}

/**
 * Whether a value is a {@link ConnectorError}, of this or another copy of the package, and, if codes are given,
 * has one of them.
 */
export function isConnectorError<Code extends ErrorCode = ErrorCode>(
  value: unknown,
  ...codes: readonly Code[]
): value is ConnectorError<Code> {
  if (typeof value !== 'object' || value === null || !(brand in value)) return false;
  return codes.length === 0 || codes.includes((value as { code?: unknown }).code as Code);
}

/**
 * Turns anything thrown into a {@link ConnectorError}. A connector error keeps its code and gains the place;
 * everything else gets `fallback`.
 */
export function toConnectorError(
  thrown: unknown,
  fallback: ErrorCode,
  options: ConnectorErrorOptions = {},
): ConnectorError {
  if (isConnectorError(thrown)) return thrown.at(options, options.redact);
  const words = thrown instanceof Error ? thrown.message || thrown.name : showValue(thrown);
  return new ConnectorError(fallback, words, { ...options, cause: thrown });
}

function withoutSecrets(cause: unknown, redact: Redact): unknown {
  return isConnectorError(cause) ? cause.at({}, redact) : redactCause(cause, redact);
}

function pickDefined<T, K extends keyof T>(
  from: T,
  keys: readonly K[],
): { [P in K]?: Exclude<T[P], undefined> } {
  const picked: { [P in K]?: Exclude<T[P], undefined> } = {};
  for (const key of keys) {
    if (from[key] !== undefined) picked[key] = from[key] as Exclude<T[K], undefined>;
  }
  return picked;
}
