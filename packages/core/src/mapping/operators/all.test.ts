import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, inputRecord } from './evaluate-expression.ts';

function inputs(list: readonly unknown[]) {
  return list.map((_value, index) => ({ op: 'field', path: `input.${index}` }));
}

test.prop([fc.array(fc.constantFrom(true, false, undefined), { minLength: 1, maxLength: 6 })])(
  'false decides, then a missing answer, and only then is it true',
  (answers) => {
    const expected = answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
    const result = evaluateExpression({ op: 'all', of: inputs(answers) }, inputRecord(answers));
    expect(result).toEqual({ value: expected });
  },
);

test.prop([fc.array(fc.constantFrom(true, false, undefined), { minLength: 1, maxLength: 6 })])(
  'all are true exactly if none is not (De Morgan)',
  (answers) => {
    const { record } = inputRecord(answers);
    const noneIsNot = {
      op: 'not',
      of: { op: 'any', of: inputs(answers).map((of) => ({ op: 'not', of })) },
    };
    expect(evaluateExpression({ op: 'all', of: inputs(answers) }, { record })).toEqual(
      evaluateExpression(noneIsNot, { record }),
    );
  },
);

test('what follows a false condition is not evaluated', () => {
  const failing = { op: 'constant', value: 'yes' };
  const no = { op: 'constant', value: false };
  expect(evaluateExpression({ op: 'all', of: [no, failing] })).toEqual({ value: false });
});

test('an empty value is no answer', () => {
  expect(evaluateExpression({ op: 'all', of: inputs([null]) }, inputRecord([null]))).toEqual({
    value: undefined,
  });
});

test('refuses what is neither true nor false', () => {
  expect(evaluateExpression({ op: 'all', of: inputs(['yes']) }, inputRecord(['yes']))).toMatchObject({
    issue: {
      code: 'value.wrong_type',
      message: '“all” needs a condition, which is true or false, but was given “yes”',
    },
  });
});
