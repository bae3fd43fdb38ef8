import { hashValue } from '../model/index.ts';
import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-item.ts';

/**
 * Stage: recognizes records that are the very same as when they were written last. If the source’s record, the
 * mapping, the gates and the record definition are all unchanged, the result would be, too; the record is neither
 * checked nor mapped again.
 */
export function recognizeUnchanged(
  items: readonly PageItem[],
  { prepared, uncertain, lookUp }: Pick<PageContext, 'prepared' | 'uncertain' | 'lookUp'>,
): void {
  hashSources(items);
  // The store may not know what was written last: the record is compared with what is there.
  if (lookUp || (uncertain && prepared.destination.readBack)) return;
  for (const item of items) {
    const last = item.fingerprint;
    if (item.record.op === 'delete' || last === null || item.remote === null) continue;
    if (last.source === item.sourceHash && last.mapping === prepared.hash)
      item.result = { kind: 'unchanged' };
  }
}

/** Hashes records as the source gave them. */
export function hashSources(items: readonly PageItem[]): void {
  for (const item of items) {
    if (item.record.op === 'upsert') item.sourceHash = hashOf(item.record.data, item.record.coverage);
  }
}

// Data that is no JSON has no hash; the check of the record says what is wrong with it.
function hashOf(data: unknown, coverage: string): string | null {
  try {
    return hashValue(coverage === 'complete' ? data : [coverage, data]);
  } catch {
    return null;
  }
}
