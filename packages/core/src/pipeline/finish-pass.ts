import type { DeleteMode, ReadEnd } from '../connector/index.ts';
import type { DeletionEntry, OpenPass } from '../state/index.ts';
import { announce } from './announce.ts';
import type { OnSettled } from './ask-about-due.ts';
import { carryOutDeletes } from './carry-out-deletes.ts';
import { readFuse, recentDeletes } from './delete-fuse.ts';
import { dropGone } from './drop-gone.ts';
import type { PageContext } from './page-context.ts';
import type { PageResult } from './page-result.ts';
import type { PassProgress, Waited } from './pass-progress.ts';
import { pause } from './pause.ts';
import { isAnyCreatedElsewhere, releaseParked } from './release-parked.ts';
import type { RunContext } from './run-context.ts';
import { settleReceipts } from './settle-receipts.ts';
import { countDeletes, holdDeletes, sweep } from './sweep.ts';
import type { Swept } from './sweep.ts';

/** After the last page: settles what was accepted, releases what was parked, and lists what is gone. */
export async function finishPass(
  pass: OpenPass,
  end: ReadEnd,
  context: PageContext,
  progress: PassProgress,
  run: RunContext,
): Promise<Swept> {
  await settleAndRelease(context, progress, run);
  if (context.deleteMode === null) return { listed: false, notSwept: null };
  const swept = await sweep(pass, end, context);
  progress.deletes({ done: 0, held: 0, notSwept: swept.notSwept });
  await dropGone(pass, end, context, (entries, result) =>
    move('parked', entries, result, context, progress, run),
  );
  return swept;
}

// Milliseconds until it is looked again whether another pipeline has created what this one wants to write.
const createPause = 500;

/**
 * Settles and releases in turn: what is released may be accepted again, and what is settled may release others. What
 * other pipelines are creating is waited for.
 *
 * @param patience milliseconds that are waited for what is open already.
 */
export async function settleAndRelease(
  context: PageContext,
  progress: PassProgress,
  run: RunContext,
  patience: number = settleTimeOf(run),
): Promise<void> {
  const deadline = run.clock.now() + patience;
  let time = patience;
  let accepted = true;
  let elsewhere = false;
  while (accepted || elsewhere) {
    accepted = false;
    // oxlint-disable-next-line no-await-in-loop
    await settleOpen(context, progress, run, time);
    // oxlint-disable-next-line no-await-in-loop
    await releaseParked(context, (entries, result) => {
      accepted ||= result.counts.accepted > 0;
      move('parked', entries, result, context, progress, run);
    });
    time = settleTimeOf(run);
    // oxlint-disable-next-line no-await-in-loop
    elsewhere = run.clock.now() + createPause <= deadline && (await isAnyCreatedElsewhere(context));
    // oxlint-disable-next-line no-await-in-loop
    if (elsewhere) await pause(createPause, context);
  }
}

function settleTimeOf({ options: { settleTime = 600_000 } }: RunContext): number {
  return settleTime;
}

/** Settles what was accepted, and waits for it for some milliseconds. */
export async function settleOpen(
  context: PageContext,
  progress: PassProgress,
  run: RunContext,
  patience: number,
): Promise<void> {
  if (context.prepared.destination.completion === 'sync') return;
  await settleReceipts(context, run.clock.now() + patience, countSettled(context, progress, run));
}

/** Counts what became of accepted operations, and tells of it. */
export function countSettled(context: PageContext, progress: PassProgress, run: RunContext): OnSettled {
  return (entries, result) => move('accepted', entries, result, context, progress, run);
}

function move(
  from: 'parked' | 'accepted',
  entries: readonly Waited[],
  result: PageResult,
  { prepared }: PageContext,
  progress: PassProgress,
  run: RunContext,
): void {
  progress.move(from, entries, result);
  announce(prepared.entity, result, run);
}

/**
 * Carries out the deletes that wait, if there are not too many.
 *
 * @param notSwept why nothing was swept, for the report.
 * @param listed whether a sweep has just listed everything that is gone. What an earlier one listed may be half a
 *   list, and is only deleted if somebody allows it.
 */
export async function deleteWaiting(
  notSwept: string | null,
  context: PageContext,
  progress: PassProgress,
  run: RunContext,
  listed = false,
): Promise<void> {
  const mode: DeleteMode | null = context.deleteMode;
  if (mode === null) return;
  const { entity } = context.prepared;
  const isDue = ({ reason }: DeletionEntry) => reason === 'reported' || listed || run.allowDeletes;
  const deletes = await countDeletes(context, isDue);
  const held = await countDeletes(context, (entry) => !isDue(entry));
  progress.deletes({ done: 0, held, notSwept });
  if (deletes === 0) return;
  const known = await run.store.known(run.pipeline, entity);
  const fuse = readFuse(deletes, known, await recentDeletes(context), run.options.deletes ?? {});
  if (fuse.blown && !run.allowDeletes) {
    await holdDeletes(context);
    progress.deletes({ done: 0, held: held + deletes, notSwept });
    run.emit('deletes.held', { entity, deletes, limit: fuse.limit, known: fuse.known });
    return;
  }
  let accepted = false;
  await carryOutDeletes(context, { mode, allowed: run.allowDeletes, isDue }, (entries, result) => {
    accepted ||= result.counts.accepted > 0;
    move('parked', entries.map(waitedOf), result, context, progress, run);
    progress.deletes({ done: result.counts.deleted + result.counts.skipped, held, notSwept });
  });
  if (accepted) await settleDeletes(notSwept, held, context, progress, run);
}

async function settleDeletes(
  notSwept: string | null,
  held: number,
  context: PageContext,
  progress: PassProgress,
  run: RunContext,
): Promise<void> {
  await settleReceipts(context, run.clock.now() + settleTimeOf(run), (entries, result) => {
    move('accepted', entries, result, context, progress, run);
    progress.deletes({ done: result.counts.deleted, held, notSwept });
  });
}

// What a sweep found was read by no run.
function waitedOf({ key, run, reason }: DeletionEntry): Waited {
  return { key, run: reason === 'swept' ? '' : run };
}
