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
  const set: UnfinishedEntry[] = [];
  const remove: { readonly entity: string; readonly key: string }[] = [];
  const { entity } = context.prepared;
  for (const item of items) {
    const { key, unfinished, result } = item;
    const next = isWritten(item) ? leftOut(item, context, at) : stillOpen(item);
    if (next !== null) set.push(next);
    // What is deleted is not recalled.
    else if (unfinished !== null || result?.kind === 'deleted') remove.push({ entity, key });
  }
  return set.length + remove.length === 0 ? [] : [{ kind: 'unfinished', set, remove }];
}

function isWritten({ result, record }: PageItem): boolean {
  return (
    record.op === 'upsert' && ['created', 'updated', 'unchanged', 'accepted'].includes(result?.kind ?? '')
  );
}

function leftOut(
  { key, record, operation, data, deferred, unfinished }: PageItem,
  { prepared, run }: PageContext,
  at: string,
): UnfinishedEntry | null {
  const left = [...deferred, ...(operation?.awaits ?? [])];
  if (left.length === 0 || data === null) return null;
  const paths = left.map(({ path }) => path);
  const sections = sectionsOf(paths, data, prepared.definition.sections);
  const missing = [...new Set(left.map(referenceId))];
  // A record that changes every hour must not begin to wait every hour.
  const since = unfinished?.missing.some((id) => missing.includes(id)) === true ? unfinished.at : at;
  return { entity: prepared.entity, key, at: since, run, record, missing, sections: [...sections] };
}

/** What could not be written is as unfinished as before; the newest state of it counts. */
function stillOpen({ record, result, unfinished }: PageItem): UnfinishedEntry | null {
  if (unfinished === null || result?.kind === 'deleted') return null;
  // A delete that waits may never come.
  return record.op === 'delete' ? unfinished : { ...unfinished, record };
}
