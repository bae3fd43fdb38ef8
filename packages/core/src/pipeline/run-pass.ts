import type { ReadEnd, ReadMode, ReadRequest } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import { traced } from '../events/index.ts';
import { hashValue } from '../model/index.ts';
import type { Entity } from '../model/index.ts';
import { beginPass, endPass, initialCheckpoint, resumePass } from '../state/index.ts';
import type { OpenPass } from '../state/index.ts';
import { announce } from './announce.ts';
import { clearGoneLetters } from './clear-gone-letters.ts';
import { countSettled, finishPass } from './finish-pass.ts';
import { closedGap, openGap } from './gaps.ts';
import { createPageFlow } from './page-flow.ts';
import type { PageFlow } from './page-flow.ts';
import { createPassProgress } from './pass-progress.ts';
import type { PassProgress } from './pass-progress.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import type { PageTask } from './process-page.ts';
import { readPages } from './read-pages.ts';
import type { RunContext } from './run-context.ts';
import { createMeanwhileSettling, settleEarlierReceipts } from './settle-receipts.ts';
import type { MeanwhileSettling } from './settle-receipts.ts';
import { shareTurns } from './share-turns.ts';
import type { Swept } from './sweep.ts';

/** What a pass did, and why it ended early, if it did. */
export interface PassEnd {
  readonly prepared: PreparedEntity;
  readonly progress: PassProgress;
  /** What was listed of what is gone; `null`: it did not come so far. */
  readonly swept: Swept | null;
  readonly error: Error | undefined;
}

/** Reads one entity from its checkpoint to its end and brings its pages over, some of them at the same time. */
export async function runPass(prepared: PreparedEntity, wanted: ReadMode, run: RunContext): Promise<PassEnd> {
  const { pass, resumed } = await openPass(prepared, wanted, run);
  const { entity } = prepared;
  const { mode } = pass;
  const progress = createPassProgress({ entity, mode, resumed }, run.run, run.clock);
  run.emit('pass.started', { entity, mode, resumed });
  let swept: Swept | null = null;
  let error: Error | undefined;
  try {
    await traced('pass', { pipeline: run.pipeline, run: run.run, entity }, async () => {
      const settle = await settleEarlier(prepared, progress, run);
      const end = await readToEnd(prepared, pass, resumed, progress, settle, run);
      const context = run.pageContext(prepared, { uncertain: false, sweepPass: null, skipRefused: true });
      swept = await finishPass(pass, end, context, progress, run);
      assertAddsUp(progress, run);
      await closePass(prepared, pass, end, run);
      progress.end();
    });
  } catch (thrown) {
    error = thrown instanceof Error ? thrown : new Error(String(thrown));
  }
  run.emit('pass.ended', progress.report());
  return { prepared, progress, swept: error === undefined ? swept : null, error };
}

/**
 * Goes on with the open pass of the entity, or begins a new one. Under another mapping than the last time everything is
 * read: what did not change in the source may be mapped otherwise now. So it is where source or destination is another
 * account, and where changes went by untold.
 */
async function openPass(
  prepared: PreparedEntity,
  wanted: ReadMode,
  run: RunContext,
): Promise<{ pass: OpenPass; resumed: boolean }> {
  const { entity, source } = prepared;
  const hash = hashOfPass(prepared, run);
  const { store, pipeline, lease } = run;
  const [known, gap] = await Promise.all([
    store.checkpoint(pipeline, entity),
    openGap(entity, pipeline, store),
  ]);
  const checkpoint = known ?? initialCheckpoint(entity);
  const incremental =
    wanted === 'incremental' &&
    source.modes.includes('incremental') &&
    checkpoint.bookmark !== null &&
    checkpoint.mapping === hash &&
    gap === null;
  const mode: ReadMode = incremental ? 'incremental' : 'full';
  const { pass } = checkpoint;
  if (pass?.mode === mode && pass.mapping === hash && source.resumable && !run.restart) {
    await store.commit(lease(), { checkpoint: resumePass(checkpoint) });
    return { pass, resumed: true };
  }
  const begun = beginPass(checkpoint, mode, new Date(run.clock.now()).toISOString(), hash);
  await store.commit(lease(), { checkpoint: begun });
  if (begun.pass === null) throw new RangeError('a pass that has begun is open');
  return { pass: begun.pass, resumed: false };
}

// A bookmark and a cursor are of use only at the system that gave them, and say nothing of what another shop has.
function hashOfPass({ hash }: PreparedEntity, { source: { type, account } }: RunContext): string {
  return hashValue([hash, type, account]);
}

async function closePass(
  { entity }: PreparedEntity,
  pass: OpenPass,
  end: ReadEnd,
  run: RunContext,
): Promise<void> {
  const { store, pipeline, lease } = run;
  await clearGoneLetters(entity, pass, end, run);
  const checkpoint = (await store.checkpoint(pipeline, entity)) ?? initialCheckpoint(entity);
  const ledger = closedGap(await openGap(entity, pipeline, store), pass);
  await store.commit(lease(), { checkpoint: endPass(checkpoint, end.bookmark ?? null), ledger });
}

/** How receipts are asked about while pages are brought over by a flow. */
type SettleMeanwhile = (flow: PageFlow) => MeanwhileSettling;

// Records with an open receipt cannot be written, so what can be settled without waiting is settled first.
async function settleEarlier(
  prepared: PreparedEntity,
  progress: PassProgress,
  run: RunContext,
): Promise<SettleMeanwhile | null> {
  if (prepared.destination.completion === 'sync') return null;
  const context = run.pageContext(prepared);
  const onSettled = countSettled(context, progress, run);
  const schedule = await settleEarlierReceipts(context, onSettled);
  return (flow) => createMeanwhileSettling(schedule, flow, context, onSettled);
}

/** Reads and processes pages until the source ends. */
async function readToEnd(
  prepared: PreparedEntity,
  pass: OpenPass,
  resumed: boolean,
  progress: PassProgress,
  settle: SettleMeanwhile | null,
  run: RunContext,
): Promise<ReadEnd> {
  const { entity } = prepared;
  const flow = createPageFlow(run.concurrency);
  const settling = settle?.(flow);
  const bring = async (task: PageTask) => {
    const result = await run.process(prepared, task);
    progress.add(result);
    settling?.accepted(result);
    announce(entity, result, run);
    run.emit('page.settled', { entity, index: task.index, counts: result.counts });
    run.emit('run.progress', { entity, ...progress.progress() });
    run.rejects.add(result.counts);
  };
  // Pages that a run that died may have written without committing them.
  const uncertainBefore = resumed ? pass.pages + pass.ahead.length + 2 * run.concurrency : 0;
  const sweeps = pass.mode === 'full' && prepared.source.deletes === 'swept';
  let index = pass.pages;
  const shareTurn = shareTurns(run.clock);
  try {
    for await (const event of readPages(
      run.source,
      readRequest(entity, pass, run),
      run.connector(run.source.type),
    )) {
      run.signal.throwIfAborted();
      if (event.type === 'end') {
        await flow.finish();
        return event;
      }
      if (event.type === 'estimate') {
        progress.estimate(event.total);
        run.emit('run.progress', { entity, ...progress.progress() });
        continue;
      }
      const { records, invalid, cursor } = event;
      const { lookUp } = run;
      const uncertain = lookUp || index < uncertainBefore;
      const task = { entity, pass: pass.number, index, records, invalid, cursor, uncertain, lookUp, sweeps };
      await flow.push({ keys: records.map(({ key }) => key), work: () => bring(task) });
      index += 1;
      const asking = settling?.due() ?? null;
      if (asking !== null) await flow.push(asking);
      await shareTurn();
    }
  } finally {
    // However reading ended, pages under way are brought to their end; the first failure is the one to tell.
    await flow.finish();
  }
  throw new RangeError('reading ended without an end');
}

function readRequest(entity: Entity, pass: OpenPass, { options: { select } }: RunContext): ReadRequest {
  return {
    entity,
    mode: pass.mode,
    ...(pass.cursor === null ? {} : { cursor: pass.cursor }),
    ...(pass.bookmark === null ? {} : { bookmark: pass.bookmark }),
    ...(select === undefined ? {} : { select }),
  };
}

/**
 * Asserts the conservation law: every record is counted as exactly one thing.
 *
 * @throws ConnectorError `run.unbalanced`
 */
export function assertAddsUp(progress: PassProgress, { pipeline }: RunContext): void {
  if (progress.addsUp()) return;
  throw new ConnectorError('run.unbalanced', `The numbers of a run of “${pipeline}” do not add up`, {
    details: { ...progress.counts() },
  });
}
