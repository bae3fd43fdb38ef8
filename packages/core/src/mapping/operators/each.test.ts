import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const each = (body: object) => ({ op: 'each', of: input, do: body });
const square = {
  op: 'lookup',
  of: { op: 'item' },
  table: { 1: 1, 2: 4, 3: 9 },
  otherwise: 'omit',
};

test.prop([fc.array(fc.jsonValue())])('that does nothing gives the list', (list) => {
  expect(evaluateExpression(each({ op: 'item' }), inputRecord(list))).toEqual({ value: list });
});

test.prop([fc.array(fc.integer({ min: 0, max: 4 }))])(
  'leaves out what gives nothing, keeps what gives empty',
  (list) => {
    expect(evaluateExpression(each(square), inputRecord(list))).toEqual({
      value: list.filter((number) => number >= 1 && number <= 3).map((number) => number * number),
    });
    const empty = each({ op: 'constant', value: null });
    expect(evaluateExpression(empty, inputRecord(list))).toEqual({ value: list.map(() => null) });
  },
);

test('missing and empty go through, a single value is a list of one', () => {
  expect(evaluateExpression(each(square), inputRecord(undefined))).toEqual({ value: undefined });
  expect(evaluateExpression(each(square), inputRecord(null))).toEqual({ value: null });
  expect(evaluateExpression(each(square), inputRecord([]))).toEqual({ value: [] });
  expect(evaluateExpression(each(square), inputRecord(3))).toEqual({ value: [9] });
});

test('an entry that fails fails the rule, and names the value', () => {
  const upper = each({ op: 'case', of: { op: 'item' }, to: 'upper' });
  expect(evaluateExpression(upper, inputRecord(['a', ['b']]))).toMatchObject({
    issue: { code: 'value.wrong_type', value: '["b"]' },
  });
});

test('the record can still be read within', () => {
  const both = each({ op: 'list', of: [{ op: 'item' }, { op: 'field', path: 'key' }] });
  expect(evaluateExpression(both, { record: { key: 'k', input: [1] } })).toEqual({ value: [[1, 'k']] });
});

test('goes through a hundred thousand entries', () => {
  const list = Array.from({ length: 100_000 }, (_, index) => index);
  expect(evaluateExpression(each({ op: 'item' }), inputRecord(list))).toEqual({ value: list });
});
