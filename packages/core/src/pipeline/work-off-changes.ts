import type { ConnectorError } from '../errors/index.ts';
import { addCounts, noCounts, traced } from '../events/index.ts';
import type { RecordCounts } from '../events/index.ts';
import type { ChangeEntry } from '../state/index.ts';
import { isAllDone } from './all-done.ts';
import { announce } from './announce.ts';
import { deleteWaiting, settleAndRelease } from './finish-pass.ts';
import { pageItem } from './page-item.ts';
import { createPassProgress } from './pass-progress.ts';
import type { PassProgress } from './pass-progress.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { processItems } from './process-page.ts';
import { readAnew } from './read-anew.ts';
import type { RunContext } from './run-context.ts';

/** What became of changes. */
export interface WorkedOff {
  /** The records that were read anew. */
  readonly counts: RecordCounts;
  /** Whether all of them, and what had waited for them, are as they should be. */
  readonly allDone: boolean;
  /** Why some could not be read; they stay in the ledger. */
  readonly error: ConnectorError | null;
}

const recordsAtOnce = 100;

/**
 * Brings over the records that webhooks hinted at: each is read anew by its key, whatever the webhook said of it.
 *
 * @param mayGoOn asked between batches of records.
 * @throws ConnectorError when it must stop; what was not worked off stays in the ledger.
 */
export function workOffChanges(
  prepared: readonly PreparedEntity[],
  run: RunContext,
  mayGoOn: () => boolean = () => true,
): Promise<WorkedOff> {
  return traced('changes', { pipeline: run.pipeline, run: run.run }, () =>
    workOffEntities(prepared, run, mayGoOn),
  );
}

async function workOffEntities(
  prepared: readonly PreparedEntity[],
  run: RunContext,
  mayGoOn: () => boolean,
): Promise<WorkedOff> {
  let counts = noCounts();
  let allDone = true;
  let error: ConnectorError | null = null;
  for (const entity of prepared) {
    const progress = createPassProgress(
      { entity: entity.entity, mode: 'incremental', resumed: false },
      run.run,
      run.clock,
    );
    // oxlint-disable-next-line no-await-in-loop
    error = (await workOffEntity(entity, progress, run, mayGoOn)) ?? error;
    counts = addCounts(counts, progress.counts());
    allDone &&= isAllDone(progress.report());
    if (!mayGoOn()) break;
  }
  return { counts, allDone, error };
}

async function workOffEntity(
  entity: PreparedEntity,
  progress: PassProgress,
  run: RunContext,
  mayGoOn: () => boolean,
): Promise<ConnectorError | null> {
  const { store, pipeline } = run;
  let error: ConnectorError | null = null;
  for await (const entries of store.entries(pipeline, 'change', { entity: entity.entity })) {
    for (let start = 0; start < entries.length && mayGoOn() && error === null; start += recordsAtOnce) {
      run.signal.throwIfAborted();
      // oxlint-disable-next-line no-await-in-loop
      error = await bringChanged(entries.slice(start, start + recordsAtOnce), entity, progress, run, mayGoOn);
    }
    if (error !== null || !mayGoOn()) break;
  }
  const { completion, identity } = entity.destination;
  // Beside what was read now, something may be open from before: a receipt, or what another pipeline was creating.
  // Where a run waits for that, its pass does.
  const mayBeOpen = completion === 'async' || identity === 'assigned';
  if (progress.counts().read > 0 || (mayBeOpen && run.options.settleTime === 0)) {
    const context = run.pageContext(entity);
    await settleAndRelease(context, progress, run);
    await deleteWaiting(null, context, progress, run);
  }
  return error;
}

/**
 * Brings some changed records over. An entry that was renewed meanwhile stays: its record may have changed again. So do all,
 * once a run waits: where it shares what others have read already, that may be older than what was read here.
 */
async function bringChanged(
  entries: readonly ChangeEntry[],
  prepared: PreparedEntity,
  progress: PassProgress,
  run: RunContext,
  mayGoOn: () => boolean,
): Promise<ConnectorError | null> {
  const { entity } = prepared;
  const { records, unreadable, done, error } = await readAnew(
    entity,
    entries.map(({ key }) => key),
    run,
  );
  if (done.length === 0) return error;
  const keys = new Set(mayGoOn() ? done : []);
  const items = records.map((record) => pageItem(record, prepared.hash));
  const remove = entries.filter(({ key }) => keys.has(key)).map(({ key, at }) => ({ entity, key, at }));
  const result = await processItems(items, unreadable, run.pageContext(prepared), {
    ledger: [{ kind: 'change', remove }],
  });
  progress.add(result);
  announce(entity, result, run);
  return error;
}
