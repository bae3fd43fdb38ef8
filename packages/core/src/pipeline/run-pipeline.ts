import { systemClock } from '../connector/index.ts';
import type { Source } from '../connector/index.ts';
import { ConnectorError, isConnectorError, toConnectorError } from '../errors/index.ts';
import { addCounts, noCounts, traced } from '../events/index.ts';
import type { EventBus, PassReport, PipelineEvents, RecordCounts, RunReport } from '../events/index.ts';
import type { RunStatus } from '../state/index.ts';
import { isAllDone, notDone } from './all-done.ts';
import { createRunContext } from './create-run-context.ts';
import type { LeasedRun } from './create-run-context.ts';
import { deleteGone } from './delete-gone.ts';
import { settleAndRelease } from './finish-pass.ts';
import { forgetOld } from './forget-old.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { preparePipeline } from './prepare-pipeline.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { defaultParkTime, giveUpParked } from './release-parked.ts';
import type { RunContext } from './run-context.ts';
import type { RunOptions } from './run-options.ts';
import { runPass } from './run-pass.ts';
import type { PassEnd } from './run-pass.ts';
import { withLease } from './with-lease.ts';
import { workOffChanges } from './work-off-changes.ts';

/** Runs a pipeline: every entity in turn. */
export async function runPipeline(
  options: PipelineOptions,
  bus: EventBus<PipelineEvents>,
  runOptions: RunOptions & Pick<LeasedRun, 'bell'> = {},
): Promise<RunReport> {
  return withLease(options, runOptions.signal, (held) =>
    runWithLease(options, bus, { ...runOptions, ...held }),
  );
}

async function runWithLease(
  options: PipelineOptions,
  bus: EventBus<PipelineEvents>,
  leased: LeasedRun,
): Promise<RunReport> {
  const { source, clock = systemClock, store } = options;
  const startedAt = clock.now();
  const run = createRunContext(options, bus, leased);
  const begun = { id: run.run, startedAt: new Date(startedAt).toISOString() };
  await store.commit(run.lease(), {
    run: { ...begun, endedAt: null, status: null, error: null, report: null },
    ...(await forgetOld(options, startedAt)),
  });
  const passes: PassEnd[] = [];
  const taken: RecordCounts[] = [];
  let error: ConnectorError | null = null;
  try {
    await traced('run', { pipeline: run.pipeline, run: run.run }, async () => {
      try {
        const prepared = await preparePipeline(run);
        run.emit('run.started', { mode: run.mode, entities: prepared.map(({ entity }) => entity) });
        await runPasses(prepared, passes, taken, run);
      } catch (thrown) {
        throw runError(thrown, source, leased.signal);
      }
    });
  } catch (thrown) {
    error = runError(thrown, source, leased.signal);
  }
  const endedAt = clock.now();
  const reports = passes.map(({ progress }) => progress.report());
  const counts = reports.reduce((sum, pass) => addCounts(sum, pass.counts), noCounts());
  const changes = taken.reduce((sum, some) => addCounts(sum, some), noCounts());
  const ended: RunReport = {
    pipeline: options.name,
    run: run.run,
    status: statusOf(error, reports, changes),
    mode: run.mode,
    actor: leased.actor ?? 'pipeline',
    startedAt: begun.startedAt,
    endedAt: new Date(endedAt).toISOString(),
    // A clock that was set back meanwhile must not make it look negative.
    duration: Math.max(0, endedAt - startedAt),
    counts,
    changes,
    passes: reports,
    error: error?.toJSON() ?? null,
  };
  const report = await rememberRun(ended, options, leased);
  bus.emit('run.ended', report);
  return report;
}

async function runPasses(
  prepared: readonly PreparedEntity[],
  passes: PassEnd[],
  taken: RecordCounts[],
  run: RunContext,
): Promise<void> {
  try {
    await passEach(prepared, passes, taken, run);
  } catch (failure) {
    // The first failure is the one to tell; what could not be deleted waits.
    await deleteGone(passes, failure, run).catch(() => undefined);
    throw failure;
  }
  await deleteGone(passes, null, run);
}

/** One pass per entity, and what they leave for each other. */
async function passEach(
  prepared: readonly PreparedEntity[],
  passes: PassEnd[],
  taken: RecordCounts[],
  run: RunContext,
): Promise<void> {
  // What several pipelines read together may have been read before this run began: only what is read anew after that is newer.
  const read = () => (run.sharesReads ? passes.map((pass) => pass.prepared) : prepared);
  taken.push(await takeChanges(read(), run));
  for (const entity of prepared) {
    // What others refer to comes first, so entities wait for each other.
    // oxlint-disable-next-line no-await-in-loop
    const pass = await runPass(entity, run.mode, run);
    passes.push(pass);
    if (pass.error !== undefined) throw pass.error;
    // A page may hold a record as it was before it changed again; what is read anew now is newer than every page.
    // oxlint-disable-next-line no-await-in-loop
    taken.push(await takeChanges(read(), run));
  }
  const { parkTime = defaultParkTime } = run.options;
  for (const { prepared: entity, progress } of passes) {
    const context = run.pageContext(entity);
    // Later entities may have brought what records of earlier ones wait for.
    // oxlint-disable-next-line no-await-in-loop
    await settleAndRelease(context, progress, run, 0);
    // oxlint-disable-next-line no-await-in-loop
    await giveUpParked(run.clock.now() - parkTime, context, (entries, result) =>
      progress.move('parked', entries, result),
    );
  }
}

/**
 * Works off what webhooks hinted at while no run was under way, or while this one was. What cannot be read by its key
 * is no reason not to read the source: it stays for the next time.
 */
async function takeChanges(prepared: readonly PreparedEntity[], run: RunContext): Promise<RecordCounts> {
  if (run.source.fetch === undefined) return noCounts();
  const { counts, error } = await workOffChanges(prepared, run);
  // Why a run was stopped is told where it is noticed.
  if (error !== null && !run.signal.aborted) {
    run.emit('changes.failed', { error: error.toJSON(), delay: null });
  }
  return counts;
}

/** Why a run ended: a lost lease and an abort say so themselves, whatever else broke because of them. */
function runError(thrown: unknown, source: Source, signal: AbortSignal): ConnectorError {
  if (signal.aborted) {
    return isConnectorError(signal.reason)
      ? signal.reason
      : new ConnectorError('run.aborted', 'The run was stopped');
  }
  return toConnectorError(thrown, 'connector.protocol', { redact: source.redact });
}

function statusOf(
  error: ConnectorError | null,
  passes: readonly PassReport[],
  changes: RecordCounts,
): RunStatus {
  if (error !== null)
    return isConnectorError(error, 'run.aborted', 'run.reject_ratio') ? 'stopped' : 'failed';
  return passes.every(isAllDone) && notDone(changes) === 0 ? 'complete' : 'partial';
}

/** Keeps the report. A store that is gone must not hide why the run ended; that it is gone stands in the report. */
async function rememberRun(
  report: RunReport,
  { store, source }: PipelineOptions,
  { lease }: LeasedRun,
): Promise<RunReport> {
  const { run: id, startedAt, endedAt, status, error } = report;
  const record = {
    id,
    startedAt,
    endedAt,
    status,
    error,
    report: JSON.parse(JSON.stringify(report)) as null,
  };
  try {
    await store.commit(lease.current(), { run: record });
    return report;
  } catch (thrown) {
    if (error !== null) return report;
    const why = toConnectorError(thrown, 'store.unavailable', { redact: source.redact });
    return { ...report, status: 'failed', error: why.toJSON() };
  }
}
