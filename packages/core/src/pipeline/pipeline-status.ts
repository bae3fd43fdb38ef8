import { systemClock } from '../connector/index.ts';
import type { Entity } from '../model/index.ts';
import type { LedgerKind, StateStore } from '../state/index.ts';
import { freshnessLag } from './freshness-lag.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { waitingRecords } from './waiting-records.ts';
import type { WaitingRecords } from './waiting-records.ts';

/** How a pipeline stands. */
export interface PipelineStatus {
  readonly pipeline: string;
  /** Per entity that was ever read: how far it is. */
  readonly entities: readonly {
    readonly entity: Entity;
    /** Whether a pass is under way or was interrupted. */
    readonly passOpen: boolean;
    /** Records that were written and not deleted since. */
    readonly known: number;
  }[];
  /** Milliseconds since the last run that read everything to its end began; `null`: there was none. */
  readonly lag: number | null;
  /** How the last run ended; `null`: it has not, or there was none. */
  readonly lastStatus: string | null;
  readonly deadLetters: number;
  /** Records that wait for others, or for what is still open of themselves, and are not written until then. */
  readonly parked: WaitingRecords;
  /** Records that were written without something that they refer to, and are finished once that is there. */
  readonly unfinished: WaitingRecords;
  readonly openReceipts: number;
  /** Deletes that wait or are held. */
  readonly deletes: number;
  /** Records that webhooks hinted at and that were not read again yet. */
  readonly changes: number;
  /** Entities of which changes went by untold, and that were not read from beginning to end since. */
  readonly gaps: number;
}

/** Looks how a pipeline stands. */
export async function pipelineStatus({
  name,
  store,
  source,
  clock = systemClock,
}: PipelineOptions): Promise<PipelineStatus> {
  const wanted = Object.keys(source.capabilities.entities) as Entity[];
  const checkpoints = await Promise.all(wanted.map((entity) => store.checkpoint(name, entity)));
  const known = await Promise.all(wanted.map((entity) => store.known(name, entity)));
  const runs = await store.runs(name, 100);
  return {
    pipeline: name,
    entities: wanted.flatMap((entity, index) => {
      const checkpoint = checkpoints[index];
      if (checkpoint === undefined || checkpoint === null) return [];
      return [{ entity, passOpen: checkpoint.pass !== null, known: known[index] ?? 0 }];
    }),
    lag: freshnessLag(runs, clock.now()),
    lastStatus: runs[0]?.status ?? null,
    deadLetters: await count(store.deadLetters(name)),
    parked: await waitingRecords(store, name, 'parked'),
    unfinished: await waitingRecords(store, name, 'unfinished'),
    openReceipts: await countEntries(name, 'receipt', store),
    deletes: await countEntries(name, 'deletion', store),
    changes: await countEntries(name, 'change', store),
    gaps: await countEntries(name, 'gap', store),
  };
}

function countEntries(name: string, kind: LedgerKind, store: StateStore): Promise<number> {
  return count(store.entries(name, kind));
}

async function count(rows: AsyncIterable<readonly unknown[]>): Promise<number> {
  let total = 0;
  for await (const some of rows) total += some.length;
  return total;
}
