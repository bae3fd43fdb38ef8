import type {
  PendingReceipt,
  PlannedOperation,
  Receipt,
  Settlement,
  SettleRequest,
} from '@pim-connector/core';

import type { DestinationConfig } from '../destination-config.ts';
import { oneByOne } from '../write/one-by-one.ts';
import type { WriteSession } from '../write/session.ts';
import { queuedReceipt, readReceipt } from './bulk-receipt.ts';
import { createLaneChooser } from './choose-lane.ts';
import { createChunkPool } from './chunk-pool.ts';
import { createFollowedOperations } from './follow-operations.ts';
import { lineCount } from './line-count.ts';
import { createFileLocator } from './locate-files.ts';
import type { RunFiles } from './locate-files.ts';
import { createOutgoingFiles } from './outgoing-files.ts';
import { placeAll } from './place-all.ts';
import { needsAsking, placeLines } from './place-operation.ts';
import { endedFiles, filesOf, linesByFile } from './places-of-files.ts';
import { fitsLines, linesOf } from './plan-lines.ts';
import { plannedProduct } from './planned-product.ts';
import { settleAll } from './settle-ended.ts';
import { sortReceipts } from './sort-receipts.ts';
import { startFile } from './start-file.ts';

/** Writes products by files that Shopify works off. */
export interface BulkLane {
  /**
   * Accepts an operation, if it goes this way; `null`: it does not. What the shop need not be asked about gets its place in
   * a file at once; for the rest the receipt says that it waits for one.
   */
  accept(operation: PlannedOperation, session: WriteSession): Receipt | null;
  /**
   * Brings accepted operations further: into files, and to their outcomes. A file is started only when the store has a
   * receipt for each of its lines, which a question shows. So whoever finds the receipts knows where to find what
   * became of them, and nothing runs that nobody knows of. A file that is not full waits, while more operations come.
   */
  settle(
    receipts: readonly PendingReceipt[],
    session: WriteSession,
    request?: SettleRequest,
  ): AsyncIterable<Settlement>;
}

/** What is known of one run. */
interface Run extends RunFiles {
  readonly givenUp: Set<string>;
  /**
   * Whether it is the first of this object. Who has made the definition of the key knows of no product with one only in that
   * run: later, others may have made some.
   */
  readonly isFirst: boolean;
  /** Whether a limit of the day keeps operations back. */
  isHeldBack: boolean;
}

/** Makes the lane. @param restoreRate points per second that the shop grants. */
export function createBulkLane(config: DestinationConfig, restoreRate: () => number): BulkLane {
  const chooser = createLaneChooser(config, restoreRate);
  const operations = createFollowedOperations();
  const pool = createChunkPool(config.bulk.memory);
  const locateFiles = createFileLocator(operations);
  const runs = new WeakMap<AbortSignal, Run>();
  let latest: Run | null = null;

  /** Files of an earlier run are thrown away: their operations are put into new ones. */
  async function runOf(signal: AbortSignal): Promise<Run> {
    const known = runs.get(signal);
    if (known !== undefined) return known;
    const files = createOutgoingFiles(config.bulk, pool);
    const run: Run = { files, givenUp: new Set(), isFirst: latest === null, isHeldBack: false };
    runs.set(signal, run);
    const earlier = latest;
    latest = run;
    await earlier?.files.discardAll();
    return run;
  }

  async function startComplete(
    { files, givenUp }: Run,
    session: WriteSession,
    { more = false }: SettleRequest,
  ): Promise<void> {
    const { clock, signal } = session.context;
    for (const file of files.complete(more)) {
      // oxlint-disable-next-line no-await-in-loop
      if (await startFile(file, operations, session)) {
        // oxlint-disable-next-line no-await-in-loop
        await files.discard(file.id, true);
      } else if (
        config.lane === 'auto' &&
        file.busySince !== null &&
        operations.running() < config.bulk.slots &&
        clock.now() - file.busySince >= config.bulk.patience
      ) {
        chooser.giveUpBulk(signal);
        givenUp.add(file.id);
        // oxlint-disable-next-line no-await-in-loop
        await files.discard(file.id, false);
      }
    }
  }

  async function* settleTogether(
    receipts: readonly PendingReceipt[],
    session: WriteSession,
    request: SettleRequest,
  ): AsyncGenerator<readonly Settlement[]> {
    const run = await runOf(session.context.signal);
    const { files } = run;
    const isNew = await session.identity.ensure(session.context, 'PRODUCT');
    const isFresh = isNew && run.isFirst;
    const asked = receipts.map((receipt) => ({ receipt, at: readReceipt(receipt) }));
    for (const { at } of asked) for (const [file, line] of at.lines) files.get(file)?.kept.add(line);
    await startComplete(run, session, request);
    const places = await locateFiles(filesOf(asked), run, session, request);
    const { waiting, ended, toPlace } = sortReceipts(asked, places);
    yield waiting;
    const { settled, heldBack, again } = await settleAll(ended, endedFiles(places), session);
    yield settled;
    if (heldBack.length > 0 && !run.isHeldBack) warnOfLimit(session);
    run.isHeldBack ||= heldBack.length > 0;
    yield heldBack;
    for (const [file, lines] of linesByFile(ended)) operations.told(file, lines);
    yield* placeAll([...toPlace, ...again], files, isFresh, operations.nextLook(session), session);
    await files.keepUp();
    if (request.more !== true) pool.shrink();
  }

  const takes = (operation: PlannedOperation, { context }: WriteSession) =>
    operation.entity === 'product' &&
    config.lane !== 'direct' &&
    fitsLines(operation, config) &&
    chooser.isBulk(operation, context.signal, () => lineCount(operation));

  function placeAtOnce(operation: PlannedOperation, session: WriteSession): Receipt | null {
    const run = runs.get(session.context.signal);
    const isFresh = session.identity.known('PRODUCT');
    if (run === undefined || isFresh === null || !run.files.hasRoom()) return null;
    if (needsAsking(operation, 0, isFresh && run.isFirst)) return null;
    const { lines } = linesOf(operation, plannedProduct(operation).payload, config);
    return placeLines(0, lines, run.files, session);
  }

  return {
    accept: (operation, session) =>
      takes(operation, session) ? (placeAtOnce(operation, session) ?? queuedReceipt()) : null,

    settle: (receipts, session, request = {}) =>
      oneByOne(doubting(settleTogether(receipts, session, request), session)),
  };
}

/** What was refused may have been made of what is not so any more in the shop. */
async function* doubting(
  settlements: AsyncIterable<readonly Settlement[]>,
  { facts }: WriteSession,
): AsyncGenerator<readonly Settlement[]> {
  for await (const some of settlements) {
    if (some.some((each) => each.status === 'settled' && each.outcome.status === 'rejected')) facts.doubt();
    yield some;
  }
}

function warnOfLimit({ context }: WriteSession): void {
  context.warn({
    code: 'quota.exhausted',
    message: 'Shopify takes no more new variants today: products that need some wait',
    hint: 'Nothing to do: they are sent again every hour, and by later runs. Updates of what exists go on.',
  });
}
