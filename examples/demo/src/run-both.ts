import type { FanOutResult, RunOptions, RunReport } from '@pim-connector/core';

import type { OpenStage } from './demo-stage.ts';
import { showProgress } from './show-progress.ts';
import { showReport } from './show-report.ts';

/** Runs both pipelines with one read of the PIM, and shows how it goes and what became of it. */
export async function runBoth(
  { pipelines, screen }: Pick<OpenStage, 'pipelines' | 'screen'>,
  options: Pick<RunOptions, 'mode'> = {},
): Promise<readonly FanOutResult[]> {
  const stops = pipelines.fanOut.pipelines.map((pipeline) => showProgress(pipeline, screen));
  const results = await pipelines.fanOut.run(options);
  for (const stop of stops) stop();
  for (const { pipeline, report, error } of results) {
    screen.line();
    screen.line(`  To ${pipeline}:`);
    if (report !== null) showReport(report, screen);
    if (error !== null) screen.line(`  ${screen.bad(error.message)}`);
  }
  return results;
}

/** The report of a pipeline. */
export function reportOf(results: readonly FanOutResult[], name: string): RunReport {
  const report = results.find(({ pipeline }) => pipeline === name)?.report;
  if (report == null) throw new Error(`the pipeline “${name}” could not run`);
  return report;
}
