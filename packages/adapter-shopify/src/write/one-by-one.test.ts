import { expect, test } from 'vitest';

import { oneByOne } from './one-by-one.ts';

async function* lists(state: { ended: boolean }): AsyncGenerator<readonly number[]> {
  try {
    yield [];
    yield [1, 2, 3];
    yield [];
    yield [4];
  } finally {
    state.ended = true;
  }
}

test('gives the members of lists in their order', async () => {
  const state = { ended: false };
  const members: number[] = [];
  for await (const member of oneByOne(lists(state))) members.push(member);
  expect(members).toEqual([1, 2, 3, 4]);
  expect(state.ended).toBe(true);
});

test('who leaves early ends the lists as well', async () => {
  const state = { ended: false };
  const members: number[] = [];
  for await (const member of oneByOne(lists(state))) {
    members.push(member);
    if (member === 2) break;
  }
  expect(members).toEqual([1, 2]);
  expect(state.ended).toBe(true);
});

test('what fails in between comes after what was given before', async () => {
  async function* failing(): AsyncGenerator<readonly number[]> {
    yield [1];
    throw new Error('broken');
  }
  const members: number[] = [];
  const reading = async () => {
    for await (const member of oneByOne(failing())) members.push(member);
  };
  await expect(reading()).rejects.toThrow('broken');
  expect(members).toEqual([1]);
});
