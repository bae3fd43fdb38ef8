import type { InvalidRow, SourceRecord } from '../connector/index.ts';
import { isConnectorError } from '../errors/index.ts';
import type { ConnectorError } from '../errors/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import { fetchRecords } from './fetch-records.ts';
import type { RunContext } from './run-context.ts';

/** Records as they are now. */
export interface ReadAnew {
  /** Those that are gone come as deletes. */
  readonly records: readonly SourceRecord[];
  /** Those that the source will never be able to read: they must keep no other waiting. */
  readonly unreadable: readonly InvalidRow[];
  /** The keys that were asked for and are answered. */
  readonly done: readonly RecordKey[];
  /** Why the others could not be read this time. */
  readonly error: ConnectorError | null;
}

/** Reads records by their keys; one that cannot be read is found by halving, and does not spoil the others. */
export async function readAnew(
  entity: Entity,
  keys: readonly RecordKey[],
  run: RunContext,
): Promise<ReadAnew> {
  try {
    const found = await fetchRecords(entity, keys, run);
    const records = keys.map((key): SourceRecord => found.get(key) ?? { op: 'delete', entity, key });
    return { records: onceEach(records), unreadable: [], done: keys, error: null };
  } catch (error) {
    if (!isConnectorError(error)) throw error;
    if (error.retry !== 'never' || error.stops === 'run')
      return { records: [], unreadable: [], done: [], error };
    if (keys.length === 1)
      return {
        records: [],
        unreadable: keys.map((key) => unreadableRow(key, error)),
        done: keys,
        error: null,
      };
    const middle = Math.ceil(keys.length / 2);
    const first = await readAnew(entity, keys.slice(0, middle), run);
    const second = await readAnew(entity, keys.slice(middle), run);
    return {
      records: onceEach([...first.records, ...second.records]),
      unreadable: [...first.unreadable, ...second.unreadable],
      done: [...first.done, ...second.done],
      error: first.error ?? second.error,
    };
  }
}

/** Several keys may name parts of one record; what exists counts more than a key that is gone. */
function onceEach(records: readonly SourceRecord[]): readonly SourceRecord[] {
  const gone = records.filter(({ op }) => op === 'delete');
  const there = records.filter(({ op }) => op === 'upsert');
  return [...new Map([...gone, ...there].map((record) => [record.key, record])).values()];
}

function unreadableRow(key: RecordKey, { message, hint, issues }: ConnectorError): InvalidRow {
  const issue = { code: 'record.unreadable' as const, severity: 'error' as const, message, hint };
  return { key, place: key, issues: issues ?? [issue] };
}
