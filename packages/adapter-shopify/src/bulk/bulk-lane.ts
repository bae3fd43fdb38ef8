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
import { inParallel } from './in-parallel.ts';
import { lineCount } from './line-count.ts';
import { createOutgoingFiles } from './outgoing-files.ts';
import type { OutgoingFiles } from './outgoing-files.ts';
import { isLater, placeLater } from './place-later.ts';
import type { UnplacedLater } from './place-later.ts';
import { askAndPlace, needsAsking, placed, placeLines } from './place-operation.ts';
import type { Unplaced } from './place-operation.ts';
import { decidingPlace, endedFiles, filesOf, waitsForMore } from './places-of-files.ts';
import type { Place } from './places-of-files.ts';
import { fitsLines, linesOf } from './plan-lines.ts';
import { plannedProduct } from './planned-product.ts';
import { settleEnded, unplaced } from './settle-ended.ts';
import { listingLag, startFile } from './start-file.ts';

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

/** Files of one run: lines of an earlier one may be older than what was written since. */
interface Run {
  readonly files: OutgoingFiles;
  /** Files that are done without, since there is no slot for them. */
  readonly givenUp: Set<string>;
  /**
   * Whether it is the first of this object. Who has made the definition of the key knows of no product with one only in that
   * run: later, others may have made some.
   */
  readonly isFirst: boolean;
  /** Whether a limit of the day keeps operations back. */
  isHeldBack: boolean;
}

/** Calls of the direct lane at the same time, where it helps out. */
const directAtOnce = 8;
const startPause = 1_000;
/** Milliseconds until it is looked again whether a file is full. */
const gatherPause = 30_000;

/** Makes the lane. @param restoreRate points per second that the shop grants. */
export function createBulkLane(config: DestinationConfig, restoreRate: () => number): BulkLane {
  const chooser = createLaneChooser(config, restoreRate);
  const operations = createFollowedOperations();
  const pool = createChunkPool(config.bulk.memory);
  const missingSince = new Map<string, number>();
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

  /** Where the files of receipts are: here, at Shopify, or nowhere. */
  async function findFiles(wanted: ReadonlyMap<string, number>, { files }: Run, session: WriteSession) {
    const elsewhere = [...wanted].filter(
      ([file]) => files.get(file) === undefined && !operations.isKnown(file),
    );
    if (elsewhere.length === 0) return;
    const oldest = Math.min(...elsewhere.map(([, since]) => since));
    await operations.find(
      elsewhere.map(([file]) => file),
      oldest,
      session,
    );
  }

  async function placeOf(
    file: string,
    { files, givenUp }: Run,
    session: WriteSession,
    { more = false, ended = false }: SettleRequest,
  ): Promise<Place> {
    if (givenUp.has(file)) return { kind: 'givenUp' };
    const now = session.context.clock.now();
    const local = files.get(file);
    if (local !== undefined && more && files.isOpen(file))
      return { kind: 'waiting', checkAfter: gatherPause, waitsForMore: true };
    if (local !== undefined)
      return { kind: 'waiting', checkAfter: Math.max(startPause, local.notBefore - now) };
    const state = await operations.state(file, session, ended);
    if (state.kind !== 'unknown') return state;
    // Who died may have asked for it in the very last moment.
    const since = missingSince.get(file) ?? now;
    missingSince.set(file, since);
    const wait = since + listingLag - now;
    return wait > 0 ? { kind: 'waiting', checkAfter: wait } : { kind: 'lost' };
  }

  async function placesOf(wanted: Iterable<string>, run: Run, session: WriteSession, request: SettleRequest) {
    const places = new Map<string, Place>();
    for (const file of wanted) {
      // oxlint-disable-next-line no-await-in-loop
      places.set(file, await placeOf(file, run, session, request));
    }
    return places;
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
    const wanted = filesOf(asked);
    await findFiles(wanted, run, session);
    const places = await placesOf(wanted.keys(), run, session, request);
    const waiting: Settlement[] = [];
    const rowsOf = endedFiles(places);
    const toPlace: (Unplaced | UnplacedLater)[] = [];
    const toSettle: (() => ReturnType<typeof settleEnded>)[] = [];
    const told = new Map<string, number>();
    for (const { receipt, at } of asked) {
      const place = decidingPlace(at, places);
      if (place === undefined || place.kind === 'lost')
        toPlace.push(unplaced(receipt, at.tries, at.progress));
      else if ('checkAfter' in place) {
        const { checkAfter } = place;
        waiting.push({
          key: receipt.key,
          status: 'pending',
          checkAfter,
          waitsForMore: waitsForMore(at, places),
        });
      } else {
        for (const [file] of at.lines) told.set(file, (told.get(file) ?? 0) + 1);
        toSettle.push(() => settleEnded(receipt, at, rowsOf, session));
      }
    }
    yield waiting;
    const settled: Settlement[] = [];
    const held: Settlement[] = [];
    for (const answer of await inParallel(toSettle, directAtOnce, (settle) => settle())) {
      if ('tries' in answer) toPlace.push(answer);
      else if ('isHeldBack' in answer) held.push(answer.settlement);
      else settled.push(answer);
    }
    yield settled;
    if (held.length > 0 && !run.isHeldBack) warnOfLimit(session);
    run.isHeldBack ||= held.length > 0;
    yield held;
    for (const [file, lines] of told) operations.told(file, lines);
    const nextLook = operations.nextLook(session);
    const findsNoRoom = (each: UnplacedLater) => each.isFirst === true && !files.hasRoom();
    const { full = [], later = [] } = Object.groupBy(toPlace.filter(isLater), (each) =>
      findsNoRoom(each) ? 'full' : 'later',
    );
    yield full.map((each) => waitForRoom(each, nextLook));
    // Before anything new: whatever is half done is a draft until then.
    yield await placeLater(later, files, session);
    const first = toPlace.filter((each) => !isLater(each));
    const { settlements, asking } = placeAll(first, files, isFresh, nextLook, session);
    yield settlements;
    yield await inParallel(asking, directAtOnce, (each) => askAndPlace(each, files, session));
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

/** Puts operations into files, as long as there is room. @returns also those that something has to be asked for first. */
function placeAll(
  waiting: readonly Unplaced[],
  files: OutgoingFiles,
  isFresh: boolean,
  nextLook: number,
  session: WriteSession,
): { readonly settlements: readonly Settlement[]; readonly asking: readonly Unplaced[] } {
  const settlements: Settlement[] = [];
  const asking: Unplaced[] = [];
  for (const each of waiting) {
    const { key, operation } = each.receipt;
    if (!files.hasRoom()) settlements.push(waitForRoom(each, nextLook));
    else if (needsAsking(operation, each.tries, isFresh)) asking.push(each);
    else {
      const { lines } = linesOf(operation, plannedProduct(operation).payload, session.config);
      const receipt = placeLines(each.tries, lines, files, session);
      if (receipt === null) asking.push(each);
      else settlements.push(placed(key, receipt));
    }
  }
  return { settlements, asking };
}

/** What is full is sent before more is made: there is room when an operation has ended. */
function waitForRoom({ receipt: { key, id }, tries }: Unplaced, nextLook: number): Settlement {
  const receipt = queuedReceipt(tries);
  const checkAfter = Math.max(startPause, nextLook);
  return { key, status: 'pending', checkAfter, ...(id === receipt.id ? {} : { receipt }) };
}
