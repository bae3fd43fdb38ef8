import type { Entity, RecordKey } from '../model/index.ts';
import type { PageContext } from './page-context.ts';

/** Records for which an operation of a pipeline was accepted and is not settled yet. */
export async function openReceipts(
  pipeline: string,
  keys: readonly RecordKey[],
  { store, prepared }: PageContext,
): Promise<ReadonlySet<RecordKey>> {
  const open = new Set<RecordKey>();
  if (keys.length === 0) return open;
  for await (const entries of store.entries(pipeline, 'receipt', { entity: prepared.entity, keys })) {
    for (const { key } of entries) open.add(key);
  }
  return open;
}

const receiptPrefix = 'receipt:';

/** What a record waits for whose last operation is not settled yet. */
export function receiptId(entity: Entity, key: RecordKey): string {
  return `${receiptPrefix}${entity}:${key}`;
}

/** Whether a record waits for its own receipt, see `receiptId`. */
export function isReceiptId(missing: string): boolean {
  return missing.startsWith(receiptPrefix);
}
