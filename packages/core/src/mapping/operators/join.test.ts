import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const join = { op: 'join', of: input, separator: ', ' };

test.prop([
  fc.array(
    fc.stringMatching(/^[a-z ]+$/).map((word) => `x${word}x`),
    { minLength: 1 },
  ),
])('is undone by split', (words) => {
  const { record } = inputRecord(words);
  expect(evaluateExpression({ op: 'split', of: join, separator: ',' }, { record })).toEqual({ value: words });
});

test.prop([fc.array(fc.constantFrom('a', 'b', '', null))])(
  'skips entries without anything in them',
  (list) => {
    const rest = list.filter((entry) => entry !== '' && entry !== null);
    expect(evaluateExpression(join, inputRecord(list))).toEqual({
      value: rest.length === 0 ? undefined : rest.join(', '),
    });
  },
);

test('writes numbers and booleans out, and takes any separator', () => {
  expect(evaluateExpression({ ...join, separator: '' }, inputRecord([1, ' ', true]))).toEqual({
    value: '1 true',
  });
  expect(evaluateExpression(join, inputRecord('alone'))).toEqual({ value: 'alone' });
});

test('missing and empty go through, an empty list gives no text', () => {
  expect(evaluateExpression(join, inputRecord(undefined))).toEqual({ value: undefined });
  expect(evaluateExpression(join, inputRecord(null))).toEqual({ value: null });
  expect(evaluateExpression(join, inputRecord([]))).toEqual({ value: undefined });
});

test('refuses an entry that is no text', () => {
  expect(evaluateExpression(join, inputRecord(['a', { amount: '1' }]))).toMatchObject({
    issue: {
      code: 'value.wrong_type',
      message: '“join” needs a text but was given an object',
      value: '{"amount":"1"}',
    },
  });
});

test('a hundred thousand entries', () => {
  expect(evaluateExpression({ ...join, separator: '' }, inputRecord(Array(100_000).fill('ab')))).toEqual({
    value: 'ab'.repeat(100_000),
  });
});
