import pLimit from 'p-limit';

import { systemClock } from '../connector/index.ts';
import type { ConnectorContext, DeleteMode } from '../connector/index.ts';
import { traced } from '../events/index.ts';
import type { EventBus, PipelineEvents } from '../events/index.ts';
import type { Lease } from '../state/index.ts';
import { createCircuit, guardDestination } from './circuit.ts';
import type { KeptLease } from './keep-lease.ts';
import { fileOpener } from './open-file.ts';
import { createOutcomeBell } from './outcome-bell.ts';
import type { OutcomeBell } from './outcome-bell.ts';
import type { PageContext } from './page-context.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { processPage } from './process-page.ts';
import { createRejectWindow } from './reject-window.ts';
import { createRetryPolicy } from './retry-policy.ts';
import type { PageKind, RunContext } from './run-context.ts';
import type { RunOptions } from './run-options.ts';
import { traceDestination, traceSource } from './trace-connectors.ts';

/** A run that holds its lease. */
export interface LeasedRun extends RunOptions {
  readonly signal: AbortSignal;
  readonly lease: Pick<KeptLease, 'current'>;
  /** Default: one that never rings. */
  readonly bell?: OutcomeBell;
  /** Id of the run; a new one unless it belongs to a run of another process. */
  readonly run?: string;
}

/** Brings together what a run works with. */
export function createRunContext(
  options: PipelineOptions,
  bus: EventBus<PipelineEvents>,
  leased: LeasedRun,
): RunContext {
  const { name: pipeline, source, store, clock = systemClock, concurrency = 4 } = options;
  const {
    run = crypto.randomUUID(),
    mode = 'incremental',
    restart = false,
    allowDeletes = false,
    lookUp: wantsLookUp = false,
    signal,
  } = leased;
  const emit: RunContext['emit'] = (event, payload) =>
    bus.emit(event, { pipeline, run, ...payload } as PipelineEvents[typeof event]);
  const connector = (type: string): ConnectorContext => ({
    signal,
    clock,
    warn: (warning) => emit('connector.warning', { connector: type, warning }),
  });
  const lease = () => leased.lease.current();
  const pageContext = createPageContexts(options, { ...leased, run }, lease, connector, emit);
  const here: RunContext['process'] = (prepared, task) => {
    const { entity, records, uncertain, lookUp = false, sweeps } = task;
    const context = pageContext(prepared, {
      uncertain,
      lookUp,
      sweepPass: sweeps ? task.pass : null,
      skipRefused: true,
    });
    return traced('page', { pipeline, run, entity, records: records.length }, () =>
      processPage(task, context),
    );
  };
  const {
    processPage: elsewhere,
    actor = 'pipeline',
    read = source.read,
    describe = source.describe,
    fetch = source.fetch,
  } = leased;
  return {
    options,
    pipeline,
    run,
    mode,
    restart,
    allowDeletes,
    lookUp: wantsLookUp,
    source: traceSource(
      { ...source, read, describe, ...(fetch === undefined ? {} : { fetch }) },
      { pipeline, run },
    ),
    sharesReads: leased.read !== undefined,
    store,
    concurrency,
    clock,
    signal,
    rejects: createRejectWindow(options.rejectLimit),
    lease,
    emit,
    connector,
    pageContext,
    process:
      elsewhere === undefined ? here : (_prepared, task) => elsewhere(task, { run, actor, lease: lease() }),
  };
}

function createPageContexts(
  options: PipelineOptions,
  leased: LeasedRun & { readonly run: string },
  lease: () => Lease,
  connector: RunContext['connector'],
  emit: RunContext['emit'],
): RunContext['pageContext'] {
  const {
    name: pipeline,
    store,
    hooks = {},
    auditTime,
    refusedTime = 3_600_000,
    clock = systemClock,
  } = options;
  const begunAt = clock.now();
  const { bell = createOutcomeBell() } = leased;
  const destination = guardDestination(
    traceDestination(options.destination, { pipeline, run: leased.run }),
    createCircuit(),
  );
  const retry = createRetryPolicy(options.retry, options.random);
  const ofDestination = connector(destination.type);
  const openFile = fileOpener(options.source, options, connector(options.source.type));
  const slots = new Map<string, ReturnType<typeof pLimit>>();
  const slotOf = ({ entity, destination: { concurrency = 1 } }: PreparedEntity) => {
    const slot = slots.get(entity) ?? pLimit(concurrency);
    slots.set(entity, slot);
    return slot;
  };
  return (
    prepared,
    { uncertain, lookUp = false, sweepPass, skipRefused }: PageKind = {
      uncertain: false,
      sweepPass: null,
      skipRefused: false,
    },
  ): PageContext => ({
    pipeline,
    run: leased.run,
    begunAt,
    actor: leased.actor ?? 'pipeline',
    prepared,
    destination,
    store,
    connector: { ...ofDestination, openFile },
    hooks,
    deleteMode: deleteModeOf(prepared, options),
    audit: auditTime !== 0,
    retry,
    lease,
    writeSlot: (write) => slotOf(prepared)(write),
    onRetry: (keys, attempts, delay) =>
      emit('records.retried', { entity: prepared.entity, keys, attempts, delay }),
    uncertain,
    lookUp,
    refusedTime: skipRefused ? refusedTime : 0,
    sweepPass,
    bell,
    deferred: new Set(),
    promised: null,
  });
}

/** What is done with records that are gone: what the user wants, else the first the destination can do. */
function deleteModeOf({ destination }: PreparedEntity, { deletes = {} }: PipelineOptions): DeleteMode | null {
  const { mode } = deletes;
  if (mode === 'keep') return null;
  const possible = destination.deletes ?? [];
  return mode === undefined || possible.includes(mode) ? (mode ?? possible[0] ?? null) : null;
}
