import { recordResults } from './run-report.ts';
import type { RecordCounts, RecordResult } from './run-report.ts';

/** Counts of nothing. */
export function noCounts(): RecordCounts {
  return {
    read: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    deleted: 0,
    rejected: 0,
    failed: 0,
    parked: 0,
    skipped: 0,
    accepted: 0,
  };
}

/** Adds counts up. */
export function addCounts(a: RecordCounts, b: RecordCounts): RecordCounts {
  const sum: Record<string, number> = { read: a.read + b.read };
  for (const result of recordResults) sum[result] = a[result] + b[result];
  return sum as RecordCounts;
}

/** Counts of records that were read, by what became of each. */
export function countResults(read: number, results: Iterable<RecordResult>): RecordCounts {
  const counts: Record<string, number> = { ...noCounts(), read };
  for (const result of results) counts[result] = (counts[result] ?? 0) + 1;
  return counts as RecordCounts;
}

/** The conservation law: every record that was read is accounted for exactly once. */
export function countsAddUp(counts: RecordCounts): boolean {
  return counts.read === recordResults.reduce((sum, result) => sum + counts[result], 0);
}
