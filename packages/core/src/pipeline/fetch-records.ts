import type { SourceRecord } from '../connector/index.ts';
import { ConnectorError, toConnectorError } from '../errors/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import type { RunContext } from './run-context.ts';

/**
 * Reads records anew by their keys; `null` for those that are gone.
 *
 * @throws ConnectorError `config.invalid` if the source cannot do that.
 */
export async function fetchRecords(
  entity: Entity,
  keys: readonly RecordKey[],
  { source, connector }: RunContext,
): Promise<ReadonlyMap<RecordKey, SourceRecord | null>> {
  if (source.fetch === undefined) {
    throw new ConnectorError('config.invalid', `${source.type} cannot read single records`, {
      connector: source.type,
      operation: 'fetch',
      entity,
      hint: 'Run the pipeline instead: it reads everything that changed.',
    });
  }
  try {
    return await source.fetch({ entity, keys }, connector(source.type));
  } catch (error) {
    throw toConnectorError(error, 'source.incomplete', {
      connector: source.type,
      operation: 'fetch',
      entity,
      redact: source.redact,
    });
  }
}
