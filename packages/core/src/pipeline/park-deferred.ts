import type { PageItem } from './page-item.ts';

/**
 * Lets records wait on that were written without some of their references: they have their links now, so that others can
 * refer to them, and are sent again once theirs are there. Nothing of them counts as written for good until then.
 */
export function parkDeferred(items: readonly PageItem[]): void {
  for (const item of items) {
    const { deferred, result } = item;
    if (deferred.length === 0) continue;
    if (result?.kind === 'created' || result?.kind === 'updated') {
      item.remote = result.remote;
      item.linked = false;
      item.adoption = null;
    } else if (result?.kind !== 'unchanged') continue;
    // The platform has said what became of the create.
    item.decided = true;
    item.result = { kind: 'parked', missing: deferred, deferrable: true };
  }
}
