import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const concat = { op: 'concat', of: input };
const lists = fc.array(fc.option(fc.array(fc.integer(), { maxLength: 4 }), { nil: undefined }), {
  minLength: 1,
  maxLength: 5,
});

test.prop([lists])('has the entries of one list after the other', (values) => {
  const of = values.map((_value, index) => ({ op: 'field', path: `input.${index}` }));
  const given = values.filter((value) => value !== undefined);
  expect(evaluateExpression({ op: 'concat', of }, inputRecord(values))).toEqual({
    value: given.length === 0 ? undefined : given.flat(),
  });
  expect(evaluateExpression(concat, inputRecord(given))).toEqual({ value: given.flat() });
});

test('single values count as lists of one; lists in the lists stay', () => {
  expect(evaluateExpression(concat, inputRecord(['a', ['b', ['c']], null]))).toEqual({
    value: ['a', 'b', ['c']],
  });
  expect(evaluateExpression(concat, inputRecord('a'))).toEqual({ value: ['a'] });
});

test('missing and empty go through', () => {
  expect(evaluateExpression(concat, inputRecord(undefined))).toEqual({ value: undefined });
  expect(evaluateExpression(concat, inputRecord(null))).toEqual({ value: null });
  expect(evaluateExpression(concat, inputRecord([]))).toEqual({ value: [] });
});

test('two lists of a hundred thousand', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => index);
  expect(evaluateExpression({ op: 'concat', of: [input, input] }, inputRecord(many))).toEqual({
    value: [...many, ...many],
  });
});

test('refuses what is neither an expression nor a list of them', () => {
  expect(() => evaluateExpression({ op: 'concat', of: 'a' })).toThrow(
    /of is neither an expression nor a list of expressions/,
  );
  expect(() => evaluateExpression({ op: 'concat', of: [{ op: 'nothing' }] })).toThrow(/nothing/);
});
