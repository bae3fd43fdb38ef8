import type { DeleteMode } from '../connector/index.ts';
import { jsonDefect } from '../model/index.ts';
import type { JsonValue, RecordKey } from '../model/index.ts';
import type { DeletionEntry, UndoEntry } from '../state/index.ts';
import { timestamp } from './page-context.ts';
import type { PageContext } from './page-context.ts';
import { pageDelta } from './page-delta.ts';
import { openItems, pageItem } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { pageResult } from './page-result.ts';
import type { PageResult } from './page-result.ts';
import { planOperations } from './plan-operations.ts';
import { lookUp } from './recall-remote.ts';
import { recallState } from './recall-state.ts';
import { writeOperations } from './write-operations.ts';

/** Told what became of deletes. */
export type OnDeleted = (entries: readonly DeletionEntry[], result: PageResult) => void;

const recordsAtOnce = 100;

/** Deletes what is to be deleted: everything that waits, and what was held if the fuse lets it pass now. */
export async function carryOutDeletes(
  context: PageContext,
  mode: DeleteMode,
  onDeleted: OnDeleted,
): Promise<void> {
  const { store, pipeline, prepared } = context;
  for await (const entries of store.entries(pipeline, 'deletion', { entity: prepared.entity })) {
    for (let start = 0; start < entries.length; start += recordsAtOnce) {
      const some = entries.slice(start, start + recordsAtOnce);
      // oxlint-disable-next-line no-await-in-loop
      onDeleted(some, await deleteSome(some, mode, context));
    }
  }
}

async function deleteSome(
  entries: readonly DeletionEntry[],
  mode: DeleteMode,
  context: PageContext,
): Promise<PageResult> {
  const { prepared, store, lease } = context;
  const { entity } = prepared;
  const items = entries.map(({ key }) => pageItem({ op: 'delete', entity, key }, prepared.hash));
  const commit = async (before: ReadonlyMap<RecordKey, JsonValue>) => {
    const done = items.filter(({ result }) => result !== null);
    const at = timestamp(context);
    const undo = entries.flatMap((entry) => undoEntry(entry, items, mode, before, context.run, at));
    const remove = entries
      .filter(({ key }) => done.some((item) => item.key === key))
      .map(({ key, at: made }) => ({ entity, key, at: made }));
    const ledger = [
      { kind: 'deletion' as const, remove },
      { kind: 'undo' as const, set: undo },
    ];
    await store.commit(lease(), pageDelta(done, [], context, { at, settled: null, ledger }));
  };
  let before: ReadonlyMap<RecordKey, JsonValue> = new Map();
  try {
    await recallState(items, context);
    desireDeletes(items, mode);
    before = await readBefore(openItems(items), context);
    await planOperations(items, context);
    await writeOperations(items, context);
  } catch (error) {
    if (items.some(({ result }) => result !== null)) await commit(before);
    throw error;
  }
  await commit(before);
  return pageResult(items, []);
}

function desireDeletes(items: readonly PageItem[], mode: DeleteMode): void {
  for (const item of openItems(items)) {
    const { entity } = item.record;
    if (item.remote === null) item.result = { kind: 'skipped', reason: 'it is gone already' };
    else item.desired = { op: 'delete', entity, key: item.key, mode, remote: item.remote };
  }
}

/** What the destination has of the records, for the undo list. */
async function readBefore(
  items: readonly PageItem[],
  context: PageContext,
): Promise<ReadonlyMap<RecordKey, JsonValue>> {
  if (items.length === 0 || !context.prepared.destination.readBack) return new Map();
  const found = await lookUp(items, context);
  return new Map(
    [...found].flatMap(([key, { data }]): [RecordKey, JsonValue][] =>
      data === undefined || jsonDefect(data) !== null ? [] : [[key, data as JsonValue]],
    ),
  );
}

function undoEntry(
  { entity, key, reason }: DeletionEntry,
  items: readonly PageItem[],
  mode: DeleteMode,
  before: ReadonlyMap<RecordKey, JsonValue>,
  run: string,
  at: string,
): UndoEntry[] {
  const item = items.find((candidate) => candidate.key === key);
  if (item?.result?.kind !== 'deleted' || item.remote === null) return [];
  return [
    {
      entity,
      key: `${key} ${at}`,
      at,
      record: key,
      run,
      reason,
      mode,
      remote: item.remote,
      before: before.get(key) ?? null,
    },
  ];
}
