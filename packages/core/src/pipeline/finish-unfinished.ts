import type { UnfinishedEntry } from '../state/index.ts';
import { knownReferences } from './known-references.ts';
import type { PageContext } from './page-context.ts';
import { pageItem } from './page-item.ts';
import type { PageResult } from './page-result.ts';
import { processItems } from './process-page.ts';
import { toReference } from './to-reference.ts';

const recordsAtOnce = 100;

/**
 * Brings over again the records that were written without something that they refer to, as far as one of these has a link
 * by now.
 */
export async function finishUnfinished(
  context: PageContext,
  onFinished: (result: PageResult) => void,
): Promise<void> {
  const { store, pipeline, prepared } = context;
  if (prepared.destination.unfinished !== true) return;
  for await (const entries of store.entries(pipeline, 'unfinished', { entity: prepared.entity })) {
    const ready = await readyEntries(entries, context);
    for (let start = 0; start < ready.length; start += recordsAtOnce) {
      const items = ready.slice(start, start + recordsAtOnce).map((entry) => {
        const item = pageItem(entry.record, prepared.hash);
        item.unfinished = entry;
        item.isFinishing = true;
        return item;
      });
      // oxlint-disable-next-line no-await-in-loop
      onFinished(await processItems(items, [], context, {}));
    }
  }
}

async function readyEntries(
  entries: readonly UnfinishedEntry[],
  context: PageContext,
): Promise<readonly UnfinishedEntry[]> {
  const known = await knownReferences(
    entries.flatMap(({ missing }) => missing.map(toReference)),
    context,
  );
  return entries.filter(({ missing }) => missing.some((id) => known.has(id)));
}
