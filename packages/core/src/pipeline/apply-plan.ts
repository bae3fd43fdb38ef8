import { ConnectorError } from '../errors/index.ts';
import { addCounts, noCounts } from '../events/index.ts';
import type { EventBus, PipelineEvents, ProblemGroup, RecordCounts } from '../events/index.ts';
import { canonicalJson } from '../model/index.ts';
import type { RecordKey } from '../model/index.ts';
import { announce } from './announce.ts';
import { commitItems } from './commit-items.ts';
import { createRunContext } from './create-run-context.ts';
import { describeChanges } from './describe-changes.ts';
import type { PlannedChange } from './describe-changes.ts';
import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-item.ts';
import { pageResult } from './page-result.ts';
import type { PageResult } from './page-result.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { planAgain } from './plan-again.ts';
import type { Plan } from './plan-run.ts';
import { plannedPages, toBeWritten } from './planned-pages.ts';
import type { NamedKeys } from './planned-pages.ts';
import { createProblemGroups } from './problem-groups.ts';
import { refersToPromised } from './promised-links.ts';
import type { RunContext } from './run-context.ts';
import { withLease } from './with-lease.ts';
import { writeOperations } from './write-operations.ts';

/** How a plan is applied. */
export interface ApplyOptions {
  /** On whose behalf, for the audit log. Default `plan`. */
  readonly actor?: string;
  readonly signal?: AbortSignal;
}

/** What applying a plan did. */
export interface ApplyReport {
  readonly pipeline: string;
  readonly run: string;
  readonly counts: RecordCounts;
  /** What was refused or failed, grouped by cause. */
  readonly problems: readonly ProblemGroup[];
}

/** Records of a page that are about to be written as planned. */
interface ApprovedPage {
  readonly items: readonly PageItem[];
  readonly context: PageContext;
}

/**
 * Carries a plan out: exactly its operations, and only if nothing has moved since it was made. To see that, the plan
 * is made anew for its records; source, mapping, links and what the destination has must give the same operations
 * from the same state.
 *
 * @throws ConnectorError `plan.stale` with the records that moved, `config.invalid` for what is no plan; nothing is
 *   written then.
 */
export async function applyPlan(
  options: PipelineOptions,
  bus: EventBus<PipelineEvents>,
  plan: Plan,
  { actor = 'plan', signal }: ApplyOptions = {},
): Promise<ApplyReport> {
  assertPlan(plan);
  assertSamePipeline(plan, options);
  return withLease(options, signal, async (held) => {
    const run = createRunContext(options, bus, { ...held, actor });
    const pages = await approvedPages(plan, run);
    const problems = createProblemGroups();
    let counts = noCounts();
    for (const page of pages) {
      // oxlint-disable-next-line no-await-in-loop
      const result = await writePage(page, run);
      counts = addCounts(counts, result.counts);
      problems.addRejected(result.rejected);
      problems.addFailed(result.failed);
    }
    return { pipeline: options.name, run: run.run, counts, problems: problems.list() };
  });
}

/** A plan may come from a file or a database, where anything can have become of it. */
function assertPlan(plan: unknown): asserts plan is Plan {
  const { pipeline, destination, changes } = isObject(plan) ? plan : {};
  const isPlan =
    typeof pipeline === 'string' &&
    isObject(destination) &&
    Array.isArray(changes) &&
    changes.every((change) => isObject(change) && isObject(change['operation']));
  if (isPlan) return;
  throw new ConnectorError('config.invalid', 'What was to be applied is no plan', {
    hint: 'Hand over what plan() gave, or its JSON.',
  });
}

function assertSamePipeline({ pipeline, destination }: Plan, options: PipelineOptions): void {
  const { type, account } = options.destination;
  if (pipeline !== options.name)
    throw new ConnectorError(
      'plan.stale',
      `The plan was made for the pipeline “${pipeline}”, not for “${options.name}”`,
    );
  // Creates fit any shop: that it is another one would not be seen by them.
  if (destination.type !== type || destination.account !== account)
    throw new ConnectorError(
      'plan.stale',
      `The plan was made for ${destination.type} ${destination.account}, not for ${type} ${account}`,
    );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Makes the plan anew and compares. */
async function approvedPages(plan: Plan, run: RunContext): Promise<readonly ApprovedPage[]> {
  const approved = new Map(plan.changes.map((change) => [idOf(change), change]));
  const moved = new Set<RecordKey>();
  const pages: ApprovedPage[] = [];
  for await (const { items, context } of plannedPages(run, namedKeys(plan))) {
    const planned = toBeWritten(items);
    for (const change of await describeChanges(planned, context)) {
      const before = approved.get(idOf(change));
      if (before === undefined || canonicalJson(before) !== canonicalJson(change))
        moved.add(change.operation.key);
      approved.delete(idOf(change));
    }
    if (planned.length > 0) pages.push({ items: planned, context });
  }
  // What is planned no more has moved as well.
  for (const { operation } of approved.values()) moved.add(operation.key);
  if (moved.size === 0) return pages;
  const shown = [...moved].slice(0, 10).join(', ');
  throw new ConnectorError(
    'plan.stale',
    `${moved.size} of ${plan.changes.length} records have changed since the plan was made: ${shown}`,
    {
      details: { keys: [...moved] },
    },
  );
}

async function writePage({ items, context: planned }: ApprovedPage, run: RunContext): Promise<PageResult> {
  // From here on only links count that there really are.
  const context: PageContext = { ...planned, promised: null };
  const commit = () => commitItems(items, [], context);
  try {
    const { promised } = planned;
    if (promised !== null)
      await planAgain(
        items.filter((item) => refersToPromised(item, promised)),
        context,
      );
    await writeOperations(items, context);
  } catch (error) {
    await commit();
    throw error;
  }
  await commit();
  const result = pageResult(items, []);
  announce(context.prepared.entity, result, run);
  return result;
}

function namedKeys({ changes }: Plan): NamedKeys {
  const byEntity = Map.groupBy(changes, ({ operation }) => operation.entity);
  return (entity) => new Set(byEntity.get(entity)?.map(({ operation }) => operation.key));
}

function idOf({ operation: { entity, key } }: PlannedChange): string {
  return JSON.stringify([entity, key]);
}
