import type { Entity, PlannedOperation, WriteOutcome } from '@pim-connector/core';

import type { BulkLane } from '../bulk/bulk-lane.ts';
import { queuedReceipt } from '../bulk/bulk-receipt.ts';
import { oneByOne } from './one-by-one.ts';
import { outcomeOfFailure } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { writeAssets } from './write-assets.ts';
import { writeCategory } from './write-category.ts';
import { writeInventory } from './write-inventory.ts';
import { writeMetaobject } from './write-metaobject.ts';
import { writePrices } from './write-prices.ts';
import { writeProduct } from './write-product.ts';

/** Carries operations of one entity out, one after the other: the engine writes several batches at a time. */
export function writeOperations(
  operations: readonly PlannedOperation[],
  session: WriteSession,
  bulk: BulkLane,
): AsyncIterable<WriteOutcome> {
  switch (operations[0]?.entity) {
    case 'price':
      return writePrices(operations, session);
    case 'inventory':
      return writeInventory(operations, session);
    case 'asset':
      return writeAssets(operations, session);
    default:
      return oneByOne(writeEach(operations, session, bulk));
  }
}

/** Of entities that are written record by record. */
const writers: { readonly [E in Entity]?: typeof writeProduct } = {
  category: writeCategory,
  referenceRecord: writeMetaobject,
};

async function* writeEach(
  operations: readonly PlannedOperation[],
  session: WriteSession,
  bulk: BulkLane,
): AsyncGenerator<readonly WriteOutcome[]> {
  const write = writers[operations[0]?.entity ?? 'product'] ?? writeProduct;
  const direct: PlannedOperation[] = [];
  const accepted: WriteOutcome[] = [];
  for (const operation of operations) {
    if (bulk.takes(operation, session))
      accepted.push({ key: operation.key, status: 'accepted', receipt: queuedReceipt() });
    else direct.push(operation);
  }
  yield accepted;
  for (const operation of direct)
    // oxlint-disable-next-line no-await-in-loop
    yield [
      await write(operation, session).catch((error: unknown) =>
        outcomeOfFailure(error, operation.key, session.tools),
      ),
    ];
}
