import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const lookup = { op: 'lookup', of: input };
const key = fc.constantFrom('a', 'B', 'toString', '1', '', 'ä', 'none');
const table = fc.dictionary(
  key.filter((name) => name !== 'none'),
  fc.oneof(fc.string(), fc.integer(), fc.boolean()),
);

test.prop([table, fc.array(key)])(
  'has for each entry what the table has, and nothing else',
  (entries, list) => {
    const { record } = inputRecord(list);
    const found = (name: string) => (Object.hasOwn(entries, name) ? entries[name] : undefined);
    expect(evaluateExpression({ ...lookup, table: entries, otherwise: 'keep' }, { record })).toEqual({
      value: list.map((name) => found(name) ?? name),
    });
    expect(evaluateExpression({ ...lookup, table: entries, otherwise: 'omit' }, { record })).toEqual({
      value: list.flatMap((name) => found(name) ?? []),
    });
    const unknown = list.find((name) => found(name) === undefined);
    expect(evaluateExpression({ ...lookup, table: entries }, { record })).toMatchObject(
      unknown === undefined
        ? { value: list.map(found) }
        : { issue: { code: 'value.unknown_option', value: unknown } },
    );
  },
);

test('a value that the table lacks fails in words for merchandisers', () => {
  expect(
    evaluateExpression({ ...lookup, of: { op: 'attribute', code: 'brand' }, table: { acme: 'Acme' } }),
  ).toMatchObject({
    issue: { attribute: 'brand', message: 'The lookup table has no entry for “verano”' },
  });
});

describe('what the table lacks', () => {
  test('may be computed', () => {
    const expression = { ...lookup, table: { a: 'A' }, otherwise: { op: 'attribute', code: 'brand' } };
    expect(evaluateExpression({ ...expression, of: { op: 'field', path: 'key' } })).toEqual({
      value: 'verano',
    });
    expect(evaluateExpression({ ...expression, of: { op: 'constant', value: 'a' } })).toEqual({ value: 'A' });
  });

  test('is not what the table says to be empty', () => {
    expect(evaluateExpression({ ...lookup, table: { a: null } }, inputRecord('a'))).toEqual({ value: null });
  });
});

test('ignores case if told to', () => {
  const exact = { ...lookup, table: { Grün: 1 } };
  expect(evaluateExpression({ ...exact, ignoreCase: true }, inputRecord('GRÜN'))).toEqual({ value: 1 });
  expect(evaluateExpression(exact, inputRecord('GRÜN'))).toMatchObject({
    issue: { code: 'value.unknown_option' },
  });
});

test('numbers and booleans are looked up as they are written', () => {
  const expression = { ...lookup, table: { 1: 'one', true: 'yes' } };
  expect(evaluateExpression(expression, inputRecord([1, true]))).toEqual({ value: ['one', 'yes'] });
});

test('named tables: those of the mapping', () => {
  expect(evaluateExpression({ ...lookup, table: 'origins' }, inputRecord('pt'))).toEqual({
    value: 'Portugal',
  });
  expect(() => evaluateExpression({ ...lookup, table: 'unheard' })).toThrow(/no lookup table “unheard”/);
});

test('missing and empty go through, an empty list stays', () => {
  const expression = { ...lookup, table: {} };
  expect(evaluateExpression(expression, inputRecord(undefined))).toEqual({ value: undefined });
  expect(evaluateExpression(expression, inputRecord(null))).toEqual({ value: null });
  expect(evaluateExpression(expression, inputRecord([]))).toEqual({ value: [] });
});

test('refuses what cannot be looked up', () => {
  expect(evaluateExpression({ ...lookup, table: {} }, inputRecord({ a: 1 }))).toMatchObject({
    issue: { code: 'value.wrong_type', message: '“lookup” needs a text but was given an object' },
  });
});

test('a hundred thousand entries in a list', () => {
  const expression = { ...lookup, table: { a: 'A' } };
  expect(evaluateExpression(expression, inputRecord(Array(100_000).fill('a')))).toEqual({
    value: Array(100_000).fill('A'),
  });
});
