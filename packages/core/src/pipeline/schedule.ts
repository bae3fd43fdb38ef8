import { Cron } from 'croner';

import { systemClock } from '../connector/index.ts';
import type { Clock } from '../connector/index.ts';
import { ConnectorError, redactText } from '../errors/index.ts';
import type { RunReport } from '../events/index.ts';
import type { Pipeline } from './create-pipeline.ts';
import type { RunOptions } from './run-options.ts';

/** When a pipeline runs. */
export interface ScheduleOptions extends Omit<RunOptions, 'signal'> {
  /** Cron expression of five fields (minute, hour, day, month, weekday) or six (seconds first). */
  readonly cron: string;
  /** Time zone of the expression, such as `Europe/Berlin`. Default `UTC`. */
  readonly zone?: string;
  /**
   * What is done about a time that went by while nobody was there: `run` (default) once at the start, or `skip`.
   */
  readonly missed?: 'run' | 'skip';
  /** Told of each run. */
  readonly onRun?: (report: RunReport) => void;
  /** Told why a run could not even begin, such as another one under way. */
  readonly onError?: (error: Error) => void;
  readonly clock?: Clock;
}

/** A pipeline that runs by the clock. */
export interface Schedule {
  /** When it runs next; `null`: never again. */
  next(): Date | null;
  /** Stops: no further run begins, and one that is under way is brought to a page’s end and committed. */
  stop(): Promise<void>;
}

// A machine that sleeps, or whose clock is set, is noticed after this many milliseconds.
const longestSleep = 30_000;

/**
 * Runs a pipeline by the clock. A run that takes longer than the time between two of them is not overtaken: the
 * times in between are left out.
 *
 * @throws ConnectorError `config.invalid` for an expression or zone that is none.
 */
export function schedulePipeline(pipeline: Pipeline, options: ScheduleOptions): Schedule {
  const {
    cron: expression,
    zone = 'UTC',
    missed = 'run',
    onRun,
    onError,
    clock = systemClock,
    ...run
  } = options;
  const cron = parseCron(expression, zone);
  const stopping = new AbortController();
  let due = nextAfter(cron, clock.now());

  const runOnce = async () => {
    try {
      const report = await pipeline.run({ actor: 'schedule', ...run, signal: stopping.signal });
      onRun?.(report);
    } catch (error) {
      onError?.(error instanceof Error ? error : new Error(String(error)));
    }
  };

  const loop = async () => {
    if (missed === 'run' && (await wasMissed(pipeline, cron, clock.now()))) await runOnce();
    while (due !== null && !stopping.signal.aborted) {
      const wait = due.getTime() - clock.now();
      if (wait > 0) {
        // oxlint-disable-next-line no-await-in-loop
        await clock.sleep(Math.min(wait, longestSleep), stopping.signal).catch(() => undefined);
        continue;
      }
      // oxlint-disable-next-line no-await-in-loop
      await runOnce();
      // From the later of now and this time, so that a clock that was set back does not run it again.
      due = nextAfter(cron, Math.max(clock.now(), due.getTime()));
    }
  };
  const looping = loop();

  return {
    next: () => (stopping.signal.aborted ? null : due),
    async stop() {
      stopping.abort();
      await looping;
    },
  };
}

function parseCron(expression: string, zone: string): Cron {
  try {
    const cron = new Cron(expression, { timezone: zone, paused: true });
    // A wrong zone shows only when a time is worked out.
    cron.nextRun(new Date(0));
    return cron;
  } catch (error) {
    const why = redactText(error instanceof Error ? error.message : String(error));
    throw new ConnectorError(
      'config.invalid',
      `The schedule “${expression}” in “${zone}” is not valid: ${why}`,
      {
        hint: 'Use a cron expression such as "*/15 * * * *" and a time zone such as "Europe/Berlin".',
      },
    );
  }
}

function nextAfter(cron: Cron, now: number): Date | null {
  return cron.nextRun(new Date(now));
}

/** Whether a time went by since the last run began. */
async function wasMissed(pipeline: Pipeline, cron: Cron, now: number): Promise<boolean> {
  const [last] = await pipeline.runs(1);
  if (last === undefined) return false;
  const [previous] = cron.previousRuns(1, new Date(now));
  return previous !== undefined && Date.parse(last.startedAt) < previous.getTime();
}
