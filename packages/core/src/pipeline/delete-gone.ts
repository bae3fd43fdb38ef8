import { isConnectorError } from '../errors/index.ts';
import { deleteWaiting } from './finish-pass.ts';
import type { RunContext } from './run-context.ts';
import { assertAddsUp } from './run-pass.ts';
import type { PassEnd } from './run-pass.ts';

/**
 * Deletes what is gone, once all entities were brought over, and in the opposite order: what refers to something goes
 * before it, so that a platform need not refuse to delete what is still in use.
 *
 * @param failure why the passes ended early, if they did. What can be deleted is deleted all the same, unless the run is to stop.
 */
export async function deleteGone(
  passes: readonly PassEnd[],
  failure: unknown,
  run: RunContext,
): Promise<void> {
  if (run.signal.aborted || isConnectorError(failure, 'run.reject_ratio', 'run.unbalanced', 'lease.lost'))
    return;
  for (const { prepared, progress, swept } of passes.toReversed()) {
    if (swept === null) continue;
    // oxlint-disable-next-line no-await-in-loop
    await deleteWaiting(swept.notSwept, run.pageContext(prepared), progress, run, swept.listed);
    assertAddsUp(progress, run);
  }
}
