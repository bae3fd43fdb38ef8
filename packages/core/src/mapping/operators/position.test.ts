import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const position = { op: 'position' };

test.prop([fc.array(fc.integer(), { maxLength: 50 })])('counts the entries from 1', (list) => {
  const places = evaluateExpression({ op: 'each', of: input, do: position }, inputRecord(list));
  expect(places).toEqual({ value: list.map((_item, index) => index + 1) });
});

test('is missing outside of lists', () => {
  expect(evaluateExpression(position)).toEqual({ value: undefined });
});

test('is the place in the innermost list', () => {
  const nested = { op: 'each', of: input, do: { op: 'each', of: { op: 'item' }, do: position } };
  expect(evaluateExpression(nested, inputRecord([['a', 'b'], ['c']]))).toEqual({ value: [[1, 2], [1]] });
});

test('is seen by filter, sort and unique', () => {
  const { record } = inputRecord(['c', 'b', 'a']);
  const from2 = { op: 'compare', of: position, is: '>=', to: 2 };
  expect(evaluateExpression({ op: 'filter', of: input, by: from2 }, { record })).toEqual({
    value: ['b', 'a'],
  });
  const backwards = { op: 'sort', of: input, by: position, as: 'number', direction: 'descending' };
  expect(evaluateExpression(backwards, { record })).toEqual({ value: ['a', 'b', 'c'] });
  const everyPlace = { op: 'unique', of: { op: 'constant', value: ['a', 'a'] }, by: position };
  expect(evaluateExpression(everyPlace)).toEqual({ value: ['a', 'a'] });
});
