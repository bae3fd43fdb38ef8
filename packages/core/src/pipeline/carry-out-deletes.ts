import type { DeleteMode } from '../connector/index.ts';
import { jsonDefect } from '../model/index.ts';
import type { JsonValue, RecordKey } from '../model/index.ts';
import type { DeletionEntry, UndoEntry } from '../state/index.ts';
import { commitItems } from './commit-items.ts';
import { timestamp } from './page-context.ts';
import type { PageContext } from './page-context.ts';
import { openItems, pageItem } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { pageResult } from './page-result.ts';
import type { PageResult } from './page-result.ts';
import { planOperations } from './plan-operations.ts';
import { lookUp, recallRemote } from './recall-remote.ts';
import { recallState } from './recall-state.ts';
import { writeOperations } from './write-operations.ts';

/** Told what became of deletes. */
export type OnDeleted = (entries: readonly DeletionEntry[], result: PageResult) => void;

const recordsAtOnce = 100;

/** Which deletes are carried out, and how. */
export interface DueDeletes {
  readonly mode: DeleteMode;
  /** Whether somebody has allowed all of them. */
  readonly allowed: boolean;
  /** Of those that wait or are held. */
  isDue(entry: DeletionEntry): boolean;
}

/** Deletes what is to be deleted. */
export async function carryOutDeletes(
  context: PageContext,
  deletes: DueDeletes,
  onDeleted: OnDeleted,
): Promise<void> {
  const { store, pipeline, prepared } = context;
  for await (const entries of store.entries(pipeline, 'deletion', { entity: prepared.entity })) {
    const due = entries.filter((entry) => deletes.isDue(entry));
    for (let start = 0; start < due.length; start += recordsAtOnce) {
      const some = due.slice(start, start + recordsAtOnce);
      // oxlint-disable-next-line no-await-in-loop
      onDeleted(some, await deleteSome(some, deletes, context));
    }
  }
}

async function deleteSome(
  entries: readonly DeletionEntry[],
  deletes: DueDeletes,
  context: PageContext,
): Promise<PageResult> {
  const { prepared } = context;
  const { entity } = prepared;
  const items = entries.map(({ key }) => pageItem({ op: 'delete', entity, key }, prepared.hash));
  const commit = async () => {
    // What waits for its own receipt goes on waiting, as it is.
    const done = items.filter(({ result }) => result !== null && result.kind !== 'parked');
    if (done.length === 0) return;
    const keys = new Set(done.map(({ key }) => key));
    const remove = entries
      .filter(({ key }) => keys.has(key))
      .map(({ key, at: made }) => ({ entity, key, at: made }));
    await commitItems(done, [], context, { ledger: [{ kind: 'deletion', remove }] });
  };
  try {
    await recallState(items, context);
    await recallRemote(items, context);
    desireDeletes(items, deletes.mode);
    await keepForUndo(entries, items, deletes, context);
    await planOperations(items, context);
    await writeOperations(items, context);
  } catch (error) {
    await commit();
    throw error;
  }
  await commit();
  return pageResult(items, []);
}

function desireDeletes(items: readonly PageItem[], mode: DeleteMode): void {
  for (const item of openItems(items)) {
    const { entity } = item.record;
    if (item.remote === null) item.result = { kind: 'skipped', reason: 'it is gone already' };
    else item.desired = { op: 'delete', entity, key: item.key, mode, remote: item.remote };
  }
}

/** Notes what undoing will need, with what the destination has of the records now. */
async function keepForUndo(
  entries: readonly DeletionEntry[],
  items: readonly PageItem[],
  { mode, allowed }: DueDeletes,
  context: PageContext,
): Promise<void> {
  const before = await readBefore(openItems(items), context);
  const at = timestamp(context);
  for (const [index, item] of items.entries()) {
    const entry = entries[index];
    if (item.result !== null || item.remote === null || entry === undefined) continue;
    const { entity, key, reason } = entry;
    const { run } = context;
    item.undo = {
      entity,
      key: `${key} ${at}`,
      at,
      record: key,
      run,
      reason,
      mode,
      remote: item.remote,
      before: before.get(key) ?? null,
      ...(allowed ? { allowed } : {}),
    } satisfies UndoEntry;
  }
}

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
