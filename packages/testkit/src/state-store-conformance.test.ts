import { memoryStore } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { stateStoreConformance } from './state-store-conformance.ts';
import type { Mutant } from './state-store/mutant.ts';
import { mutants } from './state-store/mutants.ts';

const cases = stateStoreConformance(async () => memoryStore());

test.each(cases)('the store in memory: $id: $title', async ({ run }) => {
  await expect(run()).resolves.toBeUndefined();
});

test('no two cases have the same id', () => {
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
});

describe('a store that', () => {
  test.each(Object.entries(mutants))('%s is noticed', async (_name, { spoil, noticedBy }: Mutant) => {
    const spoiled = stateStoreConformance(async () => spoil(memoryStore()));
    const outcomes = spoiled
      .filter(({ id }) => noticedBy.includes(id))
      .map(({ id, run }) =>
        run().then(
          () => `${id} passes`,
          () => id,
        ),
      );
    expect((await Promise.all(outcomes)).toSorted()).toEqual(noticedBy.toSorted());
  });

  test('is defective can be noticed by every case', () => {
    const noticing = new Set(Object.values(mutants).flatMap(({ noticedBy }) => noticedBy));
    expect(cases.map(({ id }) => id).filter((id) => !noticing.has(id))).toEqual([]);
  });
});
