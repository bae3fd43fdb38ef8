import type { StoreDelta } from '../state/index.ts';
import type { CommitWith } from './commit-with.ts';
import type { PageContext } from './page-context.ts';
import { isSuperseded } from './page-item.ts';
import type { PageItem } from './page-item.ts';

/** What the results of a page change in the intents. */
export function pageIntents(
  items: readonly PageItem[],
  { destination, run }: PageContext,
  { at, fromReceipts }: Pick<CommitWith, 'at' | 'fromReceipts'>,
): Pick<StoreDelta, 'intents'> {
  const withResult = items.filter((item) => item.result !== null && !isSuperseded(item));
  const remove = withResult.flatMap((item) => (isCreateDecided(item) ? (item.intent ?? []) : []));
  // The platform may have created it until now: what is found or not is only to be trusted after its lag.
  const renew = withResult.flatMap(({ intent, operation, result, partial }) => {
    if (!fromReceipts || intent === null || partial !== null || operation?.action !== 'create') return [];
    return result?.kind === 'failed' || result?.kind === 'parked' ? { ...intent, run, at } : [];
  });
  if (remove.length === 0 && renew.length === 0) return {};
  return { intents: { account: destination.account, renew, remove } };
}

// Only what the platform itself has said counts: a record that is refused here before it is sent may have been
// created by an earlier attempt.
function isCreateDecided({ result, decided }: PageItem): boolean {
  if (decided) return true;
  if (result?.kind === 'rejected') return result.stage === 'write' || result.stage === 'settle';
  return ['created', 'updated', 'unchanged', 'deleted'].includes(result?.kind ?? '');
}
