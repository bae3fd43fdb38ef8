import type { Entity, PlannedOperation, WriteOutcome } from '@pim-connector/core';

import type { BulkLane } from '../bulk/bulk-lane.ts';
import { oneByOne } from './one-by-one.ts';
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
export function writeOperations(
  operations: readonly PlannedOperation[],
  session: WriteSession,
  bulk: BulkLane,
): AsyncIterable<WriteOutcome> {
  switch (operations[0]?.entity) {
    case 'price':
      return writePrices(operations, session);
    case 'inventory':
      return doubting(writeInventory(operations, session), session);
    case 'asset':
      return writeAssets(operations, session);
    default:
      return oneByOne(writeEach(operations, session, bulk));
  }
}

async function* doubting(
  outcomes: AsyncIterable<WriteOutcome>,
  session: WriteSession,
): AsyncGenerator<WriteOutcome> {
  for await (const outcome of outcomes) {
    doubtIfRefused(outcome, session);
    yield outcome;
  }
}

/** What was refused may have been made of what is not so any more. */
function doubtIfRefused({ status }: WriteOutcome, { facts }: WriteSession): void {
  if (status === 'rejected') facts.doubt();
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
): AsyncGenerator<readonly WriteOutcome[]> {
  const write = writers[operations[0]?.entity ?? 'product'] ?? writeProduct;
  const direct: PlannedOperation[] = [];
  const accepted: WriteOutcome[] = [];
  for (const operation of operations) {
    const receipt = bulk.accept(operation, session);
    if (receipt === null) direct.push(operation);
    else accepted.push({ key: operation.key, status: 'accepted', receipt });
  }
  yield accepted;
  for (const operation of direct) {
    // oxlint-disable-next-line no-await-in-loop
    const outcome = await outcomeOf(operation, session.tools, (note) => write(operation, session, note));
    doubtIfRefused(outcome, session);
    yield [outcome];
  }
}
