import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

test.prop([fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer()))])(
  'a path in an entry reads what the same path reads of each',
  (list) => {
    const read = { op: 'each', of: input, do: { op: 'item', path: 'a' } };
    expect(evaluateExpression(read, inputRecord(list))).toEqual({
      value: list.map((entry) => entry['a']).filter((value) => value !== undefined),
    });
  },
);

test('is the entry of the innermost list', () => {
  const nested = { op: 'each', of: input, do: { op: 'each', of: { op: 'item' }, do: { op: 'item' } } };
  expect(evaluateExpression(nested, inputRecord([[1, 2], [3]]))).toEqual({ value: [[1, 2], [3]] });
});

test('is the outer entry again after an inner list', () => {
  const count = { op: 'each', of: { op: 'item', path: 'of' }, do: { op: 'item' } };
  const both = {
    op: 'list',
    of: [
      { op: 'at', of: count, position: 1 },
      { op: 'item', path: 'name' },
    ],
  };
  expect(
    evaluateExpression({ op: 'each', of: input, do: both }, inputRecord([{ name: 'x', of: ['y'] }])),
  ).toEqual({ value: [['y', 'x']] });
});

test('is missing outside of lists', () => {
  expect(evaluateExpression({ op: 'item' })).toEqual({ value: undefined });
  expect(evaluateExpression({ op: 'item', path: 'a' })).toEqual({ value: undefined });
});

test('own fields only', () => {
  const read = { op: 'each', of: input, do: { op: 'item', path: 'toString' } };
  expect(evaluateExpression(read, inputRecord([{}, 'text', 1, null]))).toEqual({ value: [] });
});
