import { askAboutDue } from './ask-about-due.ts';
import type { OnSettled } from './ask-about-due.ts';
import { assertMayWrite } from './may-write.ts';
import type { PageContext } from './page-context.ts';
import type { FlowTask, PageFlow } from './page-flow.ts';
import type { PageResult } from './page-result.ts';
import { createReceiptSchedule } from './receipt-schedule.ts';
import type { ReceiptSchedule } from './receipt-schedule.ts';

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
  const { bell, connector } = context;
  const { clock } = connector;
  // All that is open comes before what waits for more is told that nothing more comes.
  const schedule = await settleEarlierReceipts(context, onSettled);
  for (;;) {
    const wait = schedule.wait(false);
    if (wait === null || clock.now() + wait > deadline) return;
    // oxlint-disable-next-line no-await-in-loop
    if (wait > 0) await bell.pause(wait, connector);
    assertMayWrite(context);
    const ended = bell.listen();
    if (ended) schedule.ended();
    // oxlint-disable-next-line no-await-in-loop
    await askAboutDue(schedule, { more: false, ended }, context, onSettled);
  }
}

/**
 * Asks once about all receipts that are open before more come.
 *
 * @returns when it is worth asking again.
 */
export async function settleEarlierReceipts(
  context: PageContext,
  onSettled: OnSettled,
): Promise<ReceiptSchedule> {
  const schedule = createReceiptSchedule(context.connector.clock);
  schedule.askAll();
  await askAboutDue(schedule, { more: true, ended: context.bell.listen() }, context, onSettled);
  return schedule;
}

/** Asks about receipts while pages are being read. */
export interface MeanwhileSettling {
  /** Told of each page that was brought over. */
  accepted(result: PageResult): void;
  /** A task that asks, if it is time to; at most one at a time. */
  due(): FlowTask | null;
}

/**
 * Asks about receipts from time to time while pages are being read, so that jobs begin, and free what they held, before
 * the last page has come. It is a task among those of the pages, so it holds reading up when it takes long, and asks about
 * no record that a page is working with. It is asked at most half of the time, unless more was accepted than that suffices for.
 */
export function createMeanwhileSettling(
  schedule: ReceiptSchedule,
  flow: PageFlow,
  context: PageContext,
  onSettled: OnSettled,
): MeanwhileSettling {
  const { bell, connector } = context;
  const { clock } = connector;
  let underWay = false;
  let notBefore = -Infinity;
  const work = async () => {
    const begun = clock.now();
    const ended = bell.listen();
    if (ended) schedule.ended();
    try {
      await askAboutDue(schedule, { more: true, ended }, context, onSettled, flow.claim);
    } finally {
      underWay = false;
      notBefore = 2 * clock.now() - begun;
    }
  };
  return {
    accepted: ({ results }) =>
      schedule.accepted(results.filter(([, result]) => result === 'accepted').map(([key]) => key)),
    due() {
      const wait = schedule.wait(true);
      const isTooSoon = clock.now() < notBefore && !schedule.isBehind();
      if (underWay || wait === null || isTooSoon || (wait > 0 && !bell.hasRung)) return null;
      underWay = true;
      return { keys: [], work };
    },
  };
}
