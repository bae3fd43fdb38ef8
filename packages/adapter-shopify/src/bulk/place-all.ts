import type { Settlement } from '@pim-connector/core';

import { inParallel } from '../write/in-parallel.ts';
import type { WriteSession } from '../write/session.ts';
import { queuedReceipt } from './bulk-receipt.ts';
import { startPause } from './locate-files.ts';
import type { OutgoingFiles } from './outgoing-files.ts';
import { isLater, placeLater } from './place-later.ts';
import type { UnplacedLater } from './place-later.ts';
import { askAndPlace, needsAsking, placed, placeLines } from './place-operation.ts';
import type { Unplaced } from './place-operation.ts';
import { linesOf } from './plan-lines.ts';
import { plannedProduct } from './planned-product.ts';

/** Calls at the same time, where something has to be asked first. */
const askedAtOnce = 8;

/**
 * Puts operations into files, as long as there is room.
 *
 * @param isFresh whether the shop surely has no product with a key of ours that has no link.
 * @param nextLook milliseconds until it is looked again what has ended: then there may be room.
 */
export async function* placeAll(
  unplaced: readonly (Unplaced | UnplacedLater)[],
  files: OutgoingFiles,
  isFresh: boolean,
  nextLook: number,
  session: WriteSession,
): AsyncGenerator<readonly Settlement[]> {
  const findsNoRoom = (each: UnplacedLater) => each.isFirst === true && !files.hasRoom();
  const { full = [], later = [] } = Object.groupBy(unplaced.filter(isLater), (each) =>
    findsNoRoom(each) ? 'full' : 'later',
  );
  yield full.map((each) => waitForRoom(each, nextLook));
  // Before anything new: whatever is half done is a draft until then.
  yield await placeLater(later, files, session);
  const settlements: Settlement[] = [];
  const asking: Unplaced[] = [];
  for (const each of unplaced) {
    if (isLater(each)) continue;
    const { key, operation } = each.receipt;
    if (!files.hasRoom()) settlements.push(waitForRoom(each, nextLook));
    else if (needsAsking(operation, each.tries, isFresh)) asking.push(each);
    else {
      const { lines } = linesOf(operation, plannedProduct(operation).payload, session.config);
      const receipt = placeLines(each.tries, lines, files, session);
      if (receipt === null) asking.push(each);
      else settlements.push(placed(key, receipt));
    }
  }
  yield settlements;
  yield await inParallel(asking, askedAtOnce, (each) => askAndPlace(each, files, session));
}

/** What is full is sent before more is made: there is room when an operation has ended. */
function waitForRoom({ receipt: { key, id }, tries }: Unplaced, nextLook: number): Settlement {
  const receipt = queuedReceipt(tries);
  const checkAfter = Math.max(startPause, nextLook);
  return { key, status: 'pending', checkAfter, ...(id === receipt.id ? {} : { receipt }) };
}
