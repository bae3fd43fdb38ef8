import type { InvalidRow, SourceRecord } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import type { Entity } from '../model/index.ts';
import { adoptRecords } from './adopt-records.ts';
import { applyGates } from './apply-gates.ts';
import { commitItems } from './commit-items.ts';
import type { CommitOptions } from './commit-items.ts';
import { findChanges } from './find-changes.ts';
import { mapRecords } from './map-records.ts';
import type { PageContext } from './page-context.ts';
import { openItems, pageItem, supersededReason } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { pageResult } from './page-result.ts';
import type { PageResult } from './page-result.ts';
import { planOperations } from './plan-operations.ts';
import { recallRemote } from './recall-remote.ts';
import { recallState } from './recall-state.ts';
import { recallUnfinished } from './recall-unfinished.ts';
import { recognizeRefused } from './recognize-refused.ts';
import { recognizeUnchanged } from './recognize-unchanged.ts';
import { validateRecords } from './validate-records.ts';
import { writeOperations } from './write-operations.ts';

/** A page of records, and where it belongs. Plain data: it can travel to another process. */
export interface PageTask {
  readonly entity: Entity;
  /** Number of the pass. */
  readonly pass: number;
  /** Place of the page in its pass, from 0. */
  readonly index: number;
  readonly records: readonly SourceRecord[];
  readonly invalid: readonly InvalidRow[];
  /** Cursor after the page; `null`: the pass cannot be resumed there. */
  readonly cursor: string | null;
  /** Whether the store need not know what was written last: the records are looked up. */
  readonly uncertain: boolean;
  /** Whether nothing is believed that the store says was written. Default `false`. */
  readonly lookUp?: boolean;
  /** Whether its records are marked, so that those the pass does not give can be swept. */
  readonly sweeps: boolean;
}

/**
 * Brings one page over: the unit of work. Needs nothing but the page, what the pipeline is made of, and the store;
 * pages of one pass can be processed at the same time, here or elsewhere, as long as no record is in two of them.
 *
 * What was written is committed even if the page cannot be finished; the page only counts as settled when every
 * record of it has a result.
 *
 * @throws ConnectorError when the run must stop.
 */
export async function processPage(task: PageTask, context: PageContext): Promise<PageResult> {
  const { pass, index, cursor } = task;
  const items = task.records.map((record) => pageItem(record, context.prepared.hash));
  return processItems(items, task.invalid, context, { settled: { pass, index, cursor } });
}

/** Takes records through all stages and commits; see {@link processPage}. */
export async function processItems(
  items: readonly PageItem[],
  invalid: readonly InvalidRow[],
  context: PageContext,
  { settled, ledger = [] }: Omit<CommitOptions, 'fromReceipts'>,
): Promise<PageResult> {
  try {
    await planPage(items, context);
    await writeOperations(items, context);
    assertAllDecided(items, context);
  } catch (error) {
    if (items.some(({ result, attempts }) => result !== null || attempts > 0))
      await commitItems(items, invalid, context);
    throw error;
  }
  await commitItems(items, invalid, context, { settled, ledger });
  return pageResult(items, invalid);
}

// A page must not count as settled as long as a record of it has no result: nobody would read it again.
function assertAllDecided(items: readonly PageItem[], { pipeline, prepared }: PageContext): void {
  const [lost] = openItems(items);
  if (lost === undefined) return;
  throw new ConnectorError('run.unbalanced', `Nothing became of a record of “${pipeline}”`, {
    entity: prepared.entity,
    key: lost.key,
  });
}

/** All stages before anything is written. */
export async function planPage(items: readonly PageItem[], context: PageContext): Promise<void> {
  setRepeatedAside(items);
  await recallState(openItems(items), context);
  recognizeUnchanged(openItems(items), context);
  await recallUnfinished(openItems(items), context);
  validateRecords(items);
  mapRecords(items, context);
  applyGates(items, context);
  await recallRemote(items, context);
  await adoptRecords(items, context);
  await findChanges(items, context);
  await recognizeRefused(items, context);
  await planOperations(items, context);
}

// Of two records with one key the later one counts.
function setRepeatedAside(items: readonly PageItem[]): void {
  const last = new Map(items.map((item) => [item.key, item]));
  for (const item of items) {
    if (last.get(item.key) !== item) item.result = { kind: 'skipped', reason: supersededReason };
  }
}
