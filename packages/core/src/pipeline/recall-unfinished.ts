import { forgetSections } from './forget-sections.ts';
import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-item.ts';

/**
 * Stage: recalls of records that changed what was left out of them before. It is planned again with whatever else is written:
 * what was missing then may be missing still.
 */
export async function recallUnfinished(
  items: readonly PageItem[],
  { store, pipeline, prepared }: PageContext,
): Promise<void> {
  if (prepared.destination.unfinished !== true) return;
  // What the destination did not have before was never written without something.
  const known = new Map(
    items
      .filter(({ link, unfinished }) => link !== null && unfinished === null)
      .map((item) => [item.key, item]),
  );
  if (known.size === 0) return;
  const filter = { entity: prepared.entity, keys: [...known.keys()] };
  for await (const entries of store.entries(pipeline, 'unfinished', filter)) {
    for (const entry of entries) {
      const item = known.get(entry.key);
      if (item === undefined) continue;
      item.unfinished = entry;
      item.fingerprint = forgetSections(item.fingerprint, new Set(entry.sections));
    }
  }
}
