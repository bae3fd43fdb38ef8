import { memoryStore } from '@pim-connector/core';
import type { StateStore } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { crashMatrix } from './crash-matrix.ts';
import { shopCrashBench } from './shop-crash-bench.ts';
import type { ShopCrashMode } from './shop-crash-bench.ts';

const modes = [
  { completion: 'sync', identity: 'natural' },
  { completion: 'async', identity: 'natural' },
  { completion: 'sync', identity: 'assigned' },
  { completion: 'async', identity: 'assigned' },
] as const;

describe('a crash at any point of a run loses nothing and doubles nothing, with the store in memory:', () => {
  test.each(modes)(
    '$completion, $identity',
    async (mode) => {
      // Every event, with the store on disk too, is for proof/crash-matrix.ts: that takes minutes.
      const { problems, crashes, mostRepeated } = await crashMatrix({
        open: (clock) => shopCrashBench(clock, memoryStore({ clock }), mode),
        stride: 7,
      });
      expect(problems).toEqual([]);
      expect(crashes).toBeGreaterThanOrEqual(10);
      // No more than one page, with the pictures of two products.
      expect(mostRepeated).toBeLessThanOrEqual(25);
    },
    60_000,
  );
});

describe('the matrix notices a store that', () => {
  const spoiled = (mode: ShopCrashMode, spoil: (store: StateStore) => StateStore) =>
    crashMatrix({
      open: (clock) => shopCrashBench(clock, spoil(memoryStore({ clock })), mode, 3),
      stride: 5,
    });

  test('forgets intents', async () => {
    const { problems } = await spoiled({ completion: 'sync', identity: 'assigned' }, (store) => ({
      ...store,
      commit: (lease, { ledger = [], ...delta }) =>
        store.commit(lease, { ...delta, ledger: ledger.filter(({ kind }) => kind !== 'intent') }),
    }));
    expect(problems.map(({ problem }) => problem)).toContainEqual(expect.stringContaining('twice'));
  }, 60_000);

  test('forgets fingerprints', async () => {
    const { problems } = await spoiled({ completion: 'sync', identity: 'natural' }, (store) => ({
      ...store,
      commit: (lease, { fingerprints: _fingerprints, ...delta }) => store.commit(lease, delta),
    }));
    expect(problems.map(({ problem }) => problem)).toContainEqual(
      expect.stringContaining('a further run wrote'),
    );
  }, 60_000);
});
