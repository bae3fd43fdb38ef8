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
        const known = entries.filter(({ before }) => isRecordData(before));
        lost.push(...entries.filter((entry) => !known.includes(entry)).map(({ record }) => record));
        counts = addCounts(counts, await bringBack(known, context));
      }
    }
    return { counts, lost };
  });
}

async function* someEntries(
  { entity }: PreparedEntity,
  { run, keys }: UndoOptions,
  { store, pipeline }: PageContext,
): AsyncGenerator<readonly UndoEntry[]> {
  for await (const entries of store.entries(pipeline, 'undo', { entity })) {
    const wanted = entries.filter(
      (entry) => (run === undefined || entry.run === run) && keys?.includes(entry.record) !== false,
    );
    for (let start = 0; start < wanted.length; start += entriesAtOnce)
      yield wanted.slice(start, start + entriesAtOnce);
  }
}

async function bringBack(entries: readonly UndoEntry[], context: PageContext): Promise<RecordCounts> {
  const { entity } = context.prepared;
  const items = entries.map(({ record: key }) =>
    pageItem({ op: 'delete', entity, key }, context.prepared.hash),
  );
  const commit = async () => {
    const done = new Set(items.filter(isBack).map(({ key }) => key));
    const remove = entries.filter(({ record }) => done.has(record)).map(({ key }) => ({ entity, key }));
    // What waits stays in the undo list; as a delete that waits it would be carried out.
    const settled = items.filter(({ result }) => result?.kind !== 'parked');
    await commitItems(settled, [], context, { ledger: [{ kind: 'undo', remove }] });
  };
  try {
    // It may be there again: the source has given it since, or an earlier attempt to undo died.
    await recallState(items, context);
    await recallRemote(items, context);
    for (const [index, item] of items.entries()) desireBack(item, entries[index], context);
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
