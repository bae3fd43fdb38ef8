import { ConnectorError } from '../errors/index.ts';
import type { PageContext } from './page-context.ts';

/**
 * Looks whether the run may still write: it was not stopped, and its lease is not over. Asked before each batch, so
 * that a worker that slept through its lease writes nothing when it wakes up.
 *
 * @throws ConnectorError `run.aborted` or `lease.lost`.
 */
export function assertMayWrite(context: PageContext): void {
  const { signal, clock } = context.connector;
  if (signal.aborted) throw abortError(context);
  if (context.lease().expiresAt > clock.now()) return;
  throw new ConnectorError(
    'lease.lost',
    `The lease of “${context.pipeline}” ended while the run was under way`,
  );
}

/** The error of a run that was stopped. */
export function abortError({ destination, prepared }: PageContext): ConnectorError {
  return new ConnectorError('run.aborted', 'The run was stopped', {
    connector: destination.type,
    entity: prepared.entity,
  });
}
