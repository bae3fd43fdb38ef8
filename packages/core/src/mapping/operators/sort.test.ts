import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { compareDecimals } from '../../model/index.ts';
import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

function sorted(list: unknown, args: object = {}): unknown {
  const result = evaluateExpression({ op: 'sort', of: input, ...args }, inputRecord(list));
  return 'value' in result ? result.value : result.issue;
}

const amount = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }).map(String);

test.prop([fc.array(amount)])('numbers stand in their exact order, none lost', (list) => {
  const ascending = list.toSorted((a, b) => compareDecimals(a, b));
  expect(sorted(list, { as: 'number' })).toEqual(ascending);
  expect(sorted(list, { as: 'number', direction: 'descending' })).toEqual(ascending.toReversed());
});

test.prop([fc.array(fc.record({ rank: fc.integer({ min: 0, max: 3 }), id: fc.nat() }))])(
  'equals keep their order, in both directions',
  (list) => {
    const by = { op: 'item', path: 'rank' };
    expect(sorted(list, { by, as: 'number' })).toEqual(list.toSorted((a, b) => a.rank - b.rank));
    expect(sorted(list, { by, as: 'number', direction: 'descending' })).toEqual(
      list.toSorted((a, b) => b.rank - a.rank),
    );
  },
);

test.prop([fc.array(fc.string({ unit: 'grapheme-composite', maxLength: 4 }))])(
  'texts come out the same whatever order they come in',
  (list) => {
    expect(sorted(list)).toEqual(sorted(list.toReversed()));
  },
);

describe('texts', () => {
  test('stand in the order of the rule’s language', () => {
    const words = ['zebra', 'Äpfel', 'apfel', 'Banane'];
    const { record } = inputRecord(words);
    const sort = { op: 'sort', of: input };
    expect(evaluateExpression(sort, { record, locale: 'de-DE' })).toEqual({
      value: ['apfel', 'Äpfel', 'Banane', 'zebra'],
    });
    expect(evaluateExpression(sort, { record, locale: 'sv-SE' })).toEqual({
      value: ['apfel', 'Banane', 'zebra', 'Äpfel'],
    });
  });

  test('count the numbers in them', () => {
    expect(sorted(['size 10', 'size 9', 'size 1'])).toEqual(['size 1', 'size 9', 'size 10']);
  });

  test('stand in the same order where a mapping has no locales', () => {
    const options = { ...inputRecord(['b', 'ä', 'a']), mapping: { locales: {} } };
    expect(evaluateExpression({ op: 'sort', of: input }, options)).toEqual({ value: ['a', 'ä', 'b'] });
  });
});

test('dates and moments stand in the order of time', () => {
  const list = ['2026-11-23T01:00:00+02:00', '2026-11-23', '2026-11-22', '2026-11-23T00:00:00.5Z'];
  expect(sorted(list, { as: 'date' })).toEqual([
    '2026-11-22',
    '2026-11-23T01:00:00+02:00',
    '2026-11-23',
    '2026-11-23T00:00:00.5Z',
  ]);
});

test('entries without a value to sort by come last, in their order, in both directions', () => {
  const list = [{ id: 1 }, { id: 2, rank: '5' }, { id: 3, rank: null }, { id: 4, rank: '7' }];
  const by = { op: 'item', path: 'rank' };
  expect(sorted(list, { by, as: 'number' })).toEqual([list[1], list[3], list[0], list[2]]);
  expect(sorted(list, { by, as: 'number', direction: 'descending' })).toEqual([
    list[3],
    list[1],
    list[0],
    list[2],
  ]);
});

test('missing and empty go through, a single value is a list of one', () => {
  expect(sorted(undefined)).toBeUndefined();
  expect(sorted(null)).toBeNull();
  expect(sorted([])).toEqual([]);
  expect(sorted('a')).toEqual(['a']);
});

test('refuses what has no place in the order', () => {
  expect(sorted(['1', 'two'], { as: 'number' })).toMatchObject({
    code: 'value.invalid',
    message: '“sort” needs a number but was given “two”',
  });
  expect(sorted([{ a: 1 }])).toMatchObject({
    code: 'value.wrong_type',
    message: '“sort” needs a text but was given an object',
  });
  const amounts = [
    { amount: '1', unit: 'KGM' },
    { amount: '5', unit: 'GRM' },
  ];
  expect(sorted(amounts, { as: 'number' })).toMatchObject({
    message: 'Amounts in KGM and GRM cannot be sorted together',
  });
});

test('does not touch the list of the record', () => {
  const { record } = inputRecord(['b', 'a']);
  expect(evaluateExpression({ op: 'sort', of: input }, { record })).toEqual({ value: ['a', 'b'] });
  expect(record['input']).toEqual(['b', 'a']);
});

test('a hundred thousand numbers', () => {
  const list = Array.from({ length: 100_000 }, (_, index) => String((index * 7919) % 100_000));
  expect(sorted(list, { as: 'number' })).toEqual(list.map((_number, index) => String(index)));
});
