import type { StateStore, StoreDelta } from '@pim-connector/core';

import type { Mutant } from './mutant.ts';
import { committing, listing, unfenced, without } from './spoil-store.ts';

/** Writes a delta piece by piece instead of at once. */
function piecemeal(store: StateStore): StateStore {
  return {
    ...store,
    commit: async (lease, delta) => {
      for (const name of Object.keys(delta) as (keyof StoreDelta)[]) {
        // Fails for what cannot be written, as a store on disk does.
        JSON.stringify(delta[name]);
        // oxlint-disable-next-line no-await-in-loop
        await store.commit(lease, { [name]: delta[name] });
      }
    },
  };
}

/** Stores that commit wrongly, or give back something else: checkpoints, dead letters, runs. */
export const commitMutants: Readonly<Record<string, Mutant>> = {
  'commits without looking at the token': { spoil: unfenced(['commit']), noticedBy: ['commit.fenced'] },
  'commits piece by piece': { spoil: piecemeal, noticedBy: ['commit.atomic'] },
  'loses checkpoints': { spoil: without('checkpoint'), noticedBy: ['checkpoint.round-trip'] },
  'loses settled pages': {
    spoil: without('settled'),
    noticedBy: ['checkpoint.settle', 'checkpoint.settle-twice', 'checkpoint.settle-together'],
  },
  'loses dead letters': {
    spoil: without('deadLetters'),
    noticedBy: ['dead-letters.round-trip', 'dead-letters.filters', 'dead-letters.order'],
  },
  'loses runs': { spoil: without('run'), noticedBy: ['commit.runs', 'commit.everything'] },
  'moves the watermark over gaps': {
    spoil: (store) => ({
      ...store,
      commit: async (lease, { settled, ...delta }) => {
        await store.commit(lease, delta);
        if (settled === undefined) return;
        for (const index of Array(settled.index + 1).keys()) {
          // oxlint-disable-next-line no-await-in-loop
          await store.commit(lease, { settled: { ...settled, index } });
        }
      },
    }),
    noticedBy: ['checkpoint.settle'],
  },
  'settles pages of any pass': {
    spoil: committing(({ settled, ...delta }) => ({
      ...delta,
      ...(settled && { settled: { ...settled, pass: 1 } }),
    })),
    noticedBy: ['checkpoint.settle-other-pass'],
  },
  'lets the first of two rows count': {
    spoil: committing(({ links, ...delta }) => ({
      ...delta,
      ...(links && { links: { ...links, set: links.set?.toReversed() ?? [] } }),
    })),
    noticedBy: ['commit.repeated-key'],
  },
  'counts attempts anew': {
    spoil: listing((letters) =>
      letters.length === 0 ? [] : [letters.map((letter) => ({ ...letter, attempts: 1 }))],
    ),
    noticedBy: ['dead-letters.attempts'],
  },
  'never removes dead letters': {
    spoil: committing(({ deadLetters, ...delta }) => ({
      ...delta,
      ...(deadLetters && { deadLetters: { ...deadLetters, remove: [] } }),
    })),
    noticedBy: ['dead-letters.remove', 'dead-letters.order', 'commit.remove'],
  },
  'ignores filters': {
    spoil: (store) => ({ ...store, deadLetters: (pipeline) => store.deadLetters(pipeline) }),
    noticedBy: ['dead-letters.filters'],
  },
  'gives dead letters in the wrong order': {
    spoil: listing((letters) => (letters.length === 0 ? [] : [letters.toReversed()])),
    noticedBy: ['dead-letters.order'],
  },
  'gives the oldest runs first': {
    spoil: (store) => ({
      ...store,
      runs: async (pipeline, limit) => (await store.runs(pipeline, limit)).toReversed(),
    }),
    noticedBy: ['commit.runs'],
  },
  'never forgets runs': { spoil: without('removeRunsBefore'), noticedBy: ['commit.remove-runs'] },
};
