import type { ConnectorError } from '../errors/index.ts';
import { askBeforeWrite } from './ask-before-write.ts';
import { awaitRetries } from './await-retries.ts';
import { cutIntoBatches } from './batches.ts';
import { refusedAlone, isDivisible } from './divide-batch.ts';
import { assertMayWrite } from './may-write.ts';
import type { PageContext } from './page-context.ts';
import { openItems } from './page-item.ts';
import type { PageItem, WritableItem } from './page-item.ts';
import { recordIntents } from './record-intents.ts';
import { takeOutcome } from './take-outcome.ts';
import { writeBatch } from './write-batch.ts';

/**
 * Stage: writes, batch by batch, and tries again what failed for a passing reason.
 *
 * @throws ConnectorError when the run must stop. Records that were written before have their results by then.
 */
export async function writeOperations(items: readonly PageItem[], context: PageContext): Promise<void> {
  await askBeforeWrite(openItems(items).filter(isWritable), context);
  let waiting: readonly WritableItem[] = openItems(items).filter(isWritable);
  context.retry.tried(waiting.length);
  while (waiting.length > 0) {
    // oxlint-disable-next-line no-await-in-loop
    waiting = await recordIntents(waiting, context);
    // oxlint-disable-next-line no-await-in-loop
    await writeRound(waiting, context);
    // oxlint-disable-next-line no-await-in-loop
    waiting = await awaitRetries(waiting, context);
  }
}

/** Writes all batches once; those of one round at the same time, as far as the destination takes it. */
async function writeRound(items: readonly WritableItem[], context: PageContext): Promise<void> {
  const batches = cutIntoBatches(items, context.prepared.destination.batch);
  const ends = await Promise.allSettled(
    batches.map((batch) => context.writeSlot(() => writeOnce(batch, context))),
  );
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken === undefined) return;
  // The run ends before they can be tried again: they have not failed, they are still to be written.
  for (const item of items)
    if (item.result?.kind === 'failed' && item.result.error.retry !== 'never') item.result = null;
  throw broken.reason;
}

async function writeOnce(batch: readonly WritableItem[], context: PageContext): Promise<void> {
  assertMayWrite(context);
  const operations = batch.map(({ operation }) => operation);
  const { outcomes, error } = await writeBatch(operations, context);
  for (const item of batch) {
    item.attempts += 1;
    const outcome = outcomes.get(item.key);
    if (outcome !== undefined) takeOutcome(item, outcome, 'write', context.prepared.mapping);
  }
  throwIfFatal(batch);
  if (error !== null)
    await failLeftOver(
      batch.filter(({ result }) => result === null),
      error,
      context,
    );
}

/** What stops the run is no fault of a record: the record stays open, and the next run writes it. */
function throwIfFatal(batch: readonly WritableItem[]): void {
  let fatal: ConnectorError | null = null;
  for (const item of batch) {
    if (item.result?.kind !== 'failed' || item.result.error.stops !== 'run') continue;
    fatal ??= item.result.error;
    item.result = null;
  }
  if (fatal !== null) throw fatal;
}

/** Operations for which the batch as a whole failed: halved to find the one to blame, or failed together. */
async function failLeftOver(
  left: readonly WritableItem[],
  error: ConnectorError,
  context: PageContext,
): Promise<void> {
  if (error.stops === 'run') throw error;
  if (!isDivisible(error, context)) {
    for (const item of left) item.result = { kind: 'failed', stage: 'write', error };
    return;
  }
  const [only] = left;
  if (left.length === 1 && only !== undefined) {
    only.result = refusedAlone(error);
    return;
  }
  const middle = Math.ceil(left.length / 2);
  await writeOnce(left.slice(0, middle), context);
  await writeOnce(left.slice(middle), context);
}

function isWritable(item: PageItem): item is WritableItem {
  return item.operation !== null;
}
