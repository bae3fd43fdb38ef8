import type { PlannedOperation, RemoteRecord, RemoteReference } from '../connector/index.ts';
import { hashValue } from '../model/index.ts';
import { readableDifferences } from './differences.ts';
import type { Difference } from './differences.ts';
import { unreadableSections } from './differing-sections.ts';
import type { PageContext } from './page-context.ts';
import { openItems } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { lookUp } from './recall-remote.ts';

/** What will be done for one record, and what that changes. */
export interface PlannedChange {
  readonly operation: PlannedOperation;
  /** Field by field, where the destination can be read back; `null` where it cannot. */
  readonly differences: readonly Difference[] | null;
  /** How the destination knows the record; `null`: nobody knows of it yet. */
  readonly remote: RemoteReference | null;
  /** Hash of what the destination had when the plan was made; `null`: nothing, or it cannot be read back. */
  readonly live: string | null;
}

/** Tells what planned operations change, as far as the destination can be read back. */
export async function describeChanges(
  items: readonly PageItem[],
  context: PageContext,
): Promise<PlannedChange[]> {
  const readable = context.prepared.destination.readBack && context.destination.lookup !== undefined;
  // Also of records that nobody knows yet: somebody may have made them there meanwhile.
  const found = readable && items.length > 0 ? await lookUp(items, context) : undefined;
  return openItems(items).flatMap(({ key, operation, desired, remote }): PlannedChange[] => {
    if (operation === null || desired === null) return [];
    const before = found?.get(key);
    const after = desired.op === 'upsert' ? desired.data : {};
    const live = before?.data === undefined ? null : hashValue(before.data);
    const differ = readable ? shownDifferences(before, after, operation, context) : null;
    return [{ operation, differences: differ, remote, live }];
  });
}

/** What the platform does not give back is shown where it is sent. */
function shownDifferences(
  found: RemoteRecord | undefined,
  after: object,
  { sections }: PlannedOperation,
  { prepared }: PageContext,
): readonly Difference[] {
  const { data = {}, unreadable = [] } = found ?? {};
  const hidden = unreadable.filter((path) => {
    const own = unreadableSections({ data, unreadable: [path] }, after, prepared.definition);
    return sections.every((section) => !own.has(section));
  });
  return readableDifferences({ data, unreadable: hidden }, after);
}
