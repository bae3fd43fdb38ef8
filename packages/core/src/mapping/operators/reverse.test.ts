import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const reverse = { op: 'reverse', of: input };

test.prop([fc.array(fc.jsonValue())])('turns a list round, and twice gives it back', (list) => {
  const { record } = inputRecord(list);
  expect(evaluateExpression(reverse, { record })).toEqual({ value: list.toReversed() });
  expect(evaluateExpression({ op: 'reverse', of: reverse }, { record })).toEqual({ value: list });
});

test('missing and empty go through, a single value is a list of one', () => {
  expect(evaluateExpression(reverse, inputRecord(undefined))).toEqual({ value: undefined });
  expect(evaluateExpression(reverse, inputRecord(null))).toEqual({ value: null });
  expect(evaluateExpression(reverse, inputRecord([]))).toEqual({ value: [] });
  expect(evaluateExpression(reverse, inputRecord('ab'))).toEqual({ value: ['ab'] });
});

test('does not touch the list of the record', () => {
  const { record } = inputRecord(['a', 'b']);
  evaluateExpression(reverse, { record });
  expect(record['input']).toEqual(['a', 'b']);
});
