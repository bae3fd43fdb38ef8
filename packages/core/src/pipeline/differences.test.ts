import { expect, test } from 'vitest';

import { differences } from './differences.ts';

test('fields are compared one by one, lists of the same length too', () => {
  const before = { title: { en: 'Tent', de: 'Zelt' }, variants: [{ sku: 'a', stock: 1 }], tags: ['x'] };
  const after = { title: { en: 'Tent 2', de: 'Zelt' }, variants: [{ sku: 'a', stock: 2 }], tags: ['x', 'y'] };
  expect(differences(before, after)).toEqual([
    { path: 'title.en', before: 'Tent', after: 'Tent 2' },
    { path: 'variants.0.stock', before: 1, after: 2 },
    { path: 'tags', before: ['x'], after: ['x', 'y'] },
  ]);
});

test('what is not said stays as it is', () => {
  expect(differences({ title: 'Tent', handle: 'tent' }, { title: 'Tent' })).toEqual([]);
});

test.each([
  ['absent', {}],
  ['null', { images: null }],
  ['an empty list', { images: [] }],
])('there is nothing, and nothing is wanted: %s', (_what, nothing) => {
  expect(differences(nothing, { images: null })).toEqual([]);
  expect(differences(nothing, { images: [] })).toEqual([]);
  expect(differences(nothing, { images: ['a'] })).toMatchObject([{ path: 'images', after: ['a'] }]);
  expect(differences({ images: ['a'] }, { ...nothing, images: null })).toMatchObject([
    { path: 'images', after: null },
  ]);
});
