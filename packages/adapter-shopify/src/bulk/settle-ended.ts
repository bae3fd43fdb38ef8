import type { PendingReceipt, Settlement } from '@pim-connector/core';

import type { WriteSession } from '../write/session.ts';
import type { BulkReceipt } from './bulk-receipt.ts';
import { finishedDirectly } from './finish-lines.ts';
import { lateFailure, lineOutcome } from './line-outcome.ts';
import type { UnplacedLater } from './place-later.ts';
import type { Unplaced } from './place-operation.ts';
import type { ResultRows } from './read-rows.ts';

/** How often lines are sent that Shopify says nothing of. */
const mostTries = 3;

/** Rows of a file that has ended; `null`: it is done without. */
export type EndedFile = (file: string) => ResultRows | null | undefined;

/** Tells what became of an operation whose files have ended, or which of its lines are to be sent. */
export async function settleEnded(
  receipt: PendingReceipt,
  { lines, tries, progress }: BulkReceipt,
  rowsOf: EndedFile,
  session: WriteSession,
): Promise<Settlement | Unplaced | UnplacedLater> {
  const { key, operation } = receipt;
  if (lines.some(([file]) => rowsOf(file) === null))
    return { key, status: 'settled', outcome: await finishedDirectly(operation, progress, session) };
  const rows = lines.map(([file, line]) => rowsOf(file)?.get(line));
  const outcome = await lineOutcome(operation, rows, progress, session);
  if (outcome !== 'again')
    return 'stage' in outcome
      ? { receipt, tries: 0, progress: outcome }
      : { key, status: 'settled', outcome };
  if (tries + 1 < mostTries) return unplaced(receipt, tries + 1, progress);
  const error = session.tools.error('record.failed', 'Shopify says nothing of a line of a bulk mutation', {
    operation: 'settle',
    key,
    hint: 'Replay the record, or write directly: `lane: "direct"`.',
  });
  return {
    key,
    status: 'settled',
    outcome:
      progress === undefined
        ? { key, status: 'failed', error }
        : await lateFailure(error, operation, progress, session),
  };
}

/** An operation that needs a place in files, of whichever of its lines. */
export function unplaced(
  receipt: PendingReceipt,
  tries: number,
  progress: BulkReceipt['progress'],
): Unplaced | UnplacedLater {
  return progress === undefined ? { receipt, tries } : { receipt, tries, progress };
}
