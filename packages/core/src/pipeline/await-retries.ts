import { findChanges } from './find-changes.ts';
import type { PageContext } from './page-context.ts';
import { isUndo } from './page-item.ts';
import type { WritableItem } from './page-item.ts';
import { pause } from './pause.ts';
import { planOperations } from './plan-operations.ts';
import { awaitLookupLag, lookUp, readBackOf } from './recall-remote.ts';

/** Waits until records that failed for a passing reason may be tried again, and gives those that must be. */
export async function awaitRetries(
  items: readonly WritableItem[],
  context: PageContext,
): Promise<readonly WritableItem[]> {
  const again: WritableItem[] = [];
  let delay = 0;
  for (const item of items) {
    if (item.result?.kind !== 'failed') continue;
    const wait = context.retry.delayFor(item.result.error, item.attempts);
    if (wait === null) continue;
    delay = Math.max(delay, wait);
    again.push(item);
  }
  if (again.length === 0) return again;
  const attempts = Math.max(...again.map((item) => item.attempts));
  context.onRetry(
    again.map(({ key }) => key),
    attempts,
    delay,
  );
  const uncertain = again.filter((item) => mayHaveBeenCreated(item, context));
  // A request that got no answer in time may have been carried out up to now.
  for (const item of uncertain) item.sentUntil = context.connector.clock.now();
  // Whatever ends the run from here on, they have not failed: they are still to be written.
  for (const item of again) item.result = null;
  await pause(delay, context);
  await planPartlyWritten(again, context);
  await takeWhatWasCreated(uncertain, context);
  return again.filter(({ result }) => result === null);
}

/** What the destination says of records that it wrote in part is what they are planned by now. */
async function planPartlyWritten(items: readonly WritableItem[], context: PageContext): Promise<void> {
  const moved = items.filter(
    (item) => item.desired?.op === 'upsert' && item.desired.remote !== item.remote && !isUndo(item),
  );
  if (moved.length === 0) return;
  await findChanges(moved, context);
  await planOperations(moved, context);
}

// A create that may have happened must not be repeated where it would make a second record. A platform that was
// too busy to take the request surely did not carry it out.
function mayHaveBeenCreated({ operation, remote, result }: WritableItem, { prepared }: PageContext): boolean {
  if (operation.action !== 'create' || prepared.destination.identity === 'natural') return false;
  // The destination itself has said what became of it.
  if (remote !== null) return false;
  return result?.kind === 'failed' && result.error.code !== 'rate.limited';
}

/** Where the lookup fails, the records fail with it and are not tried again: nobody knows whether they are there. */
async function takeWhatWasCreated(items: readonly WritableItem[], context: PageContext): Promise<void> {
  if (items.length === 0) return;
  await awaitLookupLag(items, context);
  const found = await lookUp(items, context);
  const there = items.filter((item) => {
    const remote = found.get(item.key);
    if (remote === undefined) return false;
    item.remote = remote.remote;
    item.there = readBackOf(remote);
    item.decided = true;
    return true;
  });
  // It may be an older record of the key that was found: what differs in it is still to be written.
  const upserts = there.filter((item) => !isUndo(item));
  await findChanges(upserts, context);
  await planOperations(upserts, context);
  for (const item of there) {
    const { remote, result } = item;
    if (remote !== null && (isUndo(item) || result?.kind === 'unchanged'))
      item.result = { kind: 'created', remote };
  }
}
