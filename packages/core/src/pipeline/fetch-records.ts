import type { Source, SourceRecord } from '../connector/index.ts';
import { ConnectorError, toConnectorError } from '../errors/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import { canFetch } from './can-fetch.ts';
import type { RunContext } from './run-context.ts';

/**
 * Reads records anew by their keys; `null` for those that are gone.
 *
 * @throws ConnectorError `config.invalid` if the source cannot do that, `connector.protocol` if it does not say of
 *   every record what became of it: one that is merely not mentioned must not be taken for deleted.
 */
export async function fetchRecords(
  entity: Entity,
  keys: readonly RecordKey[],
  { source, connector }: RunContext,
): Promise<ReadonlyMap<RecordKey, SourceRecord | null>> {
  if (source.fetch === undefined || !canFetch(source, entity)) {
    throw new ConnectorError('config.invalid', `${source.type} cannot read single records of “${entity}”`, {
      connector: source.type,
      operation: 'fetch',
      entity,
      hint: 'Run the pipeline instead: it reads everything that changed.',
    });
  }
  try {
    const found = await source.fetch({ entity, keys }, connector(source.type));
    assertAnswered(entity, keys, found, source);
    return found;
  } catch (error) {
    throw toConnectorError(error, 'source.incomplete', {
      connector: source.type,
      operation: 'fetch',
      entity,
      redact: source.redact,
    });
  }
}

function assertAnswered(
  entity: Entity,
  keys: readonly RecordKey[],
  found: ReadonlyMap<RecordKey, SourceRecord | null>,
  { type }: Source,
): void {
  for (const key of keys) {
    const record = found.get(key);
    // The key may name a part of the record, which comes under its own key.
    if (record === null || record?.entity === entity) continue;
    throw new ConnectorError(
      'connector.protocol',
      record === undefined
        ? `${type} did not say what became of the ${entity} “${key}”`
        : `${type} gave the ${record.entity} “${record.key}” when the ${entity} “${key}” was read`,
      { key },
    );
  }
}
