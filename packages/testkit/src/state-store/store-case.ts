import type { StateStore } from '@pim-connector/core';

/** A case before it has a store to run with. */
export interface StoreCase {
  readonly id: string;
  readonly title: string;
  readonly run: (store: StateStore) => Promise<void>;
}
