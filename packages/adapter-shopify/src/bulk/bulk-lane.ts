import type { PendingReceipt, PlannedOperation, Settlement, SettleRequest } from '@pim-connector/core';

import type { DestinationConfig } from '../destination-config.ts';
import { oneByOne } from '../write/one-by-one.ts';
import type { WriteSession } from '../write/session.ts';
import { queuedReceipt, readReceipt } from './bulk-receipt.ts';
import type { BulkReceipt } from './bulk-receipt.ts';
import { createLaneChooser } from './choose-lane.ts';
import { createChunkPool } from './chunk-pool.ts';
import { createFollowedOperations } from './follow-operations.ts';
import type { OperationState } from './follow-operations.ts';
import { inParallel } from './in-parallel.ts';
import { lineOutcome, writeDirectly } from './line-outcome.ts';
import { createOutgoingFiles } from './outgoing-files.ts';
import type { OutgoingFiles } from './outgoing-files.ts';
import { askAndPlace, needsAsking, placeLines } from './place-operation.ts';
import type { Unplaced } from './place-operation.ts';
import { fitsLines, linesOf } from './plan-lines.ts';
import { plannedProduct } from './planned-product.ts';
import { listingLag, startFile } from './start-file.ts';

/** Writes products by files that Shopify works off. */
export interface BulkLane {
  /** Whether an operation goes this way. */
  takes(operation: PlannedOperation, session: WriteSession): boolean;
  /**
   * Brings accepted operations further: into files, and to their outcomes. A file is started only when the store has a
   * receipt for each of its lines, which a second question shows. So whoever finds the receipts knows where to find what
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
}

type Place =
  | OperationState
  | { readonly kind: 'waiting'; readonly checkAfter: number; readonly waitsForMore?: boolean }
  | { readonly kind: 'lost' }
  | { readonly kind: 'givenUp' };

/** Calls of the direct lane at the same time, where it helps out. */
const directAtOnce = 8;
/** How often an operation is sent that Shopify says nothing of. */
const mostTries = 3;
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
    const run = { files, givenUp: new Set<string>() };
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
    const isFresh = await session.identity.ensure(session.context, 'PRODUCT');
    const asked = receipts.map((receipt) => ({ receipt, at: readReceipt(receipt) }));
    for (const { at } of asked) for (const [file, line] of at.lines) files.get(file)?.kept.add(line);
    await startComplete(run, session, request);
    const wanted = filesOf(asked);
    await findFiles(wanted, run, session);
    const places = await placesOf(wanted.keys(), run, session, request);
    const waiting: Settlement[] = [];
    const unplaced: Unplaced[] = [];
    const toSettle: (() => Promise<Settlement | Unplaced>)[] = [];
    const told = new Map<string, number>();
    for (const { receipt, at } of asked) {
      const place = decidingPlace(at, places);
      if (place === undefined || place.kind === 'lost') unplaced.push({ receipt, tries: at.tries });
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
        toSettle.push(() => settleEnded(receipt, at, places, session));
      }
    }
    yield waiting;
    const settled: Settlement[] = [];
    for (const answer of await inParallel(toSettle, directAtOnce, (settle) => settle())) {
      if ('tries' in answer) unplaced.push(answer);
      else settled.push(answer);
    }
    yield settled;
    for (const [file, lines] of told) operations.told(file, lines);
    const { placed, asking } = placeAll(unplaced, files, isFresh, operations.nextLook(session), session);
    yield placed;
    yield await inParallel(asking, directAtOnce, (each) => askAndPlace(each, files, session));
    await files.keepUp();
    if (request.more !== true) pool.shrink();
  }

  return {
    takes: (operation, { context }) =>
      operation.entity === 'product' &&
      config.lane !== 'direct' &&
      fitsLines(operation, config) &&
      chooser.isBulk(operation, context.signal),

    settle: (receipts, session, request = {}) => oneByOne(settleTogether(receipts, session, request)),
  };
}

/** The files that receipts name, and since when the oldest line has been in each. */
function filesOf(asked: readonly { readonly at: BulkReceipt }[]): ReadonlyMap<string, number> {
  const files = new Map<string, number>();
  for (const { at } of asked)
    for (const [file] of at.lines) files.set(file, Math.min(at.since, files.get(file) ?? Infinity));
  return files;
}

/** Of the files that an operation stands in: one that is lost, else the one that is to be waited for longest. */
function decidingPlace({ lines }: BulkReceipt, places: ReadonlyMap<string, Place>): Place | undefined {
  let deciding: Place | undefined;
  for (const [file] of lines) {
    const place = places.get(file);
    if (place?.kind === 'lost') return place;
    if (deciding === undefined || waitOf(place) > waitOf(deciding)) deciding = place;
  }
  return deciding;
}

/** Whether a file of an operation waits for more lines. */
function waitsForMore({ lines }: BulkReceipt, places: ReadonlyMap<string, Place>): boolean {
  for (const [file] of lines) {
    const place = places.get(file);
    if (place?.kind === 'waiting' && place.waitsForMore === true) return true;
  }
  return false;
}

function waitOf(place: Place | undefined): number {
  return place !== undefined && 'checkAfter' in place ? place.checkAfter : -1;
}

/** Tells what became of an operation whose files have ended, or that it is to be sent again. */
async function settleEnded(
  receipt: PendingReceipt,
  { lines, tries }: BulkReceipt,
  places: ReadonlyMap<string, Place>,
  session: WriteSession,
): Promise<Settlement | Unplaced> {
  const { key, operation } = receipt;
  if (lines.some(([file]) => places.get(file)?.kind === 'givenUp'))
    return { key, status: 'settled', outcome: await writeDirectly(operation, session) };
  const rows = lines.map(([file, line]) => {
    const place = places.get(file);
    return place?.kind === 'ended' ? place.rows.get(line) : undefined;
  });
  const outcome = await lineOutcome(operation, rows, session);
  if (outcome !== 'again') return { key, status: 'settled', outcome };
  if (tries + 1 < mostTries) return { receipt, tries: tries + 1 };
  const error = session.tools.error('record.failed', 'Shopify says nothing of a line of a bulk mutation', {
    operation: 'settle',
    key,
    hint: 'Replay the record, or write directly: `lane: "direct"`.',
  });
  return { key, status: 'settled', outcome: { key, status: 'failed', error } };
}

/** Puts operations into files, as long as there is room. @returns also those that something has to be asked for first. */
function placeAll(
  unplaced: readonly Unplaced[],
  files: OutgoingFiles,
  isFresh: boolean,
  nextLook: number,
  session: WriteSession,
): { readonly placed: readonly Settlement[]; readonly asking: readonly Unplaced[] } {
  const placed: Settlement[] = [];
  const asking: Unplaced[] = [];
  for (const each of unplaced) {
    if (!files.hasRoom()) placed.push(waitForRoom(each, nextLook));
    else if (needsAsking(each, isFresh)) asking.push(each);
    else {
      const { operation } = each.receipt;
      const planned = linesOf(operation, plannedProduct(operation).payload, session.config);
      const settlement = placeLines(each, planned, files, session);
      if (settlement === null) asking.push(each);
      else placed.push(settlement);
    }
  }
  return { placed, asking };
}

/** What is full is sent before more is made: there is room when an operation has ended. */
function waitForRoom({ receipt: { key, id }, tries }: Unplaced, nextLook: number): Settlement {
  const receipt = queuedReceipt(tries);
  const checkAfter = Math.max(startPause, nextLook);
  return { key, status: 'pending', checkAfter, ...(id === receipt.id ? {} : { receipt }) };
}
