import type {
  AnyLedgerChange,
  AuditEntry,
  DeletionEntry,
  ParkedEntry,
  ReceiptEntry,
} from '../state/index.ts';
import { fingerprintOf } from './item-fingerprint.ts';
import type { PageContext } from './page-context.ts';
import type { ItemResult, PageItem } from './page-item.ts';
import { sentFields } from './sent-fields.ts';

/** What the results of a page change in the ledger. */
export function pageLedger(items: readonly PageItem[], context: PageContext, at: string): AnyLedgerChange[] {
  const { entity } = context.prepared;
  const withResult = items.filter(({ result }) => result !== null);
  const places = (chosen: readonly PageItem[]) => chosen.map(({ key }) => ({ entity, key }));
  const parked = withResult.filter(isParkedUpsert);
  // Whatever else became of a record, it does not wait any more; and a record that exists is not to be deleted.
  const notParked = withResult.filter((item) => !isParkedUpsert(item) && !isSuperseded(item));
  const existing = withResult.filter(({ record }) => record.op === 'upsert');
  const changes: AnyLedgerChange[] = [
    { kind: 'parked', set: parked.map((item) => parkedEntry(item, context, at)), remove: places(notParked) },
    {
      kind: 'deletion',
      set: withResult.flatMap((item) => deletionEntry(item, context, at)),
      remove: places(existing),
    },
  ];
  if (context.prepared.destination.completion === 'async') {
    const set = withResult.flatMap((item) => receiptEntry(item, context, at));
    if (set.length > 0) changes.push({ kind: 'receipt', set });
  }
  const intended = withResult.filter((item) => item.intent !== null && isCreateDecided(item.result));
  if (intended.length > 0) changes.push({ kind: 'intent', remove: places(intended) });
  const audited = context.audit ? withResult.flatMap((item) => auditEntry(item, context, at)) : [];
  if (audited.length > 0) changes.push({ kind: 'audit', set: audited });
  return changes;
}

function isParkedUpsert({ record, result }: PageItem): boolean {
  return record.op === 'upsert' && result?.kind === 'parked';
}

// An earlier record of a page says nothing about the key; the later one does.
function isSuperseded({ result }: PageItem): boolean {
  return result?.kind === 'skipped' && result.reason === supersededReason;
}

/** Why the earlier of two records with one key is skipped. */
export const supersededReason = 'a later record of the same page has the same key';

function parkedEntry(item: PageItem, { prepared, run }: PageContext, at: string): ParkedEntry {
  const { key, record, result, attempts, waited } = item;
  const missing = result?.kind === 'parked' ? result.missing : [];
  return { entity: prepared.entity, key, at, run, record, missing, attempts, ...waited };
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
  return [
    { entity, key, at, run, receipt, record, operation, fingerprint, remote, attempts, ...item.waited },
  ];
}

// After a failure nobody knows whether the record was created; every other result says so.
function isCreateDecided(result: ItemResult | null): boolean {
  return result !== null && result.kind !== 'failed' && result.kind !== 'parked';
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
      fields: operation === null ? [] : sentFields(operation.payload),
      warnings: warnings.map(({ severity, message }) => ({ severity, message })),
    },
  ];
}
