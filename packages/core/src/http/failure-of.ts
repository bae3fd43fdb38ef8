import { isConnectorError, toConnectorError } from '../errors/index.ts';
import type { ConnectorError } from '../errors/index.ts';
import { AttemptFailure } from './attempt-failure.ts';
import { callDetails } from './call.ts';
import type { Call } from './call.ts';
import type { Deadline } from './deadline.ts';
import { isProgrammingError, networkFailure } from './network-failure.ts';

/** Turns whatever an attempt threw into its failure. */
export function failureOf(call: Call, thrown: unknown, deadline?: Deadline): AttemptFailure {
  if (thrown instanceof AttemptFailure) return thrown;
  if (call.signal?.aborted === true) return abortFailure(call);
  if (deadline?.passed === true) return timeoutFailure(call);
  if (isConnectorError(thrown)) return new AttemptFailure(located(call, thrown));
  if (isProgrammingError(thrown)) return new AttemptFailure(located(call, thrown), 'never');
  return networkFailure(call, thrown);
}

/**
 * Fills the place into an error that code beside this room threw, such as a client’s `classify`; anything but a
 * ConnectorError is a defect of that code.
 */
export function located(call: Call, thrown: unknown): ConnectorError {
  return toConnectorError(thrown, 'connector.protocol', {
    connector: call.client.connector,
    operation: call.operation,
    redact: call.secrets.redact,
  });
}

function abortFailure(call: Call): AttemptFailure {
  const cause: unknown = call.signal?.reason;
  return new AttemptFailure(
    call.error('run.aborted', `${call.operation} was stopped by its abort signal`, { cause }),
  );
}

function timeoutFailure(call: Call): AttemptFailure {
  const message = `${call.operation} was not answered to the end within ${call.timeout / 1000} s`;
  return new AttemptFailure(call.error('connection.timeout', message, { details: callDetails(call) }));
}
