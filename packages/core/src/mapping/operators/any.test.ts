import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, inputRecord } from './evaluate-expression.ts';

function inputs(list: readonly unknown[]) {
  return list.map((_value, index) => ({ op: 'field', path: `input.${index}` }));
}

test.prop([fc.array(fc.constantFrom(true, false, undefined), { minLength: 1, maxLength: 6 })])(
  'true decides, then a missing answer, and only then is it false',
  (answers) => {
    const expected = answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
    const result = evaluateExpression({ op: 'any', of: inputs(answers) }, inputRecord(answers));
    expect(result).toEqual({ value: expected });
  },
);

test('what follows a true condition is not evaluated', () => {
  const failing = { op: 'constant', value: 'yes' };
  const yes = { op: 'constant', value: true };
  expect(evaluateExpression({ op: 'any', of: [yes, failing] })).toEqual({ value: true });
});

test('refuses what is neither true nor false', () => {
  expect(evaluateExpression({ op: 'any', of: inputs([1]) }, inputRecord([1]))).toMatchObject({
    issue: {
      code: 'value.wrong_type',
      message: '“any” needs a condition, which is true or false, but was given the number 1',
    },
  });
});

test('refuses to choose among nothing', () => {
  expect(() => evaluateExpression({ op: 'any', of: [] })).toThrow(/from\.of must not be empty/);
});
