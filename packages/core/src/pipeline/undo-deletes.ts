import type { DesiredUpsert } from '../connector/index.ts';
import { addCounts, noCounts } from '../events/index.ts';
import type { EventBus, PipelineEvents, RecordCounts } from '../events/index.ts';
import { hashSections } from '../model/index.ts';
import type { JsonObject, JsonValue, RecordKey } from '../model/index.ts';
import type { UndoEntry } from '../state/index.ts';
import { commitItems } from './commit-items.ts';
import { createRunContext } from './create-run-context.ts';
import type { PageContext } from './page-context.ts';
import { pageItem } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { pageResult } from './page-result.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { planOperations } from './plan-operations.ts';
import { preparePipeline } from './prepare-pipeline.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { recallRemote } from './recall-remote.ts';
import { recallState } from './recall-state.ts';
import { resolveReferences } from './resolve-references.ts';
import { withLease } from './with-lease.ts';
import { writeOperations } from './write-operations.ts';

/** Which deletes are undone. */
export interface UndoOptions {
  /** Those of a run. */
  readonly run?: string;
  readonly keys?: readonly RecordKey[];
  /** On whose behalf. Default `undo`. */
  readonly actor?: string;
  readonly signal?: AbortSignal;
}

/** What undoing deletes did. */
export interface UndoReport {
  /** `read`: how many deletes were to be undone. */
  readonly counts: RecordCounts;
  /** Records that could not be read back when they were deleted, so that nothing is known to bring back. */
  readonly lost: readonly RecordKey[];
}

const entriesAtOnce = 100;

/**
 * Writes records back that were deleted at the destination, as they were there. The pipeline knows no more of them
 * until the source gives them again; a source that reports them as deleted once more has them deleted once more.
 */
export async function undoDeletes(
  options: PipelineOptions,
  bus: EventBus<PipelineEvents>,
  undoOptions: UndoOptions = {},
): Promise<UndoReport> {
  const { actor = 'undo', signal } = undoOptions;
  return withLease(options, signal, async (held) => {
    const run = createRunContext(options, bus, { ...held, actor });
    const lost: RecordKey[] = [];
    let counts = noCounts();
    for (const prepared of await preparePipeline(run)) {
      const context = run.pageContext(prepared);
      for await (const entries of someEntries(prepared, undoOptions, context)) {
        const known = entries.filter(({ entry }) => isRecordData(entry.before));
        lost.push(...entries.filter((each) => !known.includes(each)).map(({ entry }) => entry.record));
        counts = addCounts(counts, await bringBack(known, context));
      }
    }
    return { counts, lost };
  });
}

/** A delete that is undone, and the entries of all deletes of the record that are: those before it were undone by the source. */
interface LastDelete {
  readonly entry: UndoEntry;
  readonly keys: readonly string[];
}

async function* someEntries(
  { entity }: PreparedEntity,
  { run, keys }: UndoOptions,
  { store, pipeline }: PageContext,
): AsyncGenerator<readonly LastDelete[]> {
  const isWanted = (entry: UndoEntry) =>
    (run === undefined || entry.run === run) && keys?.includes(entry.record) !== false;
  // A record may have come back and gone again: what it was the last time counts. What it was is read only then, for it
  // may be much.
  const deletes = new Map<RecordKey, { readonly key: string; readonly at: string }[]>();
  for await (const entries of store.entries(pipeline, 'undo', { entity }))
    for (const { record, key, at } of entries.filter(isWanted))
      deletes.set(record, [...(deletes.get(record) ?? []), { key, at }]);
  for await (const entries of store.entries(pipeline, 'undo', { entity })) {
    const last = entries.filter(isWanted).flatMap((entry): LastDelete[] => {
      const all = (deletes.get(entry.record) ?? []).toSorted((a, b) => (a.at < b.at ? -1 : 1));
      return all.at(-1)?.key === entry.key ? [{ entry, keys: all.map(({ key }) => key) }] : [];
    });
    for (let start = 0; start < last.length; start += entriesAtOnce)
      yield last.slice(start, start + entriesAtOnce);
  }
}

async function bringBack(deletes: readonly LastDelete[], context: PageContext): Promise<RecordCounts> {
  const { entity } = context.prepared;
  const items = deletes.map(({ entry: { record: key } }) =>
    pageItem({ op: 'delete', entity, key }, context.prepared.hash),
  );
  const commit = async () => {
    const done = new Set(items.filter(isBack).map(({ key }) => key));
    const remove = deletes
      .filter(({ entry }) => done.has(entry.record))
      .flatMap(({ keys }) => keys.map((key) => ({ entity, key })));
    // What waits stays in the undo list; as a delete that waits it would be carried out.
    const settled = items.filter(({ result }) => result?.kind !== 'parked');
    await commitItems(settled, [], context, { ledger: [{ kind: 'undo', remove }] });
  };
  try {
    // It may be there again: the source has given it since, or an earlier attempt to undo died.
    await recallState(items, context);
    await recallRemote(items, context);
    for (const [index, item] of items.entries()) desireBack(item, deletes[index]?.entry, context);
    await resolveReferences(items, context);
    await planOperations(items, context);
    await writeOperations(items, context);
  } catch (error) {
    await commit();
    throw error;
  }
  await commit();
  return pageResult(items, []).counts;
}

function isBack({ result }: PageItem): boolean {
  return result?.kind === 'created' || result?.kind === 'updated' || result?.kind === 'unchanged';
}

/** The record as it was at the destination; nothing is known of the source’s, so no fingerprint will be kept. */
function desireBack(item: PageItem, entry: UndoEntry | undefined, { prepared }: PageContext): void {
  if (item.result !== null || entry === undefined || !isRecordData(entry.before)) return;
  const { key, remote } = item;
  const { entity, definition } = prepared;
  item.desired = {
    op: 'upsert',
    entity,
    key,
    data: entry.before,
    variantKeys: [],
    coverage: 'complete',
    sections: Object.keys(hashSections(entry.before, definition)),
    remote: remote ?? (entry.mode === 'delete' ? null : entry.remote),
    references: new Map(),
  } satisfies DesiredUpsert;
}

function isRecordData(before: JsonValue): before is JsonObject {
  return typeof before === 'object' && before !== null && !Array.isArray(before);
}
