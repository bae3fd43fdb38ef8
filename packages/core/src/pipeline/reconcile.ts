import { addCounts, noCounts } from '../events/index.ts';
import type { EventBus, PipelineEvents, RecordCounts } from '../events/index.ts';
import { hashText } from '../model/index.ts';
import type { Entity, RecordKey } from '../model/index.ts';
import { announce } from './announce.ts';
import { commitItems } from './commit-items.ts';
import { createRunContext } from './create-run-context.ts';
import { findChanges } from './find-changes.ts';
import { exposeDrift, findDrift } from './find-drift.ts';
import type { Drift, Drifted } from './find-drift.ts';
import { fullRead } from './full-read.ts';
import { namedPages } from './named-pages.ts';
import type { PageContext } from './page-context.ts';
import { openItems, pageItem } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { pageResult } from './page-result.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { planOperations } from './plan-operations.ts';
import { preparePipeline } from './prepare-pipeline.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { readPages } from './read-pages.ts';
import type { RunContext } from './run-context.ts';
import { withLease } from './with-lease.ts';
import { writeOperations } from './write-operations.ts';

/** How a pipeline is reconciled. */
export interface ReconcileOptions {
  /** Writes what has drifted. Default: only reports it. */
  readonly repair?: boolean;
  /** Share of the records that is looked at, above 0 to 1; always the same ones. Default: all. */
  readonly sample?: number;
  /** Only these records. They are fetched by their keys where the source can do that; else everything is read. */
  readonly keys?: readonly RecordKey[];
  /** Drifts that are kept in the report; further ones are only counted. Default 1,000. */
  readonly maximum?: number;
  /** On whose behalf, for the audit log. Default `reconcile`. */
  readonly actor?: string;
  readonly signal?: AbortSignal;
}

/** What reconciling found. */
export interface ReconcileReport {
  readonly pipeline: string;
  readonly run: string;
  /** Records that were compared. */
  readonly compared: number;
  /** Records that were never written, or that would be refused now: nothing to compare. */
  readonly skipped: number;
  /** Records that the destination could not be asked about. */
  readonly failed: number;
  readonly drifted: number;
  readonly drifts: readonly Drift[];
  /** Entities that the destination cannot be read back for. */
  readonly unreadable: readonly Entity[];
  /** What became of the repairs. */
  readonly repairs: RecordCounts;
}

/**
 * Reads back what the destination has and compares it with what it should have by now: finds what somebody changed
 * there, what got lost, and events that were missed.
 */
export async function reconcilePipeline(
  options: PipelineOptions,
  bus: EventBus<PipelineEvents>,
  reconcileOptions: ReconcileOptions = {},
): Promise<ReconcileReport> {
  const { actor = 'reconcile', signal } = reconcileOptions;
  return withLease(options, signal, async (held) => {
    const run = createRunContext(options, bus, { ...held, actor });
    const tally = createTally(reconcileOptions);
    const unreadable: Entity[] = [];
    for (const prepared of await preparePipeline(run)) {
      if (!prepared.destination.readBack || options.destination.lookup === undefined)
        unreadable.push(prepared.entity);
      // oxlint-disable-next-line no-await-in-loop
      else await reconcileEntity(prepared, reconcileOptions, tally, run);
    }
    return { pipeline: options.name, run: run.run, ...tally.report(), unreadable };
  });
}

/** Collects the findings. */
interface Tally {
  add(drifts: readonly Drift[], items: readonly PageItem[]): void;
  repaired(counts: RecordCounts): void;
  report(): Omit<ReconcileReport, 'pipeline' | 'run' | 'unreadable'>;
}

function createTally({ maximum = 1_000 }: ReconcileOptions): Tally {
  const kept: Drift[] = [];
  let repairs = noCounts();
  let [compared, skipped, failed, drifted] = [0, 0, 0, 0];
  return {
    add(drifts, items) {
      kept.push(...drifts.slice(0, maximum - kept.length));
      drifted += drifts.length;
      const without = items.filter(({ result }) => result?.kind === 'failed').length;
      const open = openItems(items).length;
      compared += open;
      failed += without;
      skipped += items.length - open - without;
    },
    repaired(counts) {
      repairs = addCounts(repairs, counts);
    },
    report: () => ({ compared, skipped, failed, drifted, drifts: kept, repairs }),
  };
}

async function reconcileEntity(
  prepared: PreparedEntity,
  options: ReconcileOptions,
  tally: Tally,
  run: RunContext,
): Promise<void> {
  const { source, connector, clock } = run;
  const context = run.pageContext(prepared);
  const isWanted = inSample(options);
  // From this moment on a lookup finds everything that was written before.
  const foundFrom = clock.now() + (prepared.destination.lookup?.lag ?? 0);
  const { entity } = prepared;
  const events =
    options.keys === undefined
      ? readPages(source, fullRead(entity, run.options), connector(source.type))
      : namedPages(entity, new Set(options.keys), run);
  for await (const event of events) {
    if (event.type !== 'page') continue;
    const records = event.records.filter(({ key, op }) => op === 'upsert' && isWanted(key));
    const items = records.map((record) => pageItem(record, prepared.hash));
    const drifts = await findDrift(items, foundFrom, context);
    tally.add(
      drifts.map(({ drift }) => drift),
      items,
    );
    if (options.repair === true) tally.repaired(await repair(drifts, context, run));
  }
}

async function repair(
  drifted: readonly Drifted[],
  context: PageContext,
  run: RunContext,
): Promise<RecordCounts> {
  if (drifted.length === 0) return noCounts();
  const items = drifted.map(({ item }) => item);
  for (const each of drifted) exposeDrift(each, context);
  const commit = () => commitItems(items, [], context);
  try {
    await findChanges(items, context);
    await planOperations(items, context);
    await writeOperations(items, context);
  } catch (error) {
    await commit();
    throw error;
  }
  await commit();
  const result = pageResult(items, []);
  announce(context.prepared.entity, result, run);
  return result.counts;
}

// Chosen by their keys, so that a sample is the same each time.
function inSample({ sample = 1 }: ReconcileOptions): (key: RecordKey) => boolean {
  const limit = sample * 64 ** 4;
  return (key) => sample >= 1 || numberOf(hashText(key)) < limit;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The first four characters of a hash as a number from 0 to below 64^4. */
function numberOf(hash: string): number {
  let number = 0;
  for (const digit of hash.slice(0, 4)) number = number * 64 + digits.indexOf(digit);
  return number;
}
