import { issueHint } from '@pim-connector/core';
import type { DeadLetter, RunReport } from '@pim-connector/core';

import type { Screen } from './screen.ts';
import { problemsOf, showProblems } from './show-report.ts';

const shownRows = 20;

/** Shows what did not get through: rows that could not be read, each with its place, then the rest by cause. */
export function showRefusals(report: RunReport, letters: readonly DeadLetter[], screen: Screen): void {
  const rows = letters.filter(({ stage }) => stage === 'read');
  const texts = [...new Set(rows.map(rowText))];
  if (texts.length > 0) {
    screen.heading('Rows that could not be read; the others went on');
    for (const text of texts.slice(0, shownRows)) screen.line(text);
    if (texts.length > shownRows)
      screen.line(`  … and ${texts.length - shownRows} more; --json shows them all.`);
  }
  const unread = new Set(rows.map(({ key }) => key));
  const others = problemsOf(report).filter(({ examples }) => examples.some((key) => !unread.has(key)));
  if (others.length === 0) return;
  screen.heading('What was refused, by cause');
  showProblems(others, screen);
}

// A line that does not even say of which entity it is, is refused in the pass of each.
function rowText({ key, record, issues }: DeadLetter): string {
  const place = placeOf(record) ?? key;
  return [
    `  ${place}${key === place ? '' : ` (${key})`}`,
    ...issues.flatMap((issue) => [`      ${issue.message}`, `      What to do: ${issueHint(issue)}`]),
  ].join('\n');
}

function placeOf(record: DeadLetter['record']): string | null {
  if (typeof record !== 'object' || record === null || !('place' in record)) return null;
  const { place } = record;
  return typeof place === 'string' ? place : null;
}
