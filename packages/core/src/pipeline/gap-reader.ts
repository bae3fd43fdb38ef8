import { systemClock } from '../connector/index.ts';
import type { EventBus, PipelineEvents } from '../events/index.ts';
import type { RunRecord } from '../state/index.ts';
import { isAnyGapOpen } from './gaps.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { runPipeline } from './run-pipeline.ts';

/** Reads everything when changes went by untold. */
export interface GapReader {
  /** Milliseconds until everything is to be read; `null`: there is no gap, or it is left to the next run. */
  due(): Promise<number | null>;
  /**
   * Runs the pipeline: the entities with a gap are read from their beginning, or from where it was left off.
   *
   * @throws ConnectorError `run.overlap` while another process runs it, and `store.…` errors.
   */
  read(): Promise<void>;
  /** Makes the run stop at its checkpoint; the next one goes on from there. */
  stop(): void;
}

const defaultPause = 3_600_000;
// Milliseconds after a run that failed; doubles each time.
const firstRetry = 60_000;
// Among so many of the newest runs those of the reader are looked for.
const newestRuns = 100;

/** On whose behalf the runs are. */
const actor = 'webhook';

/** Makes a reader. What it did before is read from the store: it is one for all processes, and for all times. */
export function createGapReader(options: PipelineOptions, bus: EventBus<PipelineEvents>): GapReader {
  const { name, store, clock = systemClock, webhooks: { gapPause = defaultPause } = {} } = options;
  let running: AbortController | null = null;
  return {
    async due() {
      if (gapPause === Infinity || !(await isAnyGapOpen(name, store))) return null;
      const runs = await store.runs(name, newestRuns);
      return Math.max(0, notBefore(runs, gapPause) - clock.now());
    },
    async read() {
      running = new AbortController();
      try {
        await runPipeline(options, bus, { actor, signal: running.signal });
      } finally {
        running = null;
      }
    },
    stop: () => running?.abort(),
  };
}

/**
 * The moment before which no gap is read: a source that tells of gaps again and again is not read again and again, and
 * one that fails is not asked at once again.
 *
 * @param runs newest first.
 */
function notBefore(runs: readonly RunRecord[], gapPause: number): number {
  // A run that made way for something else says nothing.
  const own = runs.filter((run) => actorOf(run) === actor && run.error?.code !== 'run.aborted');
  const [newest] = own;
  if (newest === undefined) return 0;
  const before = own.findIndex(({ status }) => status === 'complete' || status === 'partial');
  const failures = before === -1 ? own.length : before;
  const pause = failures === 0 ? gapPause : Math.min(gapPause, firstRetry * 2 ** (failures - 1));
  return Date.parse(newest.endedAt ?? newest.startedAt) + pause;
}

function actorOf({ report }: RunRecord): unknown {
  return typeof report === 'object' && report !== null && 'actor' in report ? report['actor'] : null;
}
