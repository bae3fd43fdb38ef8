import { toConnectorError } from '../errors/index.ts';
import type { ConnectorError, ErrorCode } from '../errors/index.ts';
import type { Stage } from '../state/index.ts';
import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-item.ts';

/** Turns what a method of the destination threw into an error that says where it happened. */
export function destinationError(thrown: unknown, operation: string, context: PageContext): ConnectorError {
  const { destination, prepared, connector } = context;
  const fallback: ErrorCode = connector.signal.aborted ? 'run.aborted' : 'connector.protocol';
  return toConnectorError(thrown, fallback, {
    connector: destination.type,
    operation,
    entity: prepared.entity,
    redact: destination.redact,
  });
}

/**
 * Ends records with an error that struck them together.
 *
 * @throws the error, if it stops the whole run.
 */
export function failTogether(items: readonly PageItem[], stage: Stage, error: ConnectorError): void {
  if (error.stops === 'run') throw error;
  for (const item of items) item.result = { kind: 'failed', stage, error };
}
