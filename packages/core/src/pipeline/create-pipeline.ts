import { systemClock } from '../connector/index.ts';
import type { ChangeHint, CheckResult, ConnectorContext, RecordTypes } from '../connector/index.ts';
import { createEventBus } from '../events/index.ts';
import type { Listener, PipelineEvents, RunReport } from '../events/index.ts';
import type { Mapping } from '../mapping/index.ts';
import type {
  Alert,
  AuditEntry,
  DeadLetter,
  DeadLetterFilter,
  DeletionEntry,
  RunRecord,
  UndoEntry,
} from '../state/index.ts';
import { checkQuietly, createAlertCheck } from './alerts/alert-check.ts';
import { listIncidents } from './alerts/list-incidents.ts';
import { applyPlan } from './apply-plan.ts';
import type { ApplyOptions, ApplyReport } from './apply-plan.ts';
import { createChangeWorker } from './change-worker.ts';
import { checkOptions } from './check-options.ts';
import { createOutcomeBell } from './outcome-bell.ts';
import type { PageResult } from './page-result.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { pipelineStatus } from './pipeline-status.ts';
import type { PipelineStatus } from './pipeline-status.ts';
import { planRun } from './plan-run.ts';
import type { Plan, PlanOptions } from './plan-run.ts';
import type { PageTask } from './process-page.ts';
import { readMappings } from './read-mappings.ts';
import { reconcilePipeline } from './reconcile.ts';
import type { ReconcileOptions, ReconcileReport } from './reconcile.ts';
import { replayDeadLetters } from './replay.ts';
import type { ReplayOptions, ReplayReport } from './replay.ts';
import type { RunOptions } from './run-options.ts';
import { runPipeline } from './run-pipeline.ts';
import type { RunTicket } from './run-ticket.ts';
import type { HintOptions, TakenHints } from './take-hints.ts';
import { undoDeletes } from './undo-deletes.ts';
import type { UndoOptions, UndoReport } from './undo-deletes.ts';
import { createWebhookReceiver } from './webhook-receiver.ts';
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
  /**
   * The mapping of each entity, in the order in which they are synced; the default ones of the destination are made for
   * what both ends hold now. A place to start a mapping of one’s own: they are plain JSON.
   *
   * @throws ConnectorError where source or destination cannot be asked, `mapping.invalid`, `config.invalid`.
   */
  mappings(signal?: AbortSignal): Promise<readonly Mapping[]>;
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
  /**
   * Answers a webhook of the source or the destination: verifies it, stores which records it hints at, and answers; the
   * records are read anew and brought over afterwards. If the destination says that operations have ended, what became
   * of them is asked at once. See {@link createWebhookReceiver} for the answers, and for one webhook that serves
   * several pipelines.
   *
   * @throws ConnectorError `config.invalid` if neither has webhooks that are of use.
   */
  webhook(request: Request): Promise<Response>;
  /**
   * Takes hints that come in another way than by webhook: from a queue, or from the application itself.
   *
   * @param delivery id of the message; a second one of the same id is dropped.
   * @throws ConnectorError `config.invalid` for hints at records if the source cannot read single records, and
   *   `store.…` errors.
   */
  hint(hints: readonly ChangeHint[], delivery?: string, options?: HintOptions): Promise<TakenHints>;
  /**
   * Works off what webhooks hinted at, also to earlier processes, and waits until nothing is left, or until it has to
   * wait itself: for another run, or for a system that fails. For platforms that freeze a process as soon as it has
   * answered: await it before the end.
   */
  idle(): Promise<void>;
  /**
   * Ends what goes on in the background: records under way are brought to their end, the others stay in the store for
   * the next run or process. Runs are stopped by their own signal. Afterwards the store can be closed.
   */
  close(): Promise<void>;
  /** Takes dead letters through all stages again. */
  replay(filter?: DeadLetterFilter, options?: ReplayOptions): Promise<ReplayReport>;
  /** Reads back what the destination has and compares; repairs on request. */
  reconcile(options?: ReconcileOptions): Promise<ReconcileReport>;
  /** Writes records back that were deleted at the destination. */
  undoDeletes(options?: UndoOptions): Promise<UndoReport>;
  /** How the pipeline stands: freshness, and what is open. */
  status(): Promise<PipelineStatus>;
  /**
   * Looks whether something needs people: raises alerts that are due, recovers those that are over, and delivers what
   * could not be delivered before. Done after each run, after changes that webhooks hinted at, and by schedules; a
   * pipeline without runs and schedules calls it every minute.
   *
   * @returns the open alerts.
   */
  checkAlerts(): Promise<readonly Alert[]>;
  /** All incidents that are remembered: open ones, and those that are over. */
  incidents(): Promise<readonly Alert[]>;
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
  const { name, source, destination, store, limiters = store.limiters, clock = systemClock } = checked;
  if (limiters !== undefined)
    for (const connector of [source, destination]) connector.shareLimits?.(limiters);
  const bus = createEventBus<PipelineEvents>();
  const checkAlerts = createAlertCheck(checked, bus);
  const bell = createOutcomeBell();
  const changes = createChangeWorker(checked, bus, bell, (allDone) =>
    checkQuietly(checkAlerts, checked, bus, { allDone }),
  );
  let receive: ((request: Request) => Promise<Response>) | null = null;
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
    mappings: (signal) => readMappings(checked, signal),
    plan: (planOptions) => planRun(checked, planOptions),
    apply: (plan, applyOptions) => changes.stepAside(() => applyPlan(checked, bus, plan, applyOptions)),
    async run(runOptions) {
      const report = await changes.stepAside(() => runPipeline(checked, bus, { ...runOptions, bell }));
      await checkQuietly(checkAlerts, checked, bus);
      return report;
    },
    processPage: createWorker(checked, bus),
    async webhook(request) {
      receive ??= createWebhookReceiver([{ options: checked, hint: changes.hint }], {
        onRefused: (refusal) => bus.emit('webhook.refused', { pipeline: name, ...refusal }),
      });
      return receive(request);
    },
    hint: (hints, delivery, hintOptions) => changes.hint(hints, delivery, hintOptions),
    idle: () => changes.idle(),
    close: () => changes.stop(),
    replay: (filter, replayOptions) =>
      changes.stepAside(() => replayDeadLetters(checked, bus, filter, replayOptions)),
    reconcile: (reconcileOptions) =>
      changes.stepAside(() => reconcilePipeline(checked, bus, reconcileOptions)),
    undoDeletes: (undoOptions) => changes.stepAside(() => undoDeletes(checked, bus, undoOptions)),
    status: () => pipelineStatus(checked),
    checkAlerts,
    incidents: async () => (await listIncidents(checked)).map(({ alert }) => alert),
    deadLetters: (filter) => oneByOne(store.deadLetters(name, filter)),
    deletes: () => oneByOne(store.entries(name, 'deletion')),
    undoList: () => oneByOne(store.entries(name, 'undo')),
    audit: (record) => auditOf(record, checked),
    runs: (limit = 20) => store.runs(name, limit),
  };
}

async function* auditOf(
  record: { readonly entity: string; readonly key: string } | undefined,
  { name, store }: PipelineOptions,
): AsyncGenerator<AuditEntry> {
  const filter = record === undefined ? {} : { entity: record.entity, prefix: `${record.key} ` };
  for await (const entry of oneByOne(store.entries(name, 'audit', filter))) {
    // “shirt red” begins like an entry of “shirt” does.
    if (record === undefined || entry.record === record.key) yield entry;
  }
}

async function* oneByOne<Row>(rows: AsyncIterable<readonly Row[]>): AsyncGenerator<Row> {
  for await (const some of rows) yield* some;
}
