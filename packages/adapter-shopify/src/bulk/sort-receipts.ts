import type { PendingReceipt, Settlement } from '@pim-connector/core';

import type { BulkReceipt } from './bulk-receipt.ts';
import type { UnplacedLater } from './place-later.ts';
import type { Unplaced } from './place-operation.ts';
import { decidingPlace, waitsForMore } from './places-of-files.ts';
import type { Place } from './places-of-files.ts';
import { unplaced } from './settle-ended.ts';

/** A receipt that is asked about, and what it says. */
export interface AskedReceipt {
  readonly receipt: PendingReceipt;
  readonly at: BulkReceipt;
}

/** Receipts by what is to be done about them. */
export interface SortedReceipts {
  readonly waiting: readonly Settlement[];
  /** Those whose files have ended, or are done without. */
  readonly ended: readonly AskedReceipt[];
  /** Those that stand in no file, or in one that is lost. */
  readonly toPlace: readonly (Unplaced | UnplacedLater)[];
}

/** Sorts receipts by where their files are. */
export function sortReceipts(
  asked: readonly AskedReceipt[],
  places: ReadonlyMap<string, Place>,
): SortedReceipts {
  const waiting: Settlement[] = [];
  const ended: AskedReceipt[] = [];
  const toPlace: (Unplaced | UnplacedLater)[] = [];
  for (const each of asked) {
    const { receipt, at } = each;
    const place = decidingPlace(at, places);
    if (place === undefined || place.kind === 'lost') toPlace.push(unplaced(receipt, at.tries, at.progress));
    else if ('checkAfter' in place) {
      const { checkAfter } = place;
      waiting.push({
        key: receipt.key,
        status: 'pending',
        checkAfter,
        waitsForMore: waitsForMore(at, places),
      });
    } else ended.push(each);
  }
  return { waiting, ended, toPlace };
}
