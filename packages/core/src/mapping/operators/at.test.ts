import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

test.prop([fc.array(fc.integer(), { maxLength: 6 }), fc.integer({ min: 1, max: 8 })])(
  'counts from 1, or from -1 at the end',
  (list, position) => {
    const { record } = inputRecord(list);
    expect(evaluateExpression({ op: 'at', of: input, position }, { record })).toEqual({
      value: list[position - 1],
    });
    expect(evaluateExpression({ op: 'at', of: input, position: -position }, { record })).toEqual({
      value: list[list.length - position],
    });
  },
);

test('missing and empty go through, a single value is a list of one', () => {
  const first = { op: 'at', of: input, position: 1 };
  expect(evaluateExpression(first, inputRecord(undefined))).toEqual({ value: undefined });
  expect(evaluateExpression(first, inputRecord(null))).toEqual({ value: null });
  expect(evaluateExpression(first, inputRecord([]))).toEqual({ value: undefined });
  expect(evaluateExpression(first, inputRecord('abc'))).toEqual({ value: 'abc' });
});

test('there is no place 0', () => {
  expect(() => evaluateExpression({ op: 'at', of: input, position: 0 })).toThrow(/counts from 1/);
});
