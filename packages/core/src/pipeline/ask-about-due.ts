import type { SettleRequest } from '../connector/index.ts';
import type { LedgerFilter, ReceiptEntry } from '../state/index.ts';
import { askAbout } from './ask-about-receipts.ts';
import type { Pending } from './ask-about-receipts.ts';
import { commitReplaced, commitSettled } from './commit-settlements.ts';
import { assertMayWrite } from './may-write.ts';
import type { PageContext } from './page-context.ts';
import type { PageFlow } from './page-flow.ts';
import type { PageResult } from './page-result.ts';
import type { ReceiptSchedule } from './receipt-schedule.ts';

/** Told what became of accepted operations. */
export type OnSettled = (entries: readonly ReceiptEntry[], result: PageResult) => void;

/** What a round of questions works with. */
interface Round {
  readonly schedule: ReceiptSchedule;
  readonly request: SettleRequest;
  readonly context: PageContext;
  readonly onSettled: OnSettled;
  readonly claim: PageFlow['claim'];
}

/** Milliseconds until it is asked about records that a page is working with. */
const busyWait = 1_000;
/** Milliseconds between two questions about the same, whatever the destination says. */
const leastWait = 100;
const keysAtOnce = 500;

/**
 * Asks about the receipts that it is time to ask about: of a job only about one, and about the others when that one has
 * an outcome.
 *
 * @param claim keeps pages off the records that are asked about.
 * @throws ConnectorError when the run must stop.
 */
export async function askAboutDue(
  schedule: ReceiptSchedule,
  request: SettleRequest,
  context: PageContext,
  onSettled: OnSettled,
  claim: PageFlow['claim'] = claimAll,
): Promise<void> {
  // What a destination makes of the first may go together with what it makes of the last; only what has waited for that
  // is told that no more come.
  const round = { schedule, request: { ...request, more: true }, context, onSettled, claim };
  const due = schedule.take(request.more === true);
  if (due.all) {
    await askEach({}, round);
    return;
  }
  const { accepted } = due;
  for (let start = 0; start < accepted.length; start += keysAtOnce) {
    // oxlint-disable-next-line no-await-in-loop
    await askEach({ keys: accepted.slice(start, start + keysAtOnce) }, round);
  }
  // Job by job: what a destination reads of one that has ended may be much.
  for (const { id, key, isLast } of due.jobs) {
    const asked = isLast ? { ...round, request: { ...request, more: false } } : round;
    // oxlint-disable-next-line no-await-in-loop
    const open = await askEach({ keys: [key] }, asked);
    // oxlint-disable-next-line no-await-in-loop
    if (!open.some(({ receipt }) => receipt.job === id)) await askEach({ group: id }, round);
  }
  if (due.jobless) await askEach({ group: null }, round);
}

/**
 * Asks about the receipts of a filter, except those of jobs that have just been found to be open. What this run has brought
 * may not have been asked about at all, and a job may wait for that, so it is.
 *
 * @returns those that are open, where keys are named.
 */
async function askEach(filter: LedgerFilter, round: Round): Promise<readonly ReceiptEntry[]> {
  const { schedule, context } = round;
  const { store, pipeline, prepared } = context;
  const open: ReceiptEntry[] = [];
  const isWaiting = ({ receipt: { job } }: ReceiptEntry) => job !== undefined && schedule.isWaiting(job);
  for await (const entries of store.entries(pipeline, 'receipt', { entity: prepared.entity, ...filter })) {
    await schedule.shareTurn();
    const wanted = entries.filter(
      (entry) => filter.keys !== undefined || mayBeNew(entry, context) || !isWaiting(entry),
    );
    const left = await askSome(wanted, round);
    if (filter.keys !== undefined) open.push(...left);
    else if (filter.group != null && schedule.isWaiting(filter.group)) break;
  }
  return open;
}

/** Whether it comes from this run, as what is only finished may do. */
function mayBeNew({ run }: ReceiptEntry, context: PageContext): boolean {
  return run === context.run || run === '';
}

/** Asks about some receipts, and keeps what is said of them. @returns those that are open. */
async function askSome(
  entries: readonly ReceiptEntry[],
  { schedule, request, context, onSettled, claim }: Round,
): Promise<readonly ReceiptEntry[]> {
  const claimed = claim(entries.map(({ key }) => key));
  const open: ReceiptEntry[] = [];
  const stays = (entry: ReceiptEntry, { wait, waitsForMore }: Pending) => {
    const { key, receipt } = entry;
    open.push(entry);
    schedule.stays({ key, job: receipt.job, wait: Math.max(wait, leastWait), waitsForMore });
  };
  for (const entry of entries)
    if (!claimed.keys.has(entry.key)) stays(entry, { wait: busyWait, waitsForMore: false });
  try {
    let asked: readonly ReceiptEntry[] = entries.filter(({ key }) => claimed.keys.has(key));
    for (let isFirst = true; asked.length > 0; isFirst = false) {
      assertMayWrite(context);
      // oxlint-disable-next-line no-await-in-loop
      const { outcomes, replaced, pending, failedFor } = await askAbout(asked, request, context);
      // oxlint-disable-next-line no-await-in-loop
      const now = await commitReplaced(asked, replaced, context);
      const settled = now.filter(({ key }) => outcomes.has(key));
      // oxlint-disable-next-line no-await-in-loop
      if (settled.length > 0) onSettled(settled, await commitSettled(settled, outcomes, context));
      // Which of them a destination that could not be asked has seen is not known: all of them are asked about anew.
      if (failedFor !== null) schedule.askAll(failedFor);
      const again: ReceiptEntry[] = [];
      for (const entry of now) {
        const { key } = entry;
        const answer = pending.get(key);
        if (answer === undefined) {
          if (!outcomes.has(key)) open.push(entry);
        } else if (isFirst && replaced.has(key) && answer.wait === 0) again.push(entry);
        else stays(entry, answer);
      }
      asked = again;
    }
  } finally {
    claimed.release();
  }
  return open;
}

const claimAll: PageFlow['claim'] = (keys) => ({ keys: new Set(keys), release: () => undefined });
