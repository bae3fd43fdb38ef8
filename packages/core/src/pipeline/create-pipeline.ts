import { systemClock } from '../connector/index.ts';
import type { CheckResult, ConnectorContext, RecordTypes } from '../connector/index.ts';
import { createEventBus } from '../events/index.ts';
import type { Listener, PipelineEvents, RunReport } from '../events/index.ts';
import type {
  AuditEntry,
  DeadLetter,
  DeadLetterFilter,
  DeletionEntry,
  RunRecord,
  UndoEntry,
} from '../state/index.ts';
import { applyPlan } from './apply-plan.ts';
import type { ApplyOptions, ApplyReport } from './apply-plan.ts';
import { checkOptions } from './check-options.ts';
import type { PageResult } from './page-result.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { pipelineStatus } from './pipeline-status.ts';
import type { PipelineStatus } from './pipeline-status.ts';
import { planRun } from './plan-run.ts';
import type { Plan, PlanOptions } from './plan-run.ts';
import type { PageTask } from './process-page.ts';
import { reconcilePipeline } from './reconcile.ts';
import type { ReconcileOptions, ReconcileReport } from './reconcile.ts';
import { replayDeadLetters } from './replay.ts';
import type { ReplayOptions, ReplayReport } from './replay.ts';
import type { RunOptions } from './run-options.ts';
import { runPipeline } from './run-pipeline.ts';
import type { RunTicket } from './run-ticket.ts';
import { undoDeletes } from './undo-deletes.ts';
import type { UndoOptions, UndoReport } from './undo-deletes.ts';
import { createWorker } from './worker.ts';

/** Source + mapping + destination: moves records, remembers what it did, and tells about it. */
export interface Pipeline {
  readonly name: string;
  /** What it is made of. */
  readonly options: PipelineOptions;
  /** Adds a listener; the function it gives removes it again. Listeners observe and can break nothing. */
  on<Name extends keyof PipelineEvents>(event: Name, listener: Listener<PipelineEvents[Name]>): () => void;
  /** Looks whether source and destination would work. */
  check(signal?: AbortSignal): Promise<{ readonly source: CheckResult; readonly destination: CheckResult }>;
  /** Works out what a run would do, down to the exact payloads, and changes nothing anywhere. */
  plan(options?: PlanOptions): Promise<Plan>;
  /**
   * Carries a plan out as it was approved.
   *
   * @throws ConnectorError `plan.stale` if anything has moved since; nothing is written then.
   */
  apply(plan: Plan, options?: ApplyOptions): Promise<ApplyReport>;
  /**
   * Brings over what changed. However it ends, there is a report.
   *
   * @throws ConnectorError only before anything began: `run.overlap` while another run is under way, or a
   *   `store.…` error.
   */
  run(options?: RunOptions): Promise<RunReport>;
  /**
   * Processes a page of a run that another process does; see `processPage` of {@link RunOptions}.
   *
   * @throws ConnectorError when the run must stop; `lease.lost` if it is not the newest one.
   */
  processPage(task: PageTask, ticket: RunTicket): Promise<PageResult>;
  /** Takes dead letters through all stages again. */
  replay(filter?: DeadLetterFilter, options?: ReplayOptions): Promise<ReplayReport>;
  /** Reads back what the destination has and compares; repairs on request. */
  reconcile(options?: ReconcileOptions): Promise<ReconcileReport>;
  /** Writes records back that were deleted at the destination. */
  undoDeletes(options?: UndoOptions): Promise<UndoReport>;
  /** How the pipeline stands: freshness, and what is open. */
  status(): Promise<PipelineStatus>;
  /** Records that need a person. */
  deadLetters(filter?: DeadLetterFilter): AsyncIterable<DeadLetter>;
  /** Records that are to be deleted, and wait or are held by a blown fuse. */
  deletes(): AsyncIterable<DeletionEntry>;
  /** Records that were deleted, with what undoing needs. */
  undoList(): AsyncIterable<UndoEntry>;
  /** What was written: all, or that of one record. */
  audit(record?: { readonly entity: string; readonly key: string }): AsyncIterable<AuditEntry>;
  /** The newest runs, newest first. */
  runs(limit?: number): Promise<readonly RunRecord[]>;
}

/**
 * Makes a pipeline. Does no input or output yet.
 *
 * @throws ConnectorError `config.invalid` or `mapping.invalid` for what is wrong in the options.
 */
export function createPipeline<Types extends RecordTypes>(options: PipelineOptions<Types>): Pipeline {
  const checked = checkOptions(options);
  const { name, source, destination, store, clock = systemClock } = checked;
  const bus = createEventBus<PipelineEvents>();
  return {
    name,
    options: checked,
    on: (event, listener) => bus.on(event, listener),
    async check(signal = new AbortController().signal) {
      const context: ConnectorContext = { signal, clock, warn: () => undefined };
      const [ofSource, ofDestination] = await Promise.all([
        source.check(context),
        destination.check(context),
      ]);
      return { source: ofSource, destination: ofDestination };
    },
    plan: (planOptions) => planRun(checked, planOptions),
    apply: (plan, applyOptions) => applyPlan(checked, bus, plan, applyOptions),
    run: (runOptions) => runPipeline(checked, bus, runOptions),
    processPage: createWorker(checked, bus),
    replay: (filter, replayOptions) => replayDeadLetters(checked, bus, filter, replayOptions),
    reconcile: (reconcileOptions) => reconcilePipeline(checked, bus, reconcileOptions),
    undoDeletes: (undoOptions) => undoDeletes(checked, bus, undoOptions),
    status: () => pipelineStatus(checked),
    deadLetters: (filter) => oneByOne(store.deadLetters(name, filter)),
    deletes: () => oneByOne(store.entries(name, 'deletion')),
    undoList: () => oneByOne(store.entries(name, 'undo')),
    audit: (record) =>
      oneByOne(
        store.entries(
          name,
          'audit',
          record === undefined ? {} : { entity: record.entity, prefix: `${record.key} ` },
        ),
      ),
    runs: (limit = 20) => store.runs(name, limit),
  };
}

async function* oneByOne<Row>(rows: AsyncIterable<readonly Row[]>): AsyncGenerator<Row> {
  for await (const some of rows) yield* some;
}
