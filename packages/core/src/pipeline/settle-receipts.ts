import type { DesiredRecord, Receipt } from '../connector/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import type { ReceiptEntry } from '../state/index.ts';
import { askAbout } from './ask-about-receipts.ts';
import type { SettledOutcome } from './ask-about-receipts.ts';
import { commitItems } from './commit-items.ts';
import { assertMayWrite } from './may-write.ts';
import type { PageContext } from './page-context.ts';
import { pageItem } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { pageResult } from './page-result.ts';
import type { PageResult } from './page-result.ts';
import { pause } from './pause.ts';
import { recallIntents } from './recall-intents.ts';
import { shareTurns } from './share-turns.ts';
import { takeOutcome } from './take-outcome.ts';

/** Told what became of accepted operations. */
export type OnSettled = (entries: readonly ReceiptEntry[], result: PageResult) => void;

/**
 * Asks what became of the operations that the platform accepted, in this run or an earlier one, until all are
 * settled or the time is over. What is open then is asked again by a later run; it is never taken for done.
 *
 * @param deadline milliseconds since 1970-01-01T00:00:00Z.
 */
export async function settleReceipts(
  context: PageContext,
  deadline: number,
  onSettled: OnSettled,
): Promise<void> {
  const { clock } = context.connector;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const wait = await askOnce(context, onSettled);
    if (wait === null || clock.now() + wait > deadline) return;
    // oxlint-disable-next-line no-await-in-loop
    await pause(wait, context);
  }
}

/** @returns milliseconds until asking again makes sense; `null`: nothing is open. */
async function askOnce(context: PageContext, onSettled: OnSettled): Promise<number | null> {
  const { store, pipeline, prepared } = context;
  let wait: number | null = null;
  // Thousands of receipts may be told of from memory, and the lease has to be renewed meanwhile.
  const shareTurn = shareTurns();
  for await (const entries of store.entries(pipeline, 'receipt', { entity: prepared.entity })) {
    await shareTurn();
    assertMayWrite(context);
    const answer = await askAbout(entries, context);
    const settled = entries.filter(({ key }) => answer.outcomes.has(key));
    await commitReplaced(entries, answer.replaced, context);
    if (answer.wait !== null) wait = Math.min(wait ?? Infinity, answer.wait);
    if (settled.length > 0) onSettled(settled, await commitSettled(settled, answer.outcomes, context));
  }
  return wait;
}

/** Keeps the receipts that take the place of others: from now on, those are asked about. */
async function commitReplaced(
  entries: readonly ReceiptEntry[],
  replaced: ReadonlyMap<RecordKey, Receipt>,
  { store, lease }: PageContext,
): Promise<void> {
  const set = entries.flatMap((entry) => {
    const receipt = replaced.get(entry.key);
    return receipt === undefined ? [] : [{ ...entry, receipt }];
  });
  if (set.length > 0) await store.commit(lease(), { ledger: [{ kind: 'receipt', set }] });
}

async function commitSettled(
  entries: readonly ReceiptEntry[],
  outcomes: ReadonlyMap<RecordKey, SettledOutcome>,
  context: PageContext,
): Promise<PageResult> {
  const { store, pipeline, prepared } = context;
  const { entity } = prepared;
  const keys = entries.map(({ key }) => key);
  const fingerprints = await store.fingerprints(pipeline, entity, keys);
  const intents = await recallIntents(keys, context);
  const newer = await waitingKeys(keys, context);
  const items = entries.map((entry) => {
    const item = itemOf(entry);
    item.fingerprint = fingerprints.get(entry.key) ?? null;
    const recalled = intents.get(entry.key);
    if (recalled?.intent.pipeline === pipeline) item.intent = recalled.intent;
    const outcome = outcomes.get(entry.key);
    if (outcome !== undefined) takeOutcome(item, outcome, 'settle', prepared.mapping);
    tryAgainLater(item, newer, context);
    return item;
  });
  const remove = entries.map(({ key, at }) => ({ entity, key, at }));
  const ledger = [{ kind: 'receipt' as const, remove }];
  await commitItems(items, [], context, { ledger, fromReceipts: true });
  return pageResult(items, []);
}

/** The records that have changed, or are to be deleted, since their operation was accepted. */
async function waitingKeys(
  keys: readonly RecordKey[],
  { store, pipeline, prepared }: PageContext,
): Promise<ReadonlySet<RecordKey>> {
  const waiting = new Set<RecordKey>();
  const filter = { entity: prepared.entity, keys };
  for await (const entries of store.entries(pipeline, 'parked', filter))
    for (const { key } of entries) waiting.add(key);
  for await (const entries of store.entries(pipeline, 'deletion', filter))
    for (const { key } of entries) waiting.add(key);
  return waiting;
}

/** The record as it was when its operation was accepted. */
function itemOf(entry: ReceiptEntry): PageItem {
  const { entity, key, record, operation, fingerprint, remote, undo = null } = entry;
  const item = pageItem(record, fingerprint?.mapping ?? '', entry);
  item.sourceHash = fingerprint?.source ?? null;
  item.sections = fingerprint?.sections ?? null;
  item.remote = remote;
  item.linked = remote !== null;
  item.operation = operation;
  item.undo = undo;
  if (record.op === 'delete') item.desired = desiredOf(entity, key, entry);
  return item;
}

/** Of a record that the source does not have: whether it is being deleted, or a delete is being undone. */
function desiredOf(
  entity: Entity,
  key: RecordKey,
  { operation, remote, undo = null }: ReceiptEntry,
): DesiredRecord {
  if (undo !== null || operation.action === 'delete')
    return { op: 'delete', entity, key, mode: undo?.mode ?? 'delete', remote };
  const { sections } = operation;
  const nothing = { data: {}, variantKeys: [], coverage: 'complete', references: new Map() } as const;
  return { op: 'upsert', entity, key, sections, remote, ...nothing };
}

// What failed for a passing reason is parked without waiting for anything, so that it is written again; unless there
// is a newer state of the record by now, which is written instead: an older one need not be kept, nor replayed over it.
function tryAgainLater(item: PageItem, newer: ReadonlySet<RecordKey>, { retry }: PageContext): void {
  const { result } = item;
  if ((result?.kind !== 'failed' && result?.kind !== 'rejected') || item.record.op === 'delete') return;
  if (newer.has(item.key)) {
    // What the platform refused it did not create.
    item.decided ||= result.kind === 'rejected';
    item.result = { kind: 'skipped', reason: 'the record has changed since' };
  } else if (result.kind === 'rejected') return;
  else if (retry.delayFor(result.error, item.attempts) !== null)
    item.result = { kind: 'parked', missing: [] };
}
