import type { Entity, RecordKey } from '../model/index.ts';
import type { LedgerEntries } from '../state/index.ts';
import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-item.ts';

/**
 * Stage: recalls how the destination knows the records, what was written for them last, and what is still open for
 * them: a receipt that is not settled, a create that may have happened.
 */
export async function recallState(items: readonly PageItem[], context: PageContext): Promise<void> {
  const { store, destination, prepared, pipeline } = context;
  const { entity } = prepared;
  const keys = items.map(({ key }) => key);
  const [links, fingerprints, receipts, intents] = await Promise.all([
    store.links(destination.account, entity, keys),
    store.fingerprints(pipeline, entity, keys),
    prepared.destination.completion === 'async' ? openEntries(context, 'receipt', entity, keys) : noEntries,
    prepared.destination.identity === 'assigned' ? openEntries(context, 'intent', entity, keys) : noEntries,
  ]);
  for (const item of items) {
    item.remote = links.get(item.key)?.remote ?? null;
    item.linked = item.remote !== null;
    item.fingerprint = fingerprints.get(item.key) ?? null;
    item.intent = intents.get(item.key)?.at ?? null;
    // Two operations for one record at the same time could be carried out in the wrong order.
    if (receipts.has(item.key)) item.result = { kind: 'parked', missing: [receiptId(entity, item.key)] };
  }
}

const noEntries: ReadonlyMap<RecordKey, { readonly at: string }> = new Map();

async function openEntries<Kind extends 'receipt' | 'intent'>(
  { store, pipeline }: PageContext,
  kind: Kind,
  entity: Entity,
  keys: readonly RecordKey[],
): Promise<ReadonlyMap<RecordKey, LedgerEntries[Kind]>> {
  const found = new Map<RecordKey, LedgerEntries[Kind]>();
  for await (const entries of store.entries(pipeline, kind, { entity, keys })) {
    for (const entry of entries) found.set(entry.key, entry);
  }
  return found;
}

const receiptPrefix = 'receipt:';

/** What a record waits for whose last operation is not settled yet. */
function receiptId(entity: Entity, key: RecordKey): string {
  return `${receiptPrefix}${entity}:${key}`;
}

/** Whether a record waits for its own receipt, see `receiptId`. */
export function isReceiptId(missing: string): boolean {
  return missing.startsWith(receiptPrefix);
}
