import type { ReadEnd } from '../connector/index.ts';
import type { DeletionEntry, OpenPass } from '../state/index.ts';
import { hasUnknownRows } from './clear-gone-letters.ts';
import { timestamp } from './page-context.ts';
import type { PageContext } from './page-context.ts';

/** What came of a sweep. */
export interface Swept {
  /** Whether everything that is gone is listed now. */
  readonly listed: boolean;
  /** Why nothing was swept although the source leaves deletes to that; `null` if it was, or need not be. */
  readonly notSwept: string | null;
}

/** Adds to the deletes that wait: the records that a complete full pass did not give any more. */
export async function sweep(pass: OpenPass, end: ReadEnd, context: PageContext): Promise<Swept> {
  const { store, pipeline, prepared, run, lease, deleteMode } = context;
  const { entity } = prepared;
  if (deleteMode === null || prepared.source.deletes !== 'swept' || pass.mode !== 'full')
    return notListed(null);
  if (!end.enumeratedAll) return notListed('the source did not give everything it has');
  if (await hasUnknownRows(entity, pass, context))
    return notListed('some rows could not be read, and one of them may be a record that seems to be gone');
  for await (const keys of store.stale(pipeline, entity, pass.number)) {
    const at = timestamp(context);
    const set = keys.map((key) => ({
      entity,
      key,
      at,
      run,
      // Held until all are listed and the fuse has seen them: half a list could slip through it after a crash.
      status: 'held' as const,
      reason: 'swept' as const,
    }));
    await store.commit(lease(), { ledger: [{ kind: 'deletion', set }] });
  }
  return { listed: true, notSwept: null };
}

function notListed(notSwept: string | null): Swept {
  return { listed: false, notSwept };
}

/** Counts deletes. */
export async function countDeletes(
  { store, pipeline, prepared }: PageContext,
  isMeant: (entry: DeletionEntry) => boolean,
): Promise<number> {
  let count = 0;
  for await (const entries of store.entries(pipeline, 'deletion', { entity: prepared.entity }))
    count += entries.filter(isMeant).length;
  return count;
}

/** Holds deletes that wait, until somebody allows them. */
export async function holdDeletes({ store, pipeline, prepared, lease }: PageContext): Promise<void> {
  for await (const entries of store.entries(pipeline, 'deletion', { entity: prepared.entity })) {
    const waiting = entries.filter(({ status }) => status === 'waiting');
    const set = waiting.map((entry) => ({ ...entry, status: 'held' as const }));
    if (set.length > 0) await store.commit(lease(), { ledger: [{ kind: 'deletion', set }] });
  }
}
