import type { DeleteMode, ReadEnd } from '../connector/index.ts';
import type { OpenPass } from '../state/index.ts';
import { announce } from './announce.ts';
import { carryOutDeletes } from './carry-out-deletes.ts';
import { readFuse } from './delete-fuse.ts';
import type { PageContext } from './page-context.ts';
import type { PageResult } from './page-result.ts';
import type { PassProgress, Waited } from './pass-progress.ts';
import { releaseParked } from './release-parked.ts';
import type { RunContext } from './run-context.ts';
import { settleReceipts } from './settle-receipts.ts';
import { countDeletes, holdDeletes, sweep } from './sweep.ts';

/** After the last page: settles what was accepted, releases what was parked, deletes what is gone. */
export async function finishPass(
  pass: OpenPass,
  end: ReadEnd,
  context: PageContext,
  progress: PassProgress,
  run: RunContext,
): Promise<void> {
  await settleAndRelease(context, progress, run);
  await deleteWhatIsGone(pass, end, context, progress, run);
  await settleOpen(context, progress, run);
}

/** Settles and releases in turn: what is released may be accepted again, and what is settled may release others. */
export async function settleAndRelease(
  context: PageContext,
  progress: PassProgress,
  run: RunContext,
): Promise<void> {
  let written = true;
  while (written) {
    written = false;
    // oxlint-disable-next-line no-await-in-loop
    await settleOpen(context, progress, run);
    // oxlint-disable-next-line no-await-in-loop
    await releaseParked(context, (entries, result) => {
      written ||= result.counts.accepted > 0;
      move('parked', entries, result, context, progress, run);
    });
  }
}

async function settleOpen(context: PageContext, progress: PassProgress, run: RunContext): Promise<void> {
  if (context.prepared.destination.completion === 'sync') return;
  const { settleTime = 600_000 } = run.options;
  await settleReceipts(context, run.clock.now() + settleTime, (entries, result) =>
    move('accepted', entries, result, context, progress, run),
  );
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

async function deleteWhatIsGone(
  pass: OpenPass,
  end: ReadEnd,
  context: PageContext,
  progress: PassProgress,
  run: RunContext,
): Promise<void> {
  if (context.deleteMode === null) return;
  await deleteWaiting(await sweep(pass, end, context), context, progress, run);
}

/**
 * Carries out the deletes that wait, if there are not too many.
 *
 * @param notSwept why nothing was swept, for the report.
 */
export async function deleteWaiting(
  notSwept: string | null,
  context: PageContext,
  progress: PassProgress,
  run: RunContext,
): Promise<void> {
  const mode: DeleteMode | null = context.deleteMode;
  if (mode === null) return;
  const { entity } = context.prepared;
  const deletes = await countDeletes(context);
  progress.deletes({ done: 0, held: 0, notSwept });
  if (deletes === 0) return;
  const fuse = readFuse(deletes, await run.store.known(run.pipeline, entity), run.options.deletes ?? {});
  if (fuse.blown && !run.allowDeletes) {
    await holdDeletes(context);
    progress.deletes({ done: 0, held: deletes, notSwept });
    run.emit('deletes.held', { entity, deletes, limit: fuse.limit, known: fuse.known });
    return;
  }
  await carryOutDeletes(context, mode, (entries, result) => {
    move('parked', entries, result, context, progress, run);
    progress.deletes({ done: result.counts.deleted + result.counts.skipped, held: 0, notSwept });
  });
}
