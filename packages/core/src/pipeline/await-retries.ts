import { abortError } from './may-write.ts';
import type { PageContext } from './page-context.ts';
import type { WritableItem } from './page-item.ts';
import { awaitLookupLag, lookUp } from './recall-remote.ts';

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
  await pause(delay, context);
  await takeWhatWasCreated(
    again.filter((item) => mayHaveBeenCreated(item, context)),
    context,
  );
  const open = again.filter(({ result }) => result?.kind === 'failed');
  for (const item of open) item.result = null;
  return open;
}

async function pause(delay: number, context: PageContext): Promise<void> {
  try {
    await context.connector.clock.sleep(delay, context.connector.signal);
  } catch {
    throw abortError(context);
  }
}

// A create that may have happened must not be repeated where it would make a second record. A platform that was
// too busy to take the request surely did not carry it out.
function mayHaveBeenCreated({ operation, result }: WritableItem, { prepared }: PageContext): boolean {
  if (operation.action !== 'create' || prepared.destination.identity === 'natural') return false;
  return result?.kind === 'failed' && result.error.code !== 'rate.limited';
}

async function takeWhatWasCreated(items: readonly WritableItem[], context: PageContext): Promise<void> {
  if (items.length === 0) return;
  await awaitLookupLag(items, context);
  const found = await lookUp(items, context);
  for (const item of items) {
    const remote = found.get(item.key);
    if (remote !== undefined) item.result = { kind: 'created', remote: remote.remote };
  }
}
