import type { InvalidRow } from '../connector/index.ts';
import { showValue } from '../errors/index.ts';
import { countResults } from '../events/index.ts';
import type { FailedRecord, RecordCounts, RecordResult, RejectedRecord } from '../events/index.ts';
import type { RecordKey, SectionName } from '../model/index.ts';
import type { PageItem } from './page-item.ts';

/** What became of a page. */
export interface PageResult {
  readonly counts: RecordCounts;
  /** What became of each record, by key. Of two records with one key, the later one. */
  readonly results: readonly (readonly [key: RecordKey, result: RecordResult])[];
  readonly written: readonly {
    readonly key: RecordKey;
    readonly action: 'created' | 'updated' | 'deleted';
    readonly sections: readonly SectionName[];
  }[];
  readonly rejected: readonly RejectedRecord[];
  readonly failed: readonly FailedRecord[];
}

/** Sums a page up, from the results of its records and the rows that could not be read. */
export function pageResult(items: readonly PageItem[], invalid: readonly InvalidRow[]): PageResult {
  const results = items.flatMap(({ result }) => (result === null ? [] : [result.kind]));
  const unreadable = invalid.map((row): RejectedRecord => ({
    key: rowKey(row),
    stage: 'read',
    issues: row.issues,
  }));
  return {
    counts: countResults(items.length + invalid.length, [
      ...results,
      ...unreadable.map(() => 'rejected' as const),
    ]),
    results: items.flatMap(({ key, result }) => (result === null ? [] : [[key, result.kind] as const])),
    written: items.flatMap(({ key, result, operation }) =>
      result?.kind === 'created' || result?.kind === 'updated' || result?.kind === 'deleted'
        ? [{ key, action: result.kind, sections: operation?.sections ?? [] }]
        : [],
    ),
    rejected: [
      ...unreadable,
      ...items.flatMap(({ key, result }) =>
        result?.kind === 'rejected' ? [{ key, stage: result.stage, issues: result.issues }] : [],
      ),
    ],
    failed: items.flatMap(({ key, result }) =>
      result?.kind === 'failed' ? [{ key, stage: result.stage, error: result.error.toJSON() }] : [],
    ),
  };
}

/** A page of records that all came to the same, without more to tell. */
export function noPage(keys: readonly RecordKey[], result: RecordResult): PageResult {
  return {
    counts: countResults(
      keys.length,
      keys.map(() => result),
    ),
    results: keys.map((key) => [key, result] as const),
    written: [],
    rejected: [],
    failed: [],
  };
}

/** Under which name a row is kept whose record could not be read. */
export function rowKey({ key, place }: InvalidRow): string {
  return key ?? showValue(place);
}
