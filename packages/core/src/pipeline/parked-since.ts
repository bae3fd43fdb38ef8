import type { RecordKey } from '../model/index.ts';
import type { PageContext } from './page-context.ts';
import { isParkedUpsert } from './page-item.ts';
import type { PageItem } from './page-item.ts';

/** Since when records wait that are parked again: a record that is read every hour must not begin to wait every hour. */
export async function parkedSince(
  items: readonly PageItem[],
  { store, pipeline, prepared }: PageContext,
): Promise<ReadonlyMap<RecordKey, string>> {
  const since = new Map<RecordKey, string>();
  const keys = items.filter((item) => isParkedUpsert(item) && item.waited === null).map(({ key }) => key);
  if (keys.length === 0) return since;
  for await (const entries of store.entries(pipeline, 'parked', { entity: prepared.entity, keys })) {
    for (const { key, at } of entries) since.set(key, at);
  }
  return since;
}
