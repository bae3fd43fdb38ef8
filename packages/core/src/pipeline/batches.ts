import type { DestinationEntityCapabilities, PlannedOperation } from '../connector/index.ts';

/** Something that carries an operation. */
interface WithOperation {
  readonly operation: PlannedOperation;
}

/**
 * Cuts operations into batches that the destination takes, by number and by bytes. Operations of one batch keep
 * their order. An operation that is larger than a whole batch makes a batch of its own.
 */
export function cutIntoBatches<Item extends WithOperation>(
  items: readonly Item[],
  { records, bytes }: DestinationEntityCapabilities['batch'],
): Item[][] {
  const batches: Item[][] = [];
  let batch: Item[] = [];
  let size = 0;
  for (const item of items) {
    const itemSize = bytes === undefined ? 0 : payloadBytes(item.operation);
    if (batch.length > 0 && (batch.length >= records || (bytes !== undefined && size + itemSize > bytes))) {
      batches.push(batch);
      batch = [];
      size = 0;
    }
    batch.push(item);
    size += itemSize;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

function payloadBytes({ payload }: PlannedOperation): number {
  return new TextEncoder().encode(JSON.stringify(payload)).length;
}
