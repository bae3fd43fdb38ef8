import type { PageContext } from './page-context.ts';
import { timestamp } from './page-context.ts';
import type { WritableItem } from './page-item.ts';

/**
 * Before creates are sent to a platform that would make a second record of a second create: commits that they are
 * about to be sent. Whoever finds such an intent later looks up what became of it before he creates again.
 */
export async function recordIntents(items: readonly WritableItem[], context: PageContext): Promise<void> {
  const { prepared, store, run, lease } = context;
  if (prepared.destination.identity === 'natural') return;
  const creates = items.filter(({ operation }) => operation.action === 'create');
  if (creates.length === 0) return;
  const at = timestamp(context);
  for (const item of creates) {
    item.intent = at;
    item.decided = false;
  }
  const set = creates.map(({ key }) => ({ entity: prepared.entity, key, at, run }));
  await store.commit(lease(), { ledger: [{ kind: 'intent', set }] });
}
