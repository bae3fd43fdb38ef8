import type { SourceRecord } from '../connector/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import { canFetch } from './can-fetch.ts';
import { fullRead } from './full-read.ts';
import { readAnew } from './read-anew.ts';
import { readPages } from './read-pages.ts';
import type { CheckedPage } from './read-pages.ts';
import type { RunContext } from './run-context.ts';

const recordsAtOnce = 100;

/**
 * Reads only the named records, as a full read gives them. They are fetched by their keys where the source can do that;
 * where it cannot, everything is read. So it is where the pipeline wants only a selection: a fetched record is always
 * whole, and would look like a changed one.
 *
 * @throws ConnectorError when the source cannot be read.
 */
export async function* namedPages(
  entity: Entity,
  keys: ReadonlySet<RecordKey>,
  run: RunContext,
): AsyncGenerator<CheckedPage> {
  if (keys.size === 0) return;
  if (!canFetch(run.source, entity) || run.options.select !== undefined)
    yield* readThrough(entity, keys, run);
  else yield* fetched(entity, [...keys], run);
}

async function* readThrough(
  entity: Entity,
  keys: ReadonlySet<RecordKey>,
  { source, options, connector }: RunContext,
): AsyncGenerator<CheckedPage> {
  for await (const event of readPages(source, fullRead(entity, options), connector(source.type))) {
    if (event.type !== 'page') continue;
    const records = event.records.filter(({ key }) => keys.has(key));
    // Of what could not be read nobody knows whether it is one of them.
    if (records.length > 0) yield { ...event, records, invalid: [] };
  }
}

async function* fetched(
  entity: Entity,
  keys: readonly RecordKey[],
  run: RunContext,
): AsyncGenerator<CheckedPage> {
  for (let start = 0; start < keys.length; start += recordsAtOnce) {
    run.signal.throwIfAborted();
    const some = keys.slice(start, start + recordsAtOnce);
    // oxlint-disable-next-line no-await-in-loop
    const { records, unreadable, error } = await readAnew(entity, some, run);
    if (error !== null) throw error;
    // A key may name a part of a record, which then comes under its own key; a full read knows only those.
    const named = records.filter(({ key }) => some.includes(key));
    // oxlint-disable-next-line no-await-in-loop
    const heardOf = await withoutUnheardOf(named, entity, run);
    yield { type: 'page', records: heardOf, invalid: unreadable, cursor: null };
  }
}

/** A key of which neither the source nor the pipeline has heard is one of another entity, or a mistake; nothing is gone. */
async function withoutUnheardOf(
  records: readonly SourceRecord[],
  entity: Entity,
  { store, pipeline }: RunContext,
): Promise<readonly SourceRecord[]> {
  const gone = records.filter(({ op }) => op === 'delete').map(({ key }) => key);
  if (gone.length === 0) return records;
  const known = await store.fingerprints(pipeline, entity, gone);
  return records.filter(({ op, key }) => op !== 'delete' || known.has(key));
}
