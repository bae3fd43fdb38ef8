import type { StateStore } from '@pim-connector/core';

/** A named defect of a state store. */
export interface Mutant {
  /** Makes a sound store defective. */
  readonly spoil: (store: StateStore) => StateStore;
  /** Ids of the cases that must notice; others may notice too. */
  readonly noticedBy: readonly string[];
}
