import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const isLarge = { op: 'compare', of: { op: 'item' }, is: '>=', to: 10 };

test.prop([fc.array(fc.integer({ min: 0, max: 20 }))])(
  'keeps what the condition is true for, in its order, and its opposite keeps the rest',
  (list) => {
    const { record } = inputRecord(list);
    expect(evaluateExpression({ op: 'filter', of: input, by: isLarge }, { record })).toEqual({
      value: list.filter((number) => number >= 10),
    });
    const rest = { op: 'filter', of: input, by: { op: 'not', of: isLarge } };
    expect(evaluateExpression(rest, { record })).toEqual({ value: list.filter((number) => number < 10) });
  },
);

test('an entry for which there is no answer is left out', () => {
  const cheap = { op: 'compare', of: { op: 'item', path: 'price' }, is: '<', to: 10 };
  const list = [{ price: '5' }, {}, { price: '15' }];
  expect(evaluateExpression({ op: 'filter', of: input, by: cheap }, inputRecord(list))).toEqual({
    value: [{ price: '5' }],
  });
});

test('refuses a condition that is neither true nor false', () => {
  const by = { op: 'item' };
  expect(evaluateExpression({ op: 'filter', of: input, by }, inputRecord(['yes']))).toMatchObject({
    issue: {
      code: 'value.wrong_type',
      message: '“filter” needs a condition, which is true or false, but was given “yes”',
    },
  });
});

test('missing and empty go through, a single value is a list of one', () => {
  const filter = { op: 'filter', of: input, by: isLarge };
  expect(evaluateExpression(filter, inputRecord(undefined))).toEqual({ value: undefined });
  expect(evaluateExpression(filter, inputRecord(null))).toEqual({ value: null });
  expect(evaluateExpression(filter, inputRecord([]))).toEqual({ value: [] });
  expect(evaluateExpression(filter, inputRecord(12))).toEqual({ value: [12] });
});

test('goes through a hundred thousand entries', () => {
  const list = Array.from({ length: 100_000 }, (_, index) => index % 20);
  expect(evaluateExpression({ op: 'filter', of: input, by: isLarge }, inputRecord(list))).toEqual({
    value: list.filter((number) => number >= 10),
  });
});
