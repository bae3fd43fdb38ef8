import type { ProblemGroup, RunReport } from '@pim-connector/core';

import type { Screen } from './screen.ts';

const columns = [
  'read',
  'created',
  'updated',
  'unchanged',
  'deleted',
  'rejected',
  'failed',
  'parked',
] as const;

/** Shows what became of the records of a run, entity by entity. */
export function showReport(report: RunReport, screen: Screen): void {
  const passes = report.passes.filter(({ counts }) => counts.read > 0);
  screen.table(
    ['entity', ...columns],
    [
      ...passes.map(({ entity, counts }) => [entity, ...columns.map((column) => counts[column])]),
      ['all', ...columns.map((column) => report.counts[column])],
    ],
  );
  screen.line(`  The run is ${report.status} after ${(report.duration / 1000).toFixed(1)} s.`);
  if (report.error !== null) {
    screen.line(`  ${screen.bad(report.error.message)}`);
    screen.line(`  What to do: ${report.error.hint}`);
  }
}

/** Shows why records were refused: each cause once, with how many have it and what to do. */
export function showProblems(problems: readonly ProblemGroup[], screen: Screen): void {
  for (const { count, message, hint, examples } of problems) {
    const others = count - examples.length;
    screen.line(`  ${String(count).padStart(4)} x ${message}`);
    screen.line(`         ${examples.join(', ')}${others > 0 ? ` and ${others} more` : ''}`);
    screen.line(`         What to do: ${hint}`);
  }
}

/** The problems of all entities. */
export function problemsOf({ passes }: RunReport): readonly ProblemGroup[] {
  return passes.flatMap(({ problems }) => problems);
}
