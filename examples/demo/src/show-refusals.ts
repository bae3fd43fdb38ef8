import { issueHint } from '@pim-connector/core';
import type { DeadLetter, RunReport } from '@pim-connector/core';

import type { Screen } from './screen.ts';
import { problemsOf, showProblems } from './show-report.ts';

const shownRows = 20;

/** Shows what did not get through: rows that could not be read, each with its place, then the rest by cause. */
export function showRefusals(report: RunReport, letters: readonly DeadLetter[], screen: Screen): void {
  const rows = letters.filter(({ stage }) => stage === 'read');
  if (rows.length > 0) {
    screen.heading('Rows that could not be read; the others went on');
    for (const row of rows.slice(0, shownRows)) showRow(row, screen);
    if (rows.length > shownRows)
      screen.line(`  … and ${rows.length - shownRows} more; --json shows them all.`);
  }
  const unread = new Set(rows.map(({ key }) => key));
  const others = problemsOf(report).filter(({ examples }) => examples.some((key) => !unread.has(key)));
  if (others.length === 0) return;
  screen.heading('What was refused, by cause');
  showProblems(others, screen);
}

function showRow({ key, record, issues }: DeadLetter, screen: Screen): void {
  const place = placeOf(record) ?? key;
  screen.line(`  ${place}${key === place ? '' : ` (${key})`}`);
  for (const issue of issues) {
    screen.line(`      ${issue.message}`);
    screen.line(`      What to do: ${issueHint(issue)}`);
  }
}

function placeOf(record: DeadLetter['record']): string | null {
  if (typeof record !== 'object' || record === null || !('place' in record)) return null;
  const { place } = record;
  return typeof place === 'string' ? place : null;
}
