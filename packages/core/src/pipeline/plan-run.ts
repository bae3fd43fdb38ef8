import type { PlannedOperation } from '../connector/index.ts';
import { createEventBus } from '../events/index.ts';
import type { PipelineEvents, ProblemGroup, RecordCounts } from '../events/index.ts';
import { addCounts, noCounts } from '../events/index.ts';
import type { RecordKey } from '../model/index.ts';
import { createRunContext } from './create-run-context.ts';
import { describeChanges } from './describe-changes.ts';
import type { PlannedChange } from './describe-changes.ts';
import type { PageItem } from './page-item.ts';
import { pageResult } from './page-result.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { plannedPages, toBeWritten } from './planned-pages.ts';
import type { NamedKeys } from './planned-pages.ts';
import { createProblemGroups } from './problem-groups.ts';
import type { RunContext } from './run-context.ts';

/** How a plan is made. */
export interface PlanOptions {
  /** Only these records. They are fetched by their keys where the source can do that; else everything is read. */
  readonly keys?: readonly RecordKey[];
  /** Operations that are kept in the plan; further ones are only counted. Default 1,000. */
  readonly maximum?: number;
  readonly signal?: AbortSignal;
}

/** What a full run would do. Plain JSON: it can be stored, shown, approved, and applied by {@link Pipeline.apply}. */
export interface Plan {
  readonly pipeline: string;
  /** Where it would be written: the type of the destination, and its account. */
  readonly destination: { readonly type: string; readonly account: string };
  /** RFC 3339. */
  readonly madeAt: string;
  readonly changes: readonly PlannedChange[];
  /** Operations beyond the maximum that are not in `changes`. */
  readonly omitted: number;
  /** What would become of the records; nothing was written yet. */
  readonly counts: RecordCounts;
  /**
   * Records that the source has no more: a full run deletes them at its end, if its fuse lets it. They are no part of
   * what applying the plan does.
   */
  readonly deletes: number;
  /** Requests that the run would need. */
  readonly calls: number;
  /** Records that would be refused, grouped by cause. */
  readonly problems: readonly ProblemGroup[];
}

/** Works out what a full run would do: the same stages, up to the exact payloads, and nothing after that. */
export async function planRun(options: PipelineOptions, planOptions: PlanOptions = {}): Promise<Plan> {
  const { maximum = 1_000 } = planOptions;
  const run = planningContext(options, planOptions.signal);
  const problems = createProblemGroups();
  const changes: PlannedChange[] = [];
  let counts = noCounts();
  let operations = 0;
  let calls = 0;
  let deletes = 0;
  for await (const { items, invalid, gone, context } of plannedPages(run, namedKeys(planOptions))) {
    const described = toBeWritten(items).slice(0, maximum - changes.length);
    changes.push(...(await describeChanges(described, context)));
    // Counted afterwards: what cannot be looked up fails, and is not written.
    const planned = toBeWritten(items);
    operations += planned.length;
    calls += planned.reduce((sum, { operation }) => sum + (operation?.calls ?? 0), 0);
    deletes += gone;
    const result = pageResult(items, invalid);
    counts = addPlanned(addCounts(counts, result.counts), planned, items.length > 0 ? gone : 0);
    problems.addRejected(result.rejected);
    problems.addFailed(result.failed);
  }
  const { type, account } = options.destination;
  return {
    pipeline: options.name,
    destination: { type, account },
    madeAt: new Date(run.clock.now()).toISOString(),
    changes,
    omitted: operations - changes.length,
    counts,
    deletes,
    calls: Math.ceil(calls),
    problems: problems.list(),
  };
}

function namedKeys({ keys }: PlanOptions): NamedKeys | null {
  if (keys === undefined) return null;
  const named = new Set(keys);
  return () => named;
}

/** A run that writes nothing and therefore holds no lease. */
export function planningContext(options: PipelineOptions, given?: AbortSignal): RunContext {
  const signal = given ?? new AbortController().signal;
  const lease = { pipeline: options.name, token: 0, expiresAt: Infinity };
  return createRunContext(options, createEventBus<PipelineEvents>(), {
    signal,
    lease: { current: () => lease },
  });
}

function addPlanned(counts: RecordCounts, planned: readonly PageItem[], gone: number): RecordCounts {
  const of = (action: PlannedOperation['action']) =>
    planned.filter(({ operation }) => operation?.action === action).length;
  return {
    ...counts,
    created: counts.created + of('create'),
    updated: counts.updated + of('update'),
    parked: counts.parked - gone,
    deleted: counts.deleted + gone,
  };
}
