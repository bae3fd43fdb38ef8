import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const scalar = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'toString', '1'),
  fc.integer({ min: 0, max: 3 }),
  fc.boolean(),
  fc.constant(null),
);

const then = (index: number) => ({ op: 'constant', value: `case ${index}` });

test.prop([scalar, fc.array(scalar, { minLength: 1, maxLength: 6 })])(
  'gives what the same questions one after the other give',
  (value, constants) => {
    const matching = {
      op: 'match',
      of: input,
      cases: constants.map((is, index) => ({ is, then: then(index) })),
      otherwise: then(-1),
    };
    const asking = constants.reduceRight<{ op: string }>(
      (otherwise, is, index) => ({
        op: 'when',
        test: { op: 'equals', of: input, to: is },
        then: then(index),
        else: otherwise,
      }),
      then(-1),
    );
    const { record } = inputRecord(value);
    expect(evaluateExpression(matching, { record })).toEqual(evaluateExpression(asking, { record }));
  },
);

describe('cases', () => {
  const yes = { op: 'constant', value: 'yes' };
  const evaluate = (is: unknown, value: unknown) =>
    evaluateExpression({ op: 'match', of: input, cases: [{ is, then: yes }] }, inputRecord(value));

  test('without a case and without otherwise there is no value', () => {
    expect(evaluate('a', 'b')).toEqual({ value: undefined });
  });

  test('one case may name several values', () => {
    expect(evaluate(['a', 'b'], 'b')).toEqual({ value: 'yes' });
    expect(evaluate(['a', 'b'], ['a', 'b'])).toEqual({ value: undefined });
    expect(evaluate([['a', 'b']], ['a', 'b'])).toEqual({ value: 'yes' });
    expect(evaluate([], [])).toEqual({ value: undefined });
  });

  test('a missing and an empty value are null', () => {
    expect(evaluate(null, undefined)).toEqual({ value: 'yes' });
    expect(evaluate(null, null)).toEqual({ value: 'yes' });
    expect(evaluate('a', undefined)).toEqual({ value: undefined });
  });

  test('objects are the same whatever the order of their fields', () => {
    expect(evaluate({ amount: '1', unit: 'KGM' }, { unit: 'KGM', amount: '1' })).toEqual({ value: 'yes' });
  });

  test('a text is not the number it spells, nor the object', () => {
    expect(evaluate(1, '1')).toEqual({ value: undefined });
    expect(evaluate({ a: 1 }, '{"a":1}')).toEqual({ value: undefined });
  });
});

test('only the case that is taken is evaluated', () => {
  const failing = { op: 'join', of: { op: 'constant', value: [{}] }, separator: '' };
  const cases = [
    { is: 'a', then: failing },
    { is: 'b', then: { op: 'constant', value: 'fine' } },
  ];
  const expression = { op: 'match', of: input, cases, otherwise: failing };
  expect(evaluateExpression(expression, inputRecord('b'))).toEqual({ value: 'fine' });
  expect(evaluateExpression(expression, inputRecord('a'))).toMatchObject({
    issue: { code: 'value.wrong_type' },
  });
  expect(evaluateExpression(expression, inputRecord('c'))).toMatchObject({
    issue: { code: 'value.wrong_type' },
  });
});

test('a thousand cases', () => {
  const cases = Array.from({ length: 1_000 }, (_, index) => ({
    is: `v${index}`,
    then: { op: 'constant', value: index },
  }));
  expect(evaluateExpression({ op: 'match', of: input, cases }, inputRecord('v999'))).toEqual({ value: 999 });
});
