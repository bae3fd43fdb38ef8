import type { PendingReceipt, Settlement } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import type { ReceiptEntry } from '../state/index.ts';
import { abortError, assertMayWrite } from './may-write.ts';
import { timestamp } from './page-context.ts';
import type { PageContext } from './page-context.ts';
import { pageDelta } from './page-delta.ts';
import { pageItem } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { pageResult } from './page-result.ts';
import type { PageResult } from './page-result.ts';
import { destinationError } from './stage-error.ts';
import { takeOutcome } from './take-outcome.ts';

/** Told what became of accepted operations. */
export type OnSettled = (entries: readonly ReceiptEntry[], result: PageResult) => void;

// Milliseconds between two questions, if the platform does not say.
const usualWait = 5_000;

/**
 * Asks what became of the operations that the platform accepted, in this run or an earlier one, until all are
 * settled or the time is over. What is open then is asked again by a later run; it is never taken for done.
 *
 * @param deadline milliseconds since 1970-01-01T00:00:00Z.
 */
export async function settleReceipts(
  context: PageContext,
  deadline: number,
  onSettled: OnSettled,
): Promise<void> {
  const { clock, signal } = context.connector;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const wait = await askOnce(context, onSettled);
    if (wait === null || clock.now() + wait > deadline) return;
    try {
      // oxlint-disable-next-line no-await-in-loop
      await clock.sleep(wait, signal);
    } catch {
      throw abortError(context);
    }
  }
}

/** @returns milliseconds until asking again makes sense; `null`: nothing is open. */
async function askOnce(context: PageContext, onSettled: OnSettled): Promise<number | null> {
  const { store, pipeline, prepared } = context;
  let wait: number | null = null;
  for await (const entries of store.entries(pipeline, 'receipt', { entity: prepared.entity })) {
    assertMayWrite(context);
    const settlements = await ask(entries, context);
    const settled = entries.filter(({ key }) => settlements.get(key)?.status === 'settled');
    for (const settlement of settlements.values()) {
      if (settlement.status === 'pending')
        wait = Math.min(wait ?? Infinity, settlement.checkAfter ?? usualWait);
    }
    if (settled.length > 0) onSettled(settled, await commitSettled(settled, settlements, context));
  }
  return wait;
}

/** Asks for some receipts; exactly one settlement each, by record key. */
async function ask(
  entries: readonly ReceiptEntry[],
  context: PageContext,
): Promise<ReadonlyMap<string, Settlement>> {
  const { destination, connector, prepared } = context;
  const { entity } = prepared;
  const pending = entries.map(({ key, receipt }): PendingReceipt => ({ ...receipt, entity, key }));
  const settlements = new Map<string, Settlement>();
  try {
    for await (const settlement of destination.settle?.(pending, connector) ?? []) {
      settlements.set(settlement.key, settlement);
    }
  } catch (error) {
    throw destinationError(error, 'settle', context);
  }
  const forgotten = entries.find(({ key }) => !settlements.has(key));
  if (forgotten === undefined) return settlements;
  throw new ConnectorError(
    'connector.protocol',
    `${destination.type} said nothing about the receipt of “${forgotten.key}”`,
    {
      connector: destination.type,
      operation: 'settle',
      entity,
      hint: 'settle() must give exactly one settlement per receipt.',
    },
  );
}

async function commitSettled(
  entries: readonly ReceiptEntry[],
  settlements: ReadonlyMap<string, Settlement>,
  context: PageContext,
): Promise<PageResult> {
  const items = entries.map((entry) => {
    const item = itemOf(entry);
    const settlement = settlements.get(entry.key);
    if (settlement?.status === 'settled')
      takeOutcome(item, settlement.outcome, 'settle', context.prepared.mapping);
    tryAgainLater(item, context);
    return item;
  });
  const remove = entries.map(({ entity, key, at }) => ({ entity, key, at }));
  const ledger = [{ kind: 'receipt' as const, remove }];
  const commit = { at: timestamp(context), settled: null, ledger };
  await context.store.commit(context.lease(), pageDelta(items, [], context, commit));
  return pageResult(items, []);
}

/** The record as it was when its operation was accepted. */
function itemOf(entry: ReceiptEntry): PageItem {
  const { record, operation, fingerprint, remote } = entry;
  const item = pageItem(record, fingerprint?.mapping ?? '', entry);
  item.sourceHash = fingerprint?.source ?? null;
  item.sections = fingerprint?.sections ?? null;
  item.remote = remote;
  item.linked = remote !== null;
  item.operation = operation;
  return item;
}

// What failed for a passing reason is parked without waiting for anything, so that it is written again.
function tryAgainLater(item: PageItem, { retry }: PageContext): void {
  if (item.result?.kind !== 'failed' || item.record.op === 'delete') return;
  if (retry.delayFor(item.result.error, item.attempts) !== null)
    item.result = { kind: 'parked', missing: [] };
}
