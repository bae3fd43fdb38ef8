import type { PendingReceipt, PlannedOperation, Settlement } from '@pim-connector/core';

import { inParallel } from '../write/in-parallel.ts';
import type { WriteSession } from '../write/session.ts';
import { dividedStatus } from '../write/write-rest.ts';
import { placedReceipt } from './bulk-receipt.ts';
import type { BulkReceipt } from './bulk-receipt.ts';
import { finishedDirectly } from './finish-lines.ts';
import { firstLateStage } from './late-stages.ts';
import { lineOutcome } from './line-outcome.ts';
import type { UnplacedLater } from './place-later.ts';
import type { Unplaced } from './place-operation.ts';
import { plannedProduct } from './planned-product.ts';
import type { Progress } from './progress.ts';
import type { ResultRows } from './read-rows.ts';

/** How often lines are sent that Shopify says nothing of. */
const mostTries = 3;
/** Calls of the direct lane at the same time, where it helps out. */
const directAtOnce = 8;
const hour = 3_600_000;

/** Rows of a file that has ended; `null`: it is done without. */
export type EndedFile = (file: string) => ResultRows | null | undefined;

/** An operation that a limit of the day keeps back: it stands in no file until it is asked about again. */
interface HeldBack {
  readonly isHeldBack: true;
  readonly settlement: Settlement;
}

/** Operations whose files have ended, by what became of them. */
export interface SettledReceipts {
  readonly settled: readonly Settlement[];
  /** Those that a limit of the day keeps back. */
  readonly heldBack: readonly Settlement[];
  /** Those of which lines are to be sent: the next ones, or the same once more. */
  readonly again: readonly (Unplaced | UnplacedLater)[];
}

/** Tells what became of operations whose files have ended. */
export async function settleAll(
  ended: readonly { readonly receipt: PendingReceipt; readonly at: BulkReceipt }[],
  rowsOf: EndedFile,
  session: WriteSession,
): Promise<SettledReceipts> {
  const settled: Settlement[] = [];
  const held: Settlement[] = [];
  const again: (Unplaced | UnplacedLater)[] = [];
  const settle = ({ receipt, at }: (typeof ended)[number]) => settleEnded(receipt, at, rowsOf, session);
  for (const answer of await inParallel(ended, directAtOnce, settle)) {
    if ('tries' in answer) again.push(answer);
    else if ('isHeldBack' in answer) held.push(answer.settlement);
    else settled.push(answer);
  }
  return { settled, heldBack: held, again };
}

async function settleEnded(
  receipt: PendingReceipt,
  { lines, tries, progress }: BulkReceipt,
  rowsOf: EndedFile,
  session: WriteSession,
): Promise<Settlement | Unplaced | UnplacedLater | HeldBack> {
  const { key, operation } = receipt;
  if (lines.some(([file]) => rowsOf(file) === null))
    return { key, status: 'settled', outcome: await finishedDirectly(operation, progress, session) };
  const rows = lines.map(([file, line]) => rowsOf(file)?.get(line));
  const isLast = tries + 1 >= mostTries;
  const outcome = await lineOutcome({ operation, rows, progress, isLast }, session);
  if (outcome === 'again') return unplaced(receipt, tries + 1, progress);
  if (outcome === 'tomorrow') return heldBack(receipt, tries, progress);
  return 'stage' in outcome ? { receipt, tries: 0, progress: outcome } : { key, status: 'settled', outcome };
}

function heldBack({ key }: PendingReceipt, tries: number, progress: BulkReceipt['progress']): HeldBack {
  const receipt = placedReceipt({
    tries,
    since: 0,
    lines: [],
    ...(progress === undefined ? {} : { progress }),
  });
  return { isHeldBack: true, settlement: { key, status: 'pending', checkAfter: hour, receipt } };
}

/** An operation that needs a place in files, of whichever of its lines. */
export function unplaced(
  receipt: PendingReceipt,
  tries: number,
  progress: BulkReceipt['progress'],
): Unplaced | UnplacedLater {
  if (progress !== undefined) return { receipt, tries, progress };
  const start = startOf(receipt.operation);
  return start === undefined ? { receipt, tries } : { receipt, tries, progress: start, isFirst: true };
}

/** How far a change is from the outset that has nothing that could go before what comes later. */
function startOf(operation: PlannedOperation): Progress | undefined {
  const { payload, memo } = plannedProduct(operation);
  if (memo.remote === null) return undefined;
  const { product = {}, tags, collections, metafields, variants = [] } = dividedStatus(payload).first;
  const hasFirst =
    Object.keys(product).length > 0 ||
    tags !== undefined ||
    collections !== undefined ||
    metafields !== undefined ||
    variants.some((each) => Object.keys(each.fields).length > 0 || each.metafields !== undefined);
  if (hasFirst) return undefined;
  return { stage: firstLateStage, id: memo.remote.id, handle: null, variants: [], without: [] };
}
