import type { InvalidRow, SourceRecord } from '../connector/index.ts';
import type { Entity } from '../model/index.ts';
import type { AnyLedgerChange, SettledPage } from '../state/index.ts';
import { applyGates } from './apply-gates.ts';
import { findChanges } from './find-changes.ts';
import { mapRecords } from './map-records.ts';
import { timestamp } from './page-context.ts';
import type { PageContext } from './page-context.ts';
import { pageDelta } from './page-delta.ts';
import { openItems, pageItem } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { supersededReason } from './page-ledger.ts';
import { pageResult } from './page-result.ts';
import type { PageResult } from './page-result.ts';
import { planOperations } from './plan-operations.ts';
import { recallRemote } from './recall-remote.ts';
import { recallState } from './recall-state.ts';
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
  /** Whether a run that died may have written the page without committing it. */
  readonly uncertain: boolean;
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

/** What {@link processItems} commits beside what the records change. */
export interface ProcessOptions {
  /** The page of a pass that is settled by it. */
  readonly settled?: SettledPage & { readonly pass: number };
  readonly ledger?: readonly AnyLedgerChange[];
}

/** Takes records through all stages and commits; see {@link processPage}. */
export async function processItems(
  items: readonly PageItem[],
  invalid: readonly InvalidRow[],
  context: PageContext,
  { settled, ledger = [] }: ProcessOptions,
): Promise<PageResult> {
  const { store, lease } = context;
  try {
    await planPage(items, context);
    await writeOperations(items, context);
  } catch (error) {
    if (items.some(({ result }) => result !== null)) {
      await store.commit(
        lease(),
        pageDelta(items, invalid, context, { at: timestamp(context), settled: null, ledger: [] }),
      );
    }
    throw error;
  }
  const commit = { at: timestamp(context), settled: settled ?? null, ledger };
  await store.commit(lease(), pageDelta(items, invalid, context, commit));
  return pageResult(items, invalid);
}

/** All stages before anything is written. */
export async function planPage(items: readonly PageItem[], context: PageContext): Promise<void> {
  setRepeatedAside(items);
  await recallState(openItems(items), context);
  recognizeUnchanged(openItems(items), context);
  validateRecords(items);
  mapRecords(items, context);
  applyGates(items, context);
  await recallRemote(items, context);
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
