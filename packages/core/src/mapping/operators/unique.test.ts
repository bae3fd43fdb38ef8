import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { canonicalJson } from '../../model/index.ts';
import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const unique = { op: 'unique', of: input };
const entry = fc.oneof(
  fc.constantFrom('a', '1', 'true'),
  fc.integer({ min: 0, max: 2 }),
  fc.boolean(),
  fc.record({ a: fc.constantFrom(1, 2), b: fc.constant(1) }),
  fc.constantFrom<unknown>([], ['a'], [1]),
);

test.prop([fc.array(entry, { maxLength: 12 })])('the first of equal entries, in their order', (list) => {
  const texts = list.map((value) => canonicalJson(value));
  const expected = list.filter((_value, index) => texts.indexOf(texts[index] ?? '') === index);
  expect(evaluateExpression(unique, inputRecord(list))).toEqual({ value: expected });
  expect(evaluateExpression(unique, inputRecord(expected))).toEqual({ value: expected });
});

test('the order of fields does not matter', () => {
  const list = [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ];
  expect(evaluateExpression(unique, inputRecord(list))).toEqual({ value: [list[0]] });
});

test('entries without a value to tell them by all stay', () => {
  const list = [{ n: 1 }, { code: 'a' }, { n: 2 }, { code: null }, { code: 'a', n: 3 }];
  const byCode = { ...unique, by: { op: 'item', path: 'code' } };
  expect(evaluateExpression(byCode, inputRecord(list))).toEqual({ value: list.slice(0, 4) });
});

test('missing and empty go through, a single value is a list of one', () => {
  expect(evaluateExpression(unique, inputRecord(undefined))).toEqual({ value: undefined });
  expect(evaluateExpression(unique, inputRecord(null))).toEqual({ value: null });
  expect(evaluateExpression(unique, inputRecord([]))).toEqual({ value: [] });
  expect(evaluateExpression(unique, inputRecord('a'))).toEqual({ value: ['a'] });
});

test('a hundred thousand entries', () => {
  const list = Array.from({ length: 100_000 }, (_, index) => `entry ${index % 10}`);
  expect(evaluateExpression(unique, inputRecord(list))).toEqual({ value: list.slice(0, 10) });
});
