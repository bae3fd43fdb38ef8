import type { InvalidRow, SourceRecord } from '../connector/index.ts';
import { ConnectorError, isConnectorError } from '../errors/index.ts';
import { addCounts, noCounts, traced } from '../events/index.ts';
import type { RecordCounts } from '../events/index.ts';
import type { RecordKey } from '../model/index.ts';
import type { ChangeEntry } from '../state/index.ts';
import { announce } from './announce.ts';
import { fetchRecords } from './fetch-records.ts';
import { deleteWaiting, settleAndRelease } from './finish-pass.ts';
import { pageItem } from './page-item.ts';
import { createPassProgress } from './pass-progress.ts';
import type { PassProgress } from './pass-progress.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { processItems } from './process-page.ts';
import type { RunContext } from './run-context.ts';

/** What became of changes. */
export interface WorkedOff {
  /** The records that were read anew. */
  readonly counts: RecordCounts;
  /** Why some could not be read; they stay in the ledger. */
  readonly error: ConnectorError | null;
}

const recordsAtOnce = 100;

/**
 * Brings over the records that webhooks hinted at: each is read anew by its key, whatever the webhook said of it.
 *
 * @param mayGoOn asked between batches of records.
 * @throws ConnectorError when it must stop; what was not worked off stays in the ledger.
 */
export function workOffChanges(
  prepared: readonly PreparedEntity[],
  run: RunContext,
  mayGoOn: () => boolean = () => true,
): Promise<WorkedOff> {
  return traced('changes', { pipeline: run.pipeline, run: run.run }, () =>
    workOffEntities(prepared, run, mayGoOn),
  );
}

async function workOffEntities(
  prepared: readonly PreparedEntity[],
  run: RunContext,
  mayGoOn: () => boolean,
): Promise<WorkedOff> {
  let counts = noCounts();
  let error: ConnectorError | null = null;
  for (const entity of prepared) {
    const progress = createPassProgress(
      { entity: entity.entity, mode: 'incremental', resumed: false },
      run.run,
      run.clock,
    );
    // oxlint-disable-next-line no-await-in-loop
    error = (await workOffEntity(entity, progress, run, mayGoOn)) ?? error;
    counts = addCounts(counts, progress.counts());
    if (!mayGoOn()) break;
  }
  return { counts, error };
}

async function workOffEntity(
  entity: PreparedEntity,
  progress: PassProgress,
  run: RunContext,
  mayGoOn: () => boolean,
): Promise<ConnectorError | null> {
  const { store, pipeline } = run;
  let error: ConnectorError | null = null;
  for await (const entries of store.entries(pipeline, 'change', { entity: entity.entity })) {
    for (let start = 0; start < entries.length && mayGoOn() && error === null; start += recordsAtOnce) {
      run.signal.throwIfAborted();
      // oxlint-disable-next-line no-await-in-loop
      error = await bringChanged(entries.slice(start, start + recordsAtOnce), entity, progress, run);
    }
    if (error !== null || !mayGoOn()) break;
  }
  if (progress.counts().read > 0) {
    const context = run.pageContext(entity);
    await settleAndRelease(context, progress, run);
    await deleteWaiting(null, context, progress, run);
  }
  return error;
}

/** Brings some changed records over. An entry that was renewed meanwhile stays: its record may have changed again. */
async function bringChanged(
  entries: readonly ChangeEntry[],
  prepared: PreparedEntity,
  progress: PassProgress,
  run: RunContext,
): Promise<ConnectorError | null> {
  const { entity } = prepared;
  const { records, unreadable, done, error } = await readAnew(
    entries.map(({ key }) => key),
    prepared,
    run,
  );
  const keys = new Set(done);
  if (keys.size === 0) return error;
  const items = records.map((record) => pageItem(record, prepared.hash));
  const remove = entries.filter(({ key }) => keys.has(key)).map(({ key, at }) => ({ entity, key, at }));
  const result = await processItems(items, unreadable, run.pageContext(prepared), {
    ledger: [{ kind: 'change', remove }],
  });
  progress.add(result);
  announce(entity, result, run);
  return error;
}

/** Records as they are now. */
interface ReadAnew {
  readonly records: readonly SourceRecord[];
  /** Those that the source will never be able to read: they become dead letters and keep no other waiting. */
  readonly unreadable: readonly InvalidRow[];
  /** The keys that were asked for and are answered. */
  readonly done: readonly RecordKey[];
  /** Why the others could not be read this time. */
  readonly error: ConnectorError | null;
}

async function readAnew(
  keys: readonly RecordKey[],
  prepared: PreparedEntity,
  run: RunContext,
): Promise<ReadAnew> {
  const { entity } = prepared;
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
    const first = await readAnew(keys.slice(0, middle), prepared, run);
    const second = await readAnew(keys.slice(middle), prepared, run);
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
