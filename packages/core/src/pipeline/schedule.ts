import type { Clock } from '../connector/index.ts';
import { ConnectorError, isConnectorError } from '../errors/index.ts';
import type { RunReport } from '../events/index.ts';
import type { Pipeline } from './create-pipeline.ts';
import { parseCron } from './cron-times.ts';
import type { FanOut } from './fan-out.ts';
import { clockLeeway } from './freshness-lag.ts';
import type { RunOptions } from './run-options.ts';
import { scheduledOf } from './scheduled.ts';

/** When a pipeline runs. */
export interface ScheduleOptions extends Omit<RunOptions, 'signal'> {
  /** Cron expression of five fields (minute, hour, day, month, weekday) or six (seconds first). */
  readonly cron: string;
  /**
   * Time zone of the expression, such as `Europe/Berlin`. Default `UTC`. When clocks go forward, a time that is left
   * out comes at the moment they do; when they go back, a time that exists twice comes once, and an interval goes on.
   */
  readonly zone?: string;
  /**
   * What is done about times that went by while no process was there, or the machine slept: `run` (default) once, as
   * soon as possible, or `skip`.
   */
  readonly missed?: 'run' | 'skip';
  /** Told of each run. */
  readonly onRun?: (report: RunReport) => void;
  /** Told why a run could not even begin, such as another one under way. */
  readonly onError?: (error: Error) => void;
  /** Default: that of the pipeline, or of the first of a fan-out. */
  readonly clock?: Clock;
}

/** A pipeline that runs by the clock. */
export interface Schedule {
  /** When it runs next; `null`: never again. */
  next(): Date | null;
  /** Stops: no further run begins, and one that is under way is brought to a page’s end and committed. */
  stop(): Promise<void>;
}

// A machine that sleeps, or whose clock is set, is noticed after this many milliseconds; alerts are looked for as often.
const longestSleep = 30_000;
// Another process may hold the lease for a moment only, for the changes of a webhook.
const overlapPause = 5_000;
const overlapTries = 12;

/**
 * Runs a pipeline or a fan-out by the clock, and looks for alerts in between. A run that takes longer than the time between two of
 * them is not overtaken: the times in between are left out.
 *
 * @throws ConnectorError `config.invalid` for an expression or zone that is none, or whose time never comes.
 */
export function schedulePipeline(target: Pipeline | FanOut, options: ScheduleOptions): Schedule {
  const scheduled = scheduledOf(target);
  const { cron, zone = 'UTC', missed = 'run', onRun, onError, ...others } = options;
  const { clock = scheduled.clock, ...runOptions } = others;
  const times = parseCron(cron, zone);
  const stopping = new AbortController();
  let due: Date | null = times.nextAfter(clock.now());
  if (due === null) throw neverComes(cron);

  const sleep = (milliseconds: number) => clock.sleep(milliseconds, stopping.signal).catch(() => undefined);

  const tell = (error: unknown) => {
    try {
      onError?.(error instanceof Error ? error : new Error(String(error)));
    } catch {
      // It observes; the schedule goes on.
    }
  };

  /** Runs for a time, unless another process has done so by the same schedule. */
  const runFor = async (time: number): Promise<void> => {
    for (let tries = 1; !stopping.signal.aborted; tries += 1) {
      // oxlint-disable-next-line no-await-in-loop
      const begunAt = await scheduled.lastBegin();
      // A run that began in the future was begun by a wrong clock, and must not keep all others from running until then.
      if (begunAt !== null && begunAt >= time && begunAt <= clock.now() + clockLeeway) return;
      try {
        // oxlint-disable-next-line no-await-in-loop
        await scheduled.run({ actor: 'schedule', ...runOptions, signal: stopping.signal }, onRun, tell);
        return;
      } catch (error) {
        if (!isConnectorError(error, 'run.overlap') || tries === overlapTries) throw error;
      }
      // oxlint-disable-next-line no-await-in-loop
      await sleep(overlapPause);
    }
  };

  const catchUp = async (): Promise<void> => {
    const previous = times.previousBefore(clock.now());
    // A pipeline that never ran has missed nothing.
    if (previous !== null && (await scheduled.lastBegin()) !== null) await runFor(previous.getTime());
  };

  const quietly = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      tell(error);
    }
  };

  const loop = async () => {
    if (missed === 'run') await quietly(catchUp);
    while (due !== null && !stopping.signal.aborted) {
      due = notTooLate(due, times.nextAfter(clock.now()));
      const wait = due.getTime() - clock.now();
      if (wait > 0) {
        // oxlint-disable-next-line no-await-in-loop
        await sleep(Math.min(wait, longestSleep));
        // oxlint-disable-next-line no-await-in-loop
        if (due.getTime() > clock.now() && !stopping.signal.aborted)
          await quietly(() => scheduled.checkAlerts());
        continue;
      }
      const time = due.getTime();
      const isMissed = clock.now() - time > 2 * longestSleep;
      // oxlint-disable-next-line no-await-in-loop
      if (!isMissed || missed === 'run') await quietly(() => runFor(time));
      // From the later of now and this time, so that a clock that was set back does not run it again.
      due = times.nextAfter(Math.max(clock.now(), time));
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

// By a clock that was far ahead for a moment, the next time is far away.
function notTooLate(due: Date, next: Date | null): Date {
  return next !== null && due.getTime() - next.getTime() > clockLeeway ? next : due;
}

function neverComes(cron: string): ConnectorError {
  return new ConnectorError('config.invalid', `The time of the schedule “${cron}” never comes`, {
    hint: 'Check day and month: there is no 31st of February.',
  });
}
