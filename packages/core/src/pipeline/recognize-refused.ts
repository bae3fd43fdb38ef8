import { hashValue } from '../model/index.ts';
import type { RecordKey } from '../model/index.ts';
import type { DeadLetter } from '../state/index.ts';
import type { PageContext } from './page-context.ts';
import { openItems } from './page-item.ts';
import type { PageItem } from './page-item.ts';

/**
 * Stage: recognizes records that the destination refused not long ago, and that are the very same since. They would
 * be refused again, so they are not sent.
 */
export async function recognizeRefused(items: readonly PageItem[], context: PageContext): Promise<void> {
  const { refusedTime, connector, prepared } = context;
  const waiting = openItems(items).filter(({ desired }) => desired?.op === 'upsert');
  if (refusedTime === 0 || waiting.length === 0) return;
  const letters = await refusals(
    waiting.map(({ key }) => key),
    context,
  );
  for (const item of waiting) {
    const letter = letters.get(item.key);
    if (letter === undefined || letter.mapping !== prepared.hash) continue;
    if (connector.clock.now() - Date.parse(letter.lastAt) >= refusedTime) continue;
    if (hashOf(letter.record) !== hashOf(item.record)) continue;
    item.result = { kind: 'rejected', stage: letter.stage, issues: letter.issues, before: letter };
  }
}

async function refusals(
  keys: readonly RecordKey[],
  { store, pipeline, prepared }: PageContext,
): Promise<ReadonlyMap<RecordKey, DeadLetter>> {
  const { entity } = prepared;
  const found = new Map<RecordKey, DeadLetter>();
  const filter = { entity, keys, status: 'rejected', stage: 'write' } as const;
  for await (const letters of store.deadLetters(pipeline, filter)) {
    for (const letter of letters) found.set(letter.key, letter);
  }
  return found;
}

// The date of a change, or a version, is no part of what was refused.
function hashOf(record: unknown): string {
  const { data, coverage } = record as { readonly data?: unknown; readonly coverage?: unknown };
  return hashValue([data, coverage]);
}
