import type { DesiredRecord, Receipt } from '../connector/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import type { ReceiptEntry } from '../state/index.ts';
import type { SettledOutcome } from './ask-about-receipts.ts';
import { commitItems } from './commit-items.ts';
import type { PageContext } from './page-context.ts';
import { pageItem } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { receiptGroup } from './page-ledger.ts';
import { pageResult } from './page-result.ts';
import type { PageResult } from './page-result.ts';
import { recallIntents } from './recall-intents.ts';
import { takeOutcome } from './take-outcome.ts';

/**
 * Keeps the receipts that take the place of others: from now on, those are asked about.
 *
 * @returns the entries as they are now.
 */
export async function commitReplaced(
  entries: readonly ReceiptEntry[],
  replaced: ReadonlyMap<RecordKey, Receipt>,
  { store, lease }: PageContext,
): Promise<readonly ReceiptEntry[]> {
  const now = entries.map((entry): ReceiptEntry => {
    const receipt = replaced.get(entry.key);
    if (receipt === undefined) return entry;
    const { group: _before, ...rest } = entry;
    return { ...rest, receipt, ...receiptGroup(receipt) };
  });
  const set = now.filter(({ key }) => replaced.has(key));
  if (set.length > 0) await store.commit(lease(), { ledger: [{ kind: 'receipt', set }] });
  return now;
}

/** Keeps what became of accepted operations, and takes their receipts away. */
export async function commitSettled(
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
