import type { ReadEnd } from '../connector/index.ts';
import type { OpenPass, ParkedEntry } from '../state/index.ts';
import type { PageContext } from './page-context.ts';
import { noPage } from './page-result.ts';
import type { OnReleased } from './release-parked.ts';

/**
 * Drops parked records that a complete full pass did not give any more: released later, they would come to life
 * although the source has let them go.
 */
export async function dropGone(
  pass: OpenPass,
  end: ReadEnd,
  context: PageContext,
  onDropped: OnReleased,
): Promise<void> {
  const { store, pipeline, prepared, run, lease } = context;
  const { entity } = prepared;
  if (pass.mode !== 'full' || !end.enumeratedAll) return;
  const isGone = (entry: ParkedEntry) =>
    entry.run !== run && Date.parse(entry.readAt ?? entry.at) < Date.parse(pass.startedAt);
  for await (const entries of store.entries(pipeline, 'parked', { entity })) {
    const gone = entries.filter(isGone);
    if (gone.length === 0) continue;
    const remove = gone.map(({ key, at }) => ({ entity, key, at }));
    await store.commit(lease(), { ledger: [{ kind: 'parked', remove }] });
    onDropped(
      gone,
      noPage(
        gone.map(({ key }) => key),
        'skipped',
      ),
    );
  }
}
