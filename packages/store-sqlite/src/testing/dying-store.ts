import type { StateStore } from '@pim-connector/core';

/** A process that dies at its commit number `at`, before or after the store has made it. */
export function dyingStore(store: StateStore, at: number, when: 'before' | 'after'): StateStore {
  let commits = -1;
  return {
    ...store,
    async commit(lease, delta) {
      commits += 1;
      if (commits < at) {
        await store.commit(lease, delta);
        return;
      }
      if (commits === at && when === 'after') await store.commit(lease, delta);
      throw new Error('the process died');
    },
  };
}
