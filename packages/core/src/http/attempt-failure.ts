import type { ConnectorError } from '../errors/index.ts';

/**
 * Whether another attempt may follow. `always`: the platform surely did nothing. `ifIdempotent`: it may have done
 * it. `never`: it would fail in the same way.
 */
export type Repetition = 'always' | 'ifIdempotent' | 'never';

/** An attempt that failed; never leaves this room, only its error does. */
export class AttemptFailure extends Error {
  override readonly name = 'AttemptFailure';
  readonly error: ConnectorError;
  readonly repetition: Repetition;

  constructor(error: ConnectorError, repetition: Repetition = repetitionAfter(error)) {
    super(error.message);
    this.error = error;
    this.repetition = repetition;
  }
}

/** What the kind of an error says about another attempt. */
function repetitionAfter(error: ConnectorError): Repetition {
  // A platform that refuses for a limit has not looked at the request. Without a moment, a quota stays used up.
  if (error.code === 'rate.limited') return 'always';
  if (error.code === 'quota.exhausted') return error.retryAfter === undefined ? 'never' : 'always';
  return error.retry === 'never' ? 'never' : 'ifIdempotent';
}
