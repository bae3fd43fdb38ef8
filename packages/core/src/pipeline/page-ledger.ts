import type { Receipt } from '../connector/index.ts';
import type {
  AnyLedgerChange,
  AuditEntry,
  DeletionEntry,
  ParkedEntry,
  ReceiptEntry,
} from '../state/index.ts';
import type { CommitWith } from './commit-with.ts';
import { fingerprintOf } from './item-fingerprint.ts';
import type { PageContext } from './page-context.ts';
import { isParkedUpsert, isSuperseded, isUndo } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { sentFields } from './sent-fields.ts';
import { unfinishedChanges } from './unfinished-changes.ts';

/** What the results of a page change in the ledger. */
export function pageLedger(
  items: readonly PageItem[],
  context: PageContext,
  commit: Pick<CommitWith, 'at' | 'since' | 'fromReceipts'>,
): AnyLedgerChange[] {
  const { at } = commit;
  const withResult = items.filter((item) => item.result !== null && !isSuperseded(item));
  const changes = waitingChanges(
    withResult.filter((item) => !isUndo(item)),
    context,
    commit,
  );
  changes.push(...unfinishedChanges(withResult, context, at));
  if (context.prepared.destination.completion === 'async') {
    const set = withResult.flatMap((item) => receiptEntry(item, context, at));
    if (set.length > 0) changes.push({ kind: 'receipt', set });
  }
  const undone = withResult.flatMap(({ result, undo }) => (result?.kind === 'deleted' ? (undo ?? []) : []));
  if (undone.length > 0) changes.push({ kind: 'undo', set: undone });
  const audited = context.audit ? withResult.flatMap((item) => auditEntry(item, context, at)) : [];
  if (audited.length > 0) changes.push({ kind: 'audit', set: audited });
  return changes;
}

/** What waits: for other records, for its own receipt, or, a delete, for the end of the pass. */
function waitingChanges(
  items: readonly PageItem[],
  context: PageContext,
  { at, since, fromReceipts }: Pick<CommitWith, 'at' | 'since' | 'fromReceipts'>,
): AnyLedgerChange[] {
  const { entity } = context.prepared;
  const places = (chosen: readonly PageItem[]) => chosen.map(({ key }) => ({ entity, key }));
  const parked = items
    .filter(isParkedUpsert)
    .map((item) => parkedEntry(item, context, since.get(item.key) ?? at, at));
  if (fromReceipts) return parked.length > 0 ? [{ kind: 'parked', set: parked }] : [];
  // Whatever else became of a record, it does not wait any more; and a record that exists is not to be deleted.
  const remove = places(items.filter((item) => !isParkedUpsert(item)));
  const existing = places(items.filter(({ record }) => record.op === 'upsert'));
  return [
    { kind: 'parked', set: parked, remove },
    { kind: 'deletion', set: items.flatMap((item) => deletionEntry(item, context, at)), remove: existing },
  ];
}

function parkedEntry(
  item: PageItem,
  { prepared, run }: PageContext,
  at: string,
  readAt: string,
): ParkedEntry {
  const { key, record, result, attempts, waited } = item;
  const parked = result?.kind === 'parked' ? result : null;
  return {
    entity: prepared.entity,
    key,
    at,
    readAt,
    run: readBy(item, run),
    record,
    missing: parked?.missing ?? [],
    ...(parked?.deferrable === true ? { deferrable: true } : {}),
    attempts,
    ...waited,
  };
}

function deletionEntry(
  { key, record, result }: PageItem,
  { prepared, run }: PageContext,
  at: string,
): DeletionEntry[] {
  if (record.op !== 'delete' || result?.kind !== 'parked') return [];
  return [{ entity: prepared.entity, key, at, run, status: 'waiting', reason: 'reported' }];
}

function receiptEntry(item: PageItem, { prepared, run }: PageContext, at: string): ReceiptEntry[] {
  const { key, record, result, operation, remote, attempts } = item;
  if (result?.kind !== 'accepted' || operation === null) return [];
  const { receipt } = result;
  const fingerprint = fingerprintOf(item);
  const { entity } = prepared;
  const { undo } = item;
  const what = {
    entity,
    key,
    at,
    run: readBy(item, run),
    receipt,
    record,
    operation,
    fingerprint,
    remote,
    attempts,
    undo,
  };
  return [{ ...what, ...receiptGroup(receipt), ...item.waited }];
}

/** The run that read the record; none, if it is finished: the pass that read it has counted it already. */
function readBy({ isFinishing }: PageItem, run: string): string {
  return isFinishing ? '' : run;
}

/** Receipts of one job can be listed together. */
export function receiptGroup({ job }: Receipt): { readonly group?: string } {
  return job === undefined ? {} : { group: job };
}

function auditEntry(item: PageItem, { prepared, run, actor }: PageContext, at: string): AuditEntry[] {
  const { key, result, operation, warnings } = item;
  if (result?.kind !== 'created' && result?.kind !== 'updated' && result?.kind !== 'deleted') return [];
  return [
    {
      entity: prepared.entity,
      key: `${key} ${at}`,
      at,
      record: key,
      run,
      actor,
      action: result.kind,
      sections: operation?.sections ?? [],
      ...sentFields(operation?.payload ?? null),
      warnings: warnings.map(({ severity, message }) => ({ severity, message })),
    },
  ];
}
