import type { RecordKey } from '../model/index.ts';
import { timestamp } from './page-context.ts';
import type { PageContext } from './page-context.ts';
import type { WritableItem } from './page-item.ts';
import { createId } from './recall-intents.ts';

/**
 * Before creates are sent to a platform that would make a second record of a second create: commits that they are
 * about to be sent. Whoever finds such an intent later looks up what became of it before he creates again. A record
 * that another pipeline has created or is creating since it was recalled is parked until that is over.
 *
 * @returns what may be written.
 */
export async function recordIntents(
  items: readonly WritableItem[],
  context: PageContext,
): Promise<readonly WritableItem[]> {
  const creates = items.filter(({ operation }) => operation.action === 'create');
  if (context.prepared.destination.identity === 'natural' || creates.length === 0) return items;
  const claimed = await claimCreates(creates, context);
  for (const item of creates) {
    if (claimed.has(item.key)) continue;
    // Whatever intent there is by now, it is not the one that was found.
    item.intent = null;
    item.result = { kind: 'parked', missing: [createId(context.prepared.entity, item.key)] };
  }
  return items.filter(({ result }) => result === null);
}

async function claimCreates(
  creates: readonly WritableItem[],
  context: PageContext,
): Promise<ReadonlySet<RecordKey>> {
  const { prepared, store, destination, pipeline, run, lease, connector } = context;
  const { entity } = prepared;
  const at = timestamp(context);
  const claimed = await store.claim(
    lease(),
    destination.account,
    creates.map(({ key, link, intent, decided }) => ({
      entity,
      key,
      run,
      at,
      link,
      over: decided && intent?.pipeline !== pipeline ? intent : null,
    })),
  );
  for (const item of creates) {
    if (!claimed.has(item.key)) continue;
    item.intent = { entity, key: item.key, pipeline, run, at };
    item.sentUntil = connector.clock.now();
    item.decided = false;
  }
  return claimed;
}
