import type { StateStore } from '@pim-connector/core';

import type { ConformanceCase } from './conformance-case.ts';
import { checkpointCases } from './state-store/checkpoint-cases.ts';
import { commitCases } from './state-store/commit-cases.ts';
import { deadLetterCases } from './state-store/dead-letter-cases.ts';
import { intentCases } from './state-store/intent-cases.ts';
import { leaseCases } from './state-store/lease-cases.ts';
import { ledgerCases } from './state-store/ledger-cases.ts';
import { lifeCases } from './state-store/life-cases.ts';
import { lookupCases } from './state-store/lookup-cases.ts';
import { sweepCases } from './state-store/sweep-cases.ts';

/**
 * The cases that every {@link StateStore} must pass.
 *
 * @param open gives a new, empty store each time; the case closes it.
 */
export function stateStoreConformance(open: () => Promise<StateStore>): readonly ConformanceCase[] {
  const cases = [
    ...lifeCases,
    ...leaseCases,
    ...checkpointCases,
    ...lookupCases,
    ...intentCases,
    ...deadLetterCases,
    ...commitCases,
    ...ledgerCases,
    ...sweepCases,
  ];
  return cases.map(({ id, title, run }) => ({
    id,
    title,
    async run() {
      const store = await open();
      try {
        await run(store);
      } finally {
        await store.close();
      }
    },
  }));
}
