import type { PlannedOperation } from '../connector/index.ts';
import { createEventBus } from '../events/index.ts';
import type { PipelineEvents, ProblemGroup, RecordCounts } from '../events/index.ts';
import { addCounts, noCounts } from '../events/index.ts';
import { hashValue } from '../model/index.ts';
import type { RecordKey } from '../model/index.ts';
import { createRunContext } from './create-run-context.ts';
import { differences } from './differences.ts';
import type { Difference } from './differences.ts';
import type { PageContext } from './page-context.ts';
import { openItems, pageItem } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { pageResult } from './page-result.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { preparePipeline } from './prepare-pipeline.ts';
import { createProblemGroups } from './problem-groups.ts';
import { planPage } from './process-page.ts';
import { readPages } from './read-pages.ts';
import { lookUp } from './recall-remote.ts';
import type { RunContext } from './run-context.ts';

/** How a plan is made. */
export interface PlanOptions {
  /** Only these records. */
  readonly keys?: readonly RecordKey[];
  /** Operations that are kept in the plan; further ones are only counted. Default 1,000. */
  readonly maximum?: number;
  readonly signal?: AbortSignal;
}

/** What will be done for one record, and what that changes. */
export interface PlannedChange {
  readonly operation: PlannedOperation;
  /** Field by field, where the destination can be read back; `null` where it cannot. */
  readonly differences: readonly Difference[] | null;
  /** Hash of what the destination had when the plan was made; `null`: nothing, or it cannot be read back. */
  readonly live: string | null;
}

/** What a run would do. Plain JSON: it can be stored, shown, approved, and applied by {@link Pipeline.apply}. */
export interface Plan {
  readonly pipeline: string;
  /** RFC 3339. */
  readonly madeAt: string;
  readonly changes: readonly PlannedChange[];
  /** Operations beyond the maximum that are not in `changes`. */
  readonly omitted: number;
  /** What would become of the records; nothing was written yet. */
  readonly counts: RecordCounts;
  /** Requests that the run would need. */
  readonly calls: number;
  /** Records that would be refused, grouped by cause. */
  readonly problems: readonly ProblemGroup[];
}

/** Works out what a run would do: the same stages, up to the exact payloads, and nothing after that. */
export async function planRun(options: PipelineOptions, planOptions: PlanOptions = {}): Promise<Plan> {
  const { maximum = 1_000 } = planOptions;
  const run = planningContext(options, planOptions.signal);
  const problems = createProblemGroups();
  const changes: PlannedChange[] = [];
  let counts = noCounts();
  let operations = 0;
  let calls = 0;
  for await (const { items, invalid, context } of plannedPages(run, planOptions.keys)) {
    const planned = openItems(items).filter(({ operation }) => operation !== null);
    operations += planned.length;
    calls += planned.reduce((sum, { operation }) => sum + (operation?.calls ?? 0), 0);
    changes.push(...(await describeChanges(planned.slice(0, maximum - changes.length), context)));
    const result = pageResult(items, invalid);
    counts = addPlanned(addCounts(counts, result.counts), planned);
    problems.addRejected(result.rejected);
    problems.addFailed(result.failed);
  }
  return {
    pipeline: options.name,
    madeAt: new Date(run.clock.now()).toISOString(),
    changes,
    omitted: operations - changes.length,
    counts,
    calls: Math.ceil(calls),
    problems: problems.list(),
  };
}

/** A run that writes nothing and therefore holds no lease. */
function planningContext(options: PipelineOptions, signal = new AbortController().signal): RunContext {
  const lease = { pipeline: options.name, token: 0, expiresAt: Infinity };
  return createRunContext(options, createEventBus<PipelineEvents>(), {
    signal,
    lease: { current: () => lease },
  });
}

/** A page whose operations are planned. */
export interface PlannedPage {
  readonly items: readonly PageItem[];
  readonly invalid: Parameters<typeof pageResult>[1];
  readonly context: PageContext;
}

/** Reads everything, or the records of some keys, and plans it page by page. */
export async function* plannedPages(
  run: RunContext,
  keys?: readonly RecordKey[],
): AsyncGenerator<PlannedPage> {
  const wanted = keys === undefined ? null : new Set(keys);
  const { source, connector } = run;
  for (const prepared of await preparePipeline(run)) {
    const context = run.pageContext(prepared, { uncertain: false, sweepPass: null, skipRefused: true });
    for await (const event of readPages(
      source,
      { entity: prepared.entity, mode: 'full' },
      connector(source.type),
    )) {
      if (event.type !== 'page') continue;
      const records = event.records.filter(({ key }) => wanted?.has(key) !== false);
      const items = records.map((record) => pageItem(record, prepared.hash));
      await planPage(items, context);
      yield { items, invalid: wanted === null ? event.invalid : [], context };
    }
  }
}

/** Tells what planned operations change, as far as the destination can be read back. */
export async function describeChanges(
  items: readonly PageItem[],
  context: PageContext,
): Promise<PlannedChange[]> {
  const readable = context.prepared.destination.readBack && context.destination.lookup !== undefined;
  const known = items.filter(({ remote }) => remote !== null);
  const found = readable && known.length > 0 ? await lookUp(known, context) : undefined;
  return items.flatMap(({ key, operation, desired }): PlannedChange[] => {
    if (operation === null || desired === null) return [];
    const before = found?.get(key)?.data;
    const after = desired.op === 'upsert' ? desired.data : {};
    const live = before === undefined ? null : hashValue(before);
    return [{ operation, differences: readable ? differences(before ?? {}, after) : null, live }];
  });
}

function addPlanned(counts: RecordCounts, planned: readonly PageItem[]): RecordCounts {
  const of = (action: PlannedOperation['action']) =>
    planned.filter(({ operation }) => operation?.action === action).length;
  return {
    ...counts,
    created: counts.created + of('create'),
    updated: counts.updated + of('update'),
    deleted: counts.deleted + of('delete'),
  };
}
