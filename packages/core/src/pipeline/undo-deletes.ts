import type { DesiredUpsert, Link } from '../connector/index.ts';
import { addCounts, noCounts } from '../events/index.ts';
import type { EventBus, PipelineEvents, RecordCounts } from '../events/index.ts';
import { hashSections } from '../model/index.ts';
import type { JsonObject, JsonValue, RecordKey } from '../model/index.ts';
import type { UndoEntry } from '../state/index.ts';
import { createRunContext } from './create-run-context.ts';
import type { PageContext } from './page-context.ts';
import { pageItem } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { pageResult } from './page-result.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { planOperations } from './plan-operations.ts';
import { preparePipeline } from './prepare-pipeline.ts';
import type { PreparedEntity } from './prepared-entity.ts';
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
 * Writes records back that were deleted at the destination, as they were there. If the source still does not have
 * them, the next full run will want to delete them again: correct the source first.
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
  const items = entries.map((entry) => itemOf(entry, context));
  await resolveReferences(items, context);
  await planOperations(items, context);
  await writeOperations(items, context);
  const { entity } = context.prepared;
  const back = items.flatMap(({ key, result }): Link[] =>
    result?.kind === 'created' || result?.kind === 'updated' ? [{ entity, key, remote: result.remote }] : [],
  );
  const done = entries.filter(({ record }) => back.some(({ key }) => key === record));
  await context.store.commit(context.lease(), {
    links: { account: context.destination.account, set: back },
    ledger: [{ kind: 'undo', remove: done.map(({ key }) => ({ entity, key })) }],
  });
  return pageResult(items, []).counts;
}

/** The record as it was at the destination; nothing is known of the source’s, so no fingerprint will be kept. */
function itemOf({ record: key, mode, remote, before }: UndoEntry, { prepared }: PageContext): PageItem {
  const { entity, definition } = prepared;
  const item = pageItem({ op: 'delete', entity, key }, prepared.hash);
  const data = isRecordData(before) ? before : {};
  item.desired = {
    op: 'upsert',
    entity,
    key,
    data,
    variantKeys: [],
    coverage: 'complete',
    sections: Object.keys(hashSections(data, definition)),
    remote: mode === 'delete' ? null : remote,
    references: new Map(),
  } satisfies DesiredUpsert;
  return item;
}

function isRecordData(before: JsonValue): before is JsonObject {
  return typeof before === 'object' && before !== null && !Array.isArray(before);
}
