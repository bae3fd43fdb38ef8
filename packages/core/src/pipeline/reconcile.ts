import { addCounts, noCounts } from '../events/index.ts';
import type { EventBus, PipelineEvents, RecordCounts } from '../events/index.ts';
import { hashText } from '../model/index.ts';
import type { Entity, RecordKey, SectionName } from '../model/index.ts';
import type { Fingerprint } from '../state/index.ts';
import { announce } from './announce.ts';
import { applyGates } from './apply-gates.ts';
import { commitItems } from './commit-items.ts';
import { withoutCreateOnly } from './create-only.ts';
import { createRunContext } from './create-run-context.ts';
import { differences } from './differences.ts';
import type { Difference } from './differences.ts';
import { differingSections } from './differing-sections.ts';
import { findChanges } from './find-changes.ts';
import { mapRecords } from './map-records.ts';
import type { PageContext } from './page-context.ts';
import { openItems, pageItem } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { pageResult } from './page-result.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { planOperations } from './plan-operations.ts';
import { preparePipeline } from './prepare-pipeline.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { readPages } from './read-pages.ts';
import { lookUp } from './recall-remote.ts';
import { recallState } from './recall-state.ts';
import { hashSources } from './recognize-unchanged.ts';
import type { RunContext } from './run-context.ts';
import { validateRecords } from './validate-records.ts';
import { withLease } from './with-lease.ts';
import { writeOperations } from './write-operations.ts';

/** How a pipeline is reconciled. */
export interface ReconcileOptions {
  /** Writes what has drifted. Default: only reports it. */
  readonly repair?: boolean;
  /** Share of the records that is looked at, above 0 to 1; always the same ones. Default: all. */
  readonly sample?: number;
  readonly keys?: readonly RecordKey[];
  /** Drifts that are kept in the report; further ones are only counted. Default 1,000. */
  readonly maximum?: number;
  /** On whose behalf, for the audit log. Default `reconcile`. */
  readonly actor?: string;
  readonly signal?: AbortSignal;
}

/** A record that is not as it should be at the destination. */
export interface Drift {
  readonly entity: Entity;
  readonly key: RecordKey;
  /** `changed` there, or `missing`. */
  readonly kind: 'changed' | 'missing';
  /** Field by field: `before` is what the destination has, `after` what it should have. */
  readonly differences: readonly Difference[];
}

/** What reconciling found. */
export interface ReconcileReport {
  readonly pipeline: string;
  readonly run: string;
  /** Records that were compared. */
  readonly compared: number;
  /** Records that were never written, or that would be refused now: nothing to compare. */
  readonly skipped: number;
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
  add(drifts: readonly Drift[], compared: number, skipped: number): void;
  repaired(counts: RecordCounts): void;
  report(): Omit<ReconcileReport, 'pipeline' | 'run' | 'unreadable'>;
}

function createTally({ maximum = 1_000 }: ReconcileOptions): Tally {
  const kept: Drift[] = [];
  let repairs = noCounts();
  let [compared, skipped, drifted] = [0, 0, 0];
  return {
    add(drifts, more, without) {
      kept.push(...drifts.slice(0, maximum - kept.length));
      drifted += drifts.length;
      compared += more;
      skipped += without;
    },
    repaired(counts) {
      repairs = addCounts(repairs, counts);
    },
    report: () => ({ compared, skipped, drifted, drifts: kept, repairs }),
  };
}

async function reconcileEntity(
  prepared: PreparedEntity,
  options: ReconcileOptions,
  tally: Tally,
  run: RunContext,
): Promise<void> {
  const { source, connector } = run;
  const context = run.pageContext(prepared);
  const wanted = isWanted(options);
  for await (const event of readPages(
    source,
    { entity: prepared.entity, mode: 'full' },
    connector(source.type),
  )) {
    if (event.type !== 'page') continue;
    const records = event.records.filter(({ key, op }) => op === 'upsert' && wanted(key));
    const items = records.map((record) => pageItem(record, prepared.hash));
    const drifts = await compareItems(items, context);
    const compared = openItems(items).length;
    tally.add(drifts, compared, items.length - compared);
    if (options.repair !== true || drifts.length === 0) continue;
    const drifted = new Set(drifts.map(({ key }) => key));
    tally.repaired(
      await repair(
        openItems(items).filter(({ key }) => drifted.has(key)),
        context,
        run,
      ),
    );
  }
}

/** Compares records with what the destination has. Those that cannot be compared get a result. */
async function compareItems(items: readonly PageItem[], context: PageContext): Promise<Drift[]> {
  await recallState(items, context);
  for (const item of openItems(items)) {
    if (item.remote === null) item.result = { kind: 'skipped', reason: 'it was never written' };
  }
  hashSources(openItems(items));
  validateRecords(items);
  mapRecords(items, context);
  applyGates(items, context);
  const found = await lookUp(openItems(items), context);
  return openItems(items).flatMap((item) => driftOf(item, found.get(item.key)?.data, context));
}

function driftOf(item: PageItem, data: object | undefined, { prepared }: PageContext): Drift[] {
  if (item.data === null) return [];
  const { entity } = prepared;
  const wanted = withoutCreateOnly(item.data, prepared.mapping.createOnly, () => true);
  const changes = differences(data ?? {}, wanted);
  if (data !== undefined && changes.length === 0) return [];
  item.there = data ?? null;
  if (data === undefined) item.remote = null;
  else item.fingerprint = forget(item.fingerprint, differingSections(data, wanted, prepared.definition));
  return [{ entity, key: item.key, kind: data === undefined ? 'missing' : 'changed', differences: changes }];
}

/** Without the sections that are not any more as they were written, so that exactly these are sent. */
function forget(fingerprint: Fingerprint | null, differing: ReadonlySet<SectionName>): Fingerprint | null {
  if (fingerprint === null) return null;
  const left = Object.entries(fingerprint.sections).filter(([section]) => !differing.has(section));
  return { ...fingerprint, sections: Object.fromEntries(left) };
}

async function repair(
  items: readonly PageItem[],
  context: PageContext,
  run: RunContext,
): Promise<RecordCounts> {
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
function isWanted({ sample = 1, keys }: ReconcileOptions): (key: RecordKey) => boolean {
  const named = keys === undefined ? null : new Set(keys);
  const limit = sample * 64 ** 4;
  return (key) => named?.has(key) !== false && (sample >= 1 || numberOf(hashText(key)) < limit);
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The first four characters of a hash as a number from 0 to below 64^4. */
function numberOf(hash: string): number {
  let number = 0;
  for (const digit of hash.slice(0, 4)) number = number * 64 + digits.indexOf(digit);
  return number;
}
