import { systemClock } from '../connector/index.ts';
import type { Clock } from '../connector/index.ts';
import type { RunReport } from '../events/index.ts';
import type { Pipeline } from './create-pipeline.ts';
import type { FanOut } from './fan-out.ts';
import type { RunOptions } from './run-options.ts';

/** What a schedule needs of what it runs. */
export interface Scheduled {
  readonly clock: Clock;
  /** When it was run last, in milliseconds since 1970; `null`: not all of it was run ever. */
  lastBegin(): Promise<number | null>;
  /**
   * @throws ConnectorError why nothing of it could begin.
   */
  run(
    options: RunOptions,
    onRun: ((report: RunReport) => void) | undefined,
    onError: (error: Error) => void,
  ): Promise<void>;
  checkAlerts(): Promise<void>;
}

/** A pipeline or a fan-out, as a schedule sees it. */
export function scheduledOf(target: Pipeline | FanOut): Scheduled {
  const pipelines = 'pipelines' in target ? target.pipelines : [target];
  return {
    clock: pipelines[0]?.options.clock ?? systemClock,
    async lastBegin() {
      const begins = await Promise.all(pipelines.map(lastBeginOf));
      const known = begins.filter((begin) => begin !== null);
      return known.length < begins.length ? null : Math.min(...known);
    },
    async run(options, onRun, onError) {
      if (!('pipelines' in target)) {
        onRun?.(await target.run(options));
        return;
      }
      const results = await target.run(options);
      const errors = results.flatMap(({ error }) => (error === null ? [] : [error]));
      const [first] = errors;
      if (first !== undefined && errors.length === results.length) throw first;
      for (const error of errors) onError(error);
      for (const { report } of results) if (report !== null) onRun?.(report);
    },
    async checkAlerts() {
      const watched = pipelines.filter(({ options }) => options.alerts !== undefined);
      await Promise.all(watched.map((pipeline) => pipeline.checkAlerts()));
    },
  };
}

async function lastBeginOf(pipeline: Pipeline): Promise<number | null> {
  const [last] = await pipeline.runs(1);
  return last === undefined ? null : Date.parse(last.startedAt);
}
