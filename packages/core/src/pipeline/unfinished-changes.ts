import { referenceId } from '../connector/index.ts';
import type { AnyLedgerChange, UnfinishedEntry } from '../state/index.ts';
import { sectionsOf } from './differing-sections.ts';
import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-item.ts';

/** What is noted of records that were written without something that they refer to. */
export function unfinishedChanges(
  items: readonly PageItem[],
  context: PageContext,
  at: string,
): AnyLedgerChange[] {
  const { entity } = context.prepared;
  const set = items.flatMap((item) => unfinishedEntry(item, context, at));
  const noted = new Set(set.map(({ key }) => key));
  const remove = items
    .filter((item) => !noted.has(item.key) && isOutdated(item))
    .map(({ key }) => ({ entity, key }));
  return set.length + remove.length === 0 ? [] : [{ kind: 'unfinished', set, remove }];
}

function unfinishedEntry(item: PageItem, { prepared, run }: PageContext, at: string): UnfinishedEntry[] {
  const { key, record, result, operation, data } = item;
  const { awaits = [] } = operation ?? {};
  const isWritten = ['created', 'updated', 'unchanged', 'accepted'].includes(result?.kind ?? '');
  if (awaits.length === 0 || !isWritten || record.op === 'delete' || data === null) return [];
  const paths = awaits.map(({ path }) => path);
  const sections = sectionsOf(paths, data, prepared.definition.sections);
  const missing = [...new Set(awaits.map(referenceId))];
  return [{ entity: prepared.entity, key, at, run, record, missing, sections: [...sections] }];
}

/**
 * Whether what was noted of the record before does not hold any more. It does as long as nobody touched the record, and
 * where it was to be finished and that did not succeed.
 */
function isOutdated({ link, resend, result, operation }: PageItem): boolean {
  // What the destination did not have before was never written without something.
  if (link === null) return false;
  if (result?.kind === 'unchanged' && operation === null) return false;
  return resend.length === 0 || !['rejected', 'failed', 'parked'].includes(result?.kind ?? '');
}
