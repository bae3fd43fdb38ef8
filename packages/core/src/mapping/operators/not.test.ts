import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

test.prop([fc.constantFrom(true, false, undefined, null)])('twice is nothing changed', (answer) => {
  const twice = { op: 'not', of: { op: 'not', of: input } };
  expect(evaluateExpression(twice, inputRecord(answer))).toEqual({ value: answer });
});

test('is the opposite', () => {
  expect(evaluateExpression({ op: 'not', of: input }, inputRecord(true))).toEqual({ value: false });
  expect(evaluateExpression({ op: 'not', of: input }, inputRecord(false))).toEqual({ value: true });
});

test('refuses what is neither true nor false', () => {
  expect(evaluateExpression({ op: 'not', of: input }, inputRecord([]))).toMatchObject({
    issue: {
      code: 'value.wrong_type',
      message: '“not” needs a condition, which is true or false, but was given a list',
    },
  });
});
