import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const then = { op: 'constant', value: 'then' };
const otherwise = { op: 'constant', value: 'else' };

test.prop([fc.oneof(fc.boolean(), fc.jsonValue(), fc.constant(undefined))])('only true is true', (value) => {
  const { record } = inputRecord(value);
  expect(evaluateExpression({ op: 'when', test: input, then, else: otherwise }, { record })).toEqual({
    value: value === true ? 'then' : 'else',
  });
  expect(evaluateExpression({ op: 'when', test: input, then }, { record })).toEqual({
    value: value === true ? 'then' : undefined,
  });
});

test('only the branch that is taken is evaluated', () => {
  const failing = { op: 'split', of: { op: 'constant', value: [] }, separator: ',' };
  expect(evaluateExpression({ op: 'when', test: input, then, else: failing }, inputRecord(true))).toEqual({
    value: 'then',
  });
  expect(evaluateExpression({ op: 'when', test: input, then: failing }, inputRecord(false))).toEqual({
    value: undefined,
  });
});

test('an empty value of a branch stays empty', () => {
  const empty = { op: 'constant', value: null };
  expect(evaluateExpression({ op: 'when', test: input, then: empty }, inputRecord(true))).toEqual({
    value: null,
  });
});
