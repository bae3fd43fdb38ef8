import type { SourceRecord } from '../connector/index.ts';
import type { ChangeEntry } from '../state/index.ts';
import { announce } from './announce.ts';
import { fetchRecords } from './fetch-records.ts';
import { deleteWaiting, settleAndRelease } from './finish-pass.ts';
import { pageItem } from './page-item.ts';
import { createPassProgress } from './pass-progress.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { processItems } from './process-page.ts';
import type { RunContext } from './run-context.ts';

const recordsAtOnce = 100;

/**
 * Brings over the records that webhooks hinted at: each is read anew by its key, whatever the webhook said of it.
 *
 * @throws ConnectorError when it must stop; what was not worked off stays in the ledger.
 */
export async function workOffChanges(prepared: readonly PreparedEntity[], run: RunContext): Promise<void> {
  for (const entity of prepared) {
    let some = false;
    for await (const entries of run.store.entries(run.pipeline, 'change', { entity: entity.entity })) {
      for (let start = 0; start < entries.length; start += recordsAtOnce) {
        some = true;
        // oxlint-disable-next-line no-await-in-loop
        await bringChanged(entries.slice(start, start + recordsAtOnce), entity, run);
      }
    }
    if (!some) continue;
    const progress = createPassProgress(
      { entity: entity.entity, mode: 'incremental', resumed: false },
      run.run,
      run.clock,
    );
    const context = run.pageContext(entity);
    // oxlint-disable-next-line no-await-in-loop
    await settleAndRelease(context, progress, run);
    // oxlint-disable-next-line no-await-in-loop
    await deleteWaiting(null, context, progress, run);
  }
}

/** Brings some changed records over. An entry that was renewed meanwhile stays: its record may have changed again. */
export async function bringChanged(
  entries: readonly ChangeEntry[],
  prepared: PreparedEntity,
  run: RunContext,
): Promise<void> {
  const { entity } = prepared;
  const keys = entries.map(({ key }) => key);
  const found = await fetchRecords(entity, keys, run);
  const items = keys.map((key) => {
    const record: SourceRecord = found.get(key) ?? { op: 'delete', entity, key };
    return pageItem(record, prepared.hash);
  });
  const remove = entries.map(({ key, at }) => ({ entity, key, at }));
  const result = await processItems(items, [], run.pageContext(prepared), {
    ledger: [{ kind: 'change', remove }],
  });
  announce(entity, result, run);
}
