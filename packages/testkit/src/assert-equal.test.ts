import { expect, test } from 'vitest';

import { assertEqual } from './assert-equal.ts';

test.each([
  [
    { a: 1, b: { c: [1, 2] } },
    { b: { c: [1, 2] }, a: 1 },
  ],
  [undefined, undefined],
  [{ a: undefined }, {}],
])('%o and %o are the same', (one, other) => {
  expect(() => assertEqual(one, other, 'advice')).not.toThrow();
});

test.each<[unknown, unknown, string | null]>([
  [[{ price: null }], [{ price: '9.9' }], '0.price'],
  [{ a: 1, b: { c: [1, 3] } }, { a: 1, b: { c: [1, 2] } }, 'b.c.1'],
  [{ a: 1 }, { a: 1, b: 2 }, 'b'],
  [{ a: 1, b: 2 }, { a: 1 }, 'b'],
  [[1, 2], [1], '1'],
  [{ a: { b: { c: 1 } } }, { a: { b: { c: 1, d: 2 } } }, 'a.b.d'],
  [{ a: [] }, { a: {} }, 'a'],
  ['x', 'y', null],
  [undefined, {}, null],
])('%o is not %o, and the place is named', (actual, expected, place) => {
  const message =
    place === null ? /^advice\n  expected/ : new RegExp(`^advice\\n  they differ at: ${place}\\n`);
  expect(() => assertEqual(actual, expected, 'advice')).toThrow(message);
});
