import type { Entity, PlannedOperation, WriteOutcome } from '@pim-connector/core';

import type { BulkLane } from '../bulk/bulk-lane.ts';
import { queuedReceipt } from '../bulk/bulk-receipt.ts';
import { outcomeOf } from './partly-written.ts';
import type { NoteLink } from './partly-written.ts';
import type { WriteSession } from './session.ts';
import { writeAssets } from './write-assets.ts';
import { writeCategory } from './write-category.ts';
import { writeInventory } from './write-inventory.ts';
import { writeMetaobject } from './write-metaobject.ts';
import { writePrices } from './write-prices.ts';
import { writeProduct } from './write-product.ts';

/** Carries operations of one entity out, one after the other: the engine writes several batches at a time. */
export async function* writeOperations(
  operations: readonly PlannedOperation[],
  session: WriteSession,
  bulk: BulkLane,
): AsyncGenerator<WriteOutcome> {
  for await (const outcome of outcomesOf(operations, session, bulk)) {
    if (outcome.status === 'rejected') session.facts.doubt();
    yield outcome;
  }
}

function outcomesOf(
  operations: readonly PlannedOperation[],
  session: WriteSession,
  bulk: BulkLane,
): AsyncGenerator<WriteOutcome> {
  switch (operations[0]?.entity) {
    case 'price':
      return writePrices(operations, session);
    case 'inventory':
      return writeInventory(operations, session);
    case 'asset':
      return writeAssets(operations, session);
    default:
      return writeEach(operations, session, bulk);
  }
}

/** Writes one record; tells the link as soon as, and each time that, a part of it is written. */
type RecordWriter = (
  operation: PlannedOperation,
  session: WriteSession,
  note: NoteLink,
) => Promise<WriteOutcome>;

/** Of entities that are written record by record. */
const writers: { readonly [E in Entity]?: RecordWriter } = {
  category: writeCategory,
  referenceRecord: writeMetaobject,
};

async function* writeEach(
  operations: readonly PlannedOperation[],
  session: WriteSession,
  bulk: BulkLane,
): AsyncGenerator<WriteOutcome> {
  const write = writers[operations[0]?.entity ?? 'product'] ?? writeProduct;
  for (const operation of operations) {
    if (bulk.takes(operation, session)) {
      yield { key: operation.key, status: 'accepted', receipt: queuedReceipt() };
      continue;
    }
    // oxlint-disable-next-line no-await-in-loop
    yield await outcomeOf(operation.key, session.tools, (note) => write(operation, session, note));
  }
}
