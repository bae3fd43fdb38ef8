import type { StoreDelta } from '@pim-connector/core';

import type { Mutant } from './mutant.ts';
import { committing } from './spoil-store.ts';

/** Spoils changes of fingerprints. */
function changingFingerprints(
  change: (fingerprints: NonNullable<StoreDelta['fingerprints']>) => NonNullable<StoreDelta['fingerprints']>,
) {
  return committing(({ fingerprints, ...delta }) => ({
    ...delta,
    ...(fingerprints && { fingerprints: change(fingerprints) }),
  }));
}

/** Stores that do not know what a pass gave. */
export const sweepMutants: Readonly<Record<string, Mutant>> = {
  'forgets what a pass gave': {
    spoil: changingFingerprints(({ seen: _left, ...fingerprints }) => fingerprints),
    noticedBy: ['sweep.seen'],
  },
  'takes what was written for what no pass gave': {
    spoil: (store) => {
      const written = new Set<string>();
      return {
        ...store,
        commit: async (lease, delta) => {
          await store.commit(lease, delta);
          for (const { key } of delta.fingerprints?.set ?? []) written.add(key);
        },
        async *stale(pipeline, entity, pass) {
          const stale = new Set(written);
          for await (const page of store.stale(pipeline, entity, pass))
            for (const key of page) stale.add(key);
          if (stale.size > 0) yield [...stale].toSorted();
        },
      };
    },
    noticedBy: ['sweep.written', 'sweep.seen'],
  },
  'counts what was removed': {
    spoil: changingFingerprints(({ remove: _left, ...fingerprints }) => fingerprints),
    noticedBy: ['sweep.known', 'sweep.seen'],
  },
  'counts rows when it lists what is stale': {
    spoil: (store) => ({
      ...store,
      async *stale(pipeline, entity, pass) {
        let skipped = 0;
        for (;;) {
          const keys: string[] = [];
          // oxlint-disable-next-line no-await-in-loop
          for await (const page of store.stale(pipeline, entity, pass)) keys.push(...page);
          const page = keys.slice(skipped, skipped + 500);
          if (page.length === 0) return;
          skipped += page.length;
          yield page;
        }
      },
    }),
    noticedBy: ['sweep.many'],
  },
};
