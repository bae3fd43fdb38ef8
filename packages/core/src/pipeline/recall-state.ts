import type { RecordKey } from '../model/index.ts';
import { forgetSections } from './forget-sections.ts';
import { openReceipts, receiptId } from './open-receipts.ts';
import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-item.ts';
import { createId, recallIntents } from './recall-intents.ts';
import { ofThisAccount } from './written-account.ts';

/**
 * Stage: recalls how the destination knows the records, what was written for them last, and what is still open for
 * them: a receipt that is not settled, a create that may have happened, or that another pipeline is carrying out.
 */
export async function recallState(items: readonly PageItem[], context: PageContext): Promise<void> {
  const { store, destination, prepared, pipeline } = context;
  const { entity } = prepared;
  const keys = items.map(({ key }) => key);
  // Intents before links: a create that ends in between has left its link then.
  const intents = await recallIntents(keys, context);
  const [links, fingerprints, receipts] = await Promise.all([
    store.links(destination.account, entity, keys),
    store.fingerprints(pipeline, entity, keys),
    prepared.destination.completion === 'async' ? openReceipts(pipeline, keys, context) : noKeys,
  ]);
  for (const item of items) {
    item.remote = links.get(item.key)?.remote ?? null;
    item.linked = item.remote !== null;
    item.link = item.remote?.id ?? null;
    item.fingerprint = forgetSections(
      ofThisAccount(fingerprints.get(item.key) ?? null, prepared.hash),
      new Set(item.unfinished?.sections),
    );
    const recalled = intents.get(item.key);
    if (recalled?.elsewhere === true) {
      item.result = { kind: 'parked', missing: [createId(entity, item.key)] };
    } else if (recalled !== undefined) {
      item.intent = recalled.intent;
      item.sentUntil = recalled.sentUntil;
    }
    // Two operations for one record at the same time could be carried out in the wrong order.
    if (receipts.has(item.key)) item.result = { kind: 'parked', missing: [receiptId(entity, item.key)] };
  }
}

const noKeys: ReadonlySet<RecordKey> = new Set();
