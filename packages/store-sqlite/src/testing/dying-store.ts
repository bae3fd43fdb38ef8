import type { StateStore } from '@pim-connector/core';

/** A process that dies when it writes into its store for the `at`th time, counted from 0, before or after the store has made it. */
export function dyingStore(store: StateStore, at: number, when: 'before' | 'after'): StateStore {
  let writes = -1;
  const mortal = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    writes += 1;
    if (writes < at) return act();
    if (writes === at && when === 'after') await act();
    throw new Error('the process died');
  };
  return {
    ...store,
    commit: (lease, delta) => mortal(() => store.commit(lease, delta)),
    claim: (lease, account, claims) => mortal(() => store.claim(lease, account, claims)),
  };
}
