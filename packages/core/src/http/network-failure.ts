import type { ErrorCode } from '../errors/index.ts';
import { AttemptFailure } from './attempt-failure.ts';
import type { Repetition } from './attempt-failure.ts';
import { callDetails } from './call.ts';
import type { Call } from './call.ts';

interface NetworkProblem {
  /** Code of the runtime’s error. */
  readonly pattern: RegExp;
  readonly what: string;
  readonly code: ErrorCode;
  readonly repetition: Repetition;
}

// Only a failure to connect is sure to have come before anything was sent.
const problems: readonly NetworkProblem[] = [
  {
    pattern: /^(?:ECONNREFUSED|ConnectionRefused)$/,
    what: 'the connection was refused',
    code: 'connection.failed',
    repetition: 'always',
  },
  {
    pattern: /^(?:ENOTFOUND|EAI_AGAIN)$/,
    what: 'the host name could not be resolved',
    code: 'connection.failed',
    repetition: 'always',
  },
  {
    pattern: /^(?:ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL)$/,
    what: 'the host could not be reached',
    code: 'connection.failed',
    repetition: 'always',
  },
  {
    pattern: /^UND_ERR_CONNECT_TIMEOUT$/,
    what: 'no connection came about in time',
    code: 'connection.timeout',
    repetition: 'always',
  },
  {
    pattern: /^(?:ETIMEDOUT|UND_ERR_(?:HEADERS|BODY)_TIMEOUT)$/,
    what: 'the platform did not answer in time',
    code: 'connection.timeout',
    repetition: 'ifIdempotent',
  },
  {
    pattern: /^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|ConnectionClosed)$/,
    what: 'the connection broke',
    code: 'connection.failed',
    repetition: 'ifIdempotent',
  },
  {
    pattern: /CONTENT_LENGTH_MISMATCH$/,
    what: 'its body is not as long as the connector said',
    code: 'connector.protocol',
    repetition: 'never',
  },
  {
    pattern: /CERT|UNABLE_TO_(?:GET|VERIFY)/,
    what: 'the certificate of the host is not trusted',
    code: 'connection.failed',
    repetition: 'never',
  },
  {
    pattern: /^Z_/,
    what: 'the answer could not be decompressed',
    code: 'response.malformed',
    repetition: 'ifIdempotent',
  },
  {
    pattern: /^HPE_/,
    what: 'the answer is not HTTP',
    code: 'response.malformed',
    repetition: 'ifIdempotent',
  },
];

/** What it means that a connection or an answer broke off. */
export function networkFailure(call: Call, thrown: unknown): AttemptFailure {
  const cause = innermost(thrown);
  const systemCode = codeOf(cause);
  const problem = problems.find(({ pattern }) => pattern.test(systemCode));
  const what =
    problem === undefined ? `the request failed: ${cause.message}` : `${problem.what} (${systemCode})`;
  const error = call.error(problem?.code ?? 'connection.failed', `${call.operation}: ${what}`, {
    cause,
    details: callDetails(call),
  });
  return new AttemptFailure(error, problem?.repetition ?? 'ifIdempotent');
}

/** Whether something thrown is a mistake in a program rather than the failure of a network. */
export function isProgrammingError(thrown: unknown): boolean {
  // `fetch` throws a TypeError too when the network fails; the network’s own error is then its cause.
  return (
    (thrown instanceof TypeError || thrown instanceof ReferenceError || thrown instanceof RangeError) &&
    thrown.cause === undefined
  );
}

/** The error at the end of the chain of causes: those before it only say that something failed. */
function innermost(thrown: unknown): Error {
  let error = thrown instanceof Error ? thrown : new Error(String(thrown));
  while (error.cause instanceof Error) error = error.cause;
  return error;
}

function codeOf(error: Error & { readonly code?: unknown; readonly syscall?: unknown }): string {
  // The same code can stand for a connection that timed out while it was made, or later.
  if (error.code === 'ETIMEDOUT' && error.syscall === 'connect') return 'UND_ERR_CONNECT_TIMEOUT';
  if (typeof error.code === 'string') return error.code;
  return error.name === 'HTTPParserError' ? 'HPE_INVALID' : '';
}
