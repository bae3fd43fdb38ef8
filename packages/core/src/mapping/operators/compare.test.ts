import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const left = { op: 'field', path: 'input.0' };
const right = { op: 'field', path: 'input.1' };

function compare(value: unknown, is: string, other: unknown, args: object = {}): unknown {
  const expression = { op: 'compare', of: left, is, to: right, ...args };
  const result = evaluateExpression(expression, inputRecord([value, other]));
  return 'value' in result ? result.value : result.issue.message;
}

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(2, '0')}`);
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const text = fc.string({ unit: 'grapheme-composite', maxLength: 5 });

/** Two values, now and then twice the same. */
function pairOf(value: fc.Arbitrary<string>): fc.Arbitrary<[string, string]> {
  return fc.oneof(
    fc.tuple(value, value),
    value.map((same): [string, string] => [same, same]),
  );
}

test.prop([fc.oneof(pairOf(decimal), pairOf(day), pairOf(text))])(
  'exactly one of less, equal and greater holds, and the others follow from them',
  ([value, other]) => {
    const operators = ['<', '=', '>', '<=', '>=', '!='];
    const of = operators.map((is) => ({ op: 'compare', of: left, is, to: right }));
    const turned = { op: 'compare', of: right, is: '>', to: left };
    const result = evaluateExpression({ op: 'list', of: [...of, turned] }, inputRecord([value, other]));
    const [less, equal, greater, ...rest] = ('value' in result ? result.value : []) as boolean[];
    expect([less, equal, greater].filter((holds) => holds === true)).toHaveLength(1);
    expect(rest).toEqual([less || equal, greater || equal, !equal, less]);
  },
);

test.prop([fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.bigInt({ min: -2n, max: 2n })])(
  'numbers are compared to the last digit',
  (number, difference) => {
    const [value, other] = [String(number), String(number + difference)];
    expect(compare(value, '<', other)).toBe(difference > 0n);
    expect(compare(value, '=', other)).toBe(difference === 0n);
  },
);

const atLeast = (to: unknown, value: unknown, args: object = {}) =>
  evaluateExpression({ op: 'compare', of: input, is: '>=', to, ...args }, inputRecord(value));

const kilos = (amount: string) => ({ amount, unit: 'KGM' });

describe('as what values are compared', () => {
  test('numbers, however they are spelled', () => {
    expect(compare('10', '>', '9')).toBe(true);
    expect(compare('1.50', '=', 1.5)).toBe(true);
    expect(compare('10', '>', '9', { as: 'text' })).toBe(true);
    expect(compare('01', '=', '1', { as: 'text' })).toBe(false);
  });

  test('days and moments, as time passes', () => {
    expect(compare('2026-11-23T00:30:00+01:00', '<', '2026-11-23')).toBe(true);
    expect(compare('2026-11-23T12:00:00+01:00', '=', '2026-11-23T11:00:00Z')).toBe(true);
    expect(compare('2026-11-23T12:00:00.000000001Z', '>', '2026-11-23T12:00:00Z')).toBe(true);
  });

  test('all else as text, after the language of the rule', () => {
    const { record } = inputRecord(['zebra', 'ähnlich']);
    const expression = { op: 'compare', of: left, is: '<', to: right };
    expect(evaluateExpression(expression, { record, locale: 'de-DE' })).toEqual({ value: false });
    expect(evaluateExpression(expression, { record, locale: 'sv-SE' })).toEqual({ value: true });
    expect(compare('2026-11-23', '<', 'tomorrow')).toBe(true);
    expect(compare('10', '<', 'nine')).toBe(true);
  });

  test('a constant says as what', () => {
    expect(atLeast(9, '10')).toEqual({ value: true });
    expect(atLeast('9', '10')).toEqual({ value: true });
    expect(atLeast('2026-01-01', '2026-01-01T00:00:00Z')).toEqual({ value: true });
    expect(atLeast(9, 'many')).toMatchObject({
      issue: { code: 'value.invalid', message: '“compare” needs a number but was given “many”' },
    });
    expect(atLeast('2026-01-01', 'soon')).toMatchObject({
      issue: {
        code: 'value.invalid',
        message: '“compare” needs a date such as “2026-11-23” but was given “soon”',
      },
    });
    expect(atLeast('a', ['a'])).toMatchObject({
      issue: { code: 'value.wrong_type', message: '“compare” needs a text but was given a list' },
    });
    expect(atLeast('2026-01-01', 20260101)).toMatchObject({ issue: { code: 'value.wrong_type' } });
  });

  test('as it is said to be', () => {
    expect(compare('9', '<', '10', { as: 'number' })).toBe(true);
    expect(compare('2026-11-23', '<', '2026-11-24', { as: 'date' })).toBe(true);
    const byText = { op: 'compare', of: input, is: '=', to: '2026-11-23', as: 'text' };
    expect(evaluateExpression(byText, inputRecord('2026-11-23T00:00:00Z'))).toEqual({ value: false });
    expect(evaluateExpression({ ...byText, as: 'date' }, inputRecord('2026-11-23T00:00:00Z'))).toEqual({
      value: true,
    });
    expect(evaluateExpression({ ...byText, to: '1.0', as: 'number' }, inputRecord(1))).toEqual({
      value: true,
    });
  });

  test('refuses a constant that is not of the kind it is said to be', () => {
    const wrong = { op: 'compare', of: input, is: '=' };
    expect(() => evaluateExpression({ ...wrong, to: true })).toThrow(
      /to is neither a text, a number nor an expression/,
    );
    expect(() => evaluateExpression({ ...wrong, to: 'ten', as: 'number' })).toThrow(/is not an exact number/);
    expect(() => evaluateExpression({ ...wrong, to: '23.11.2026', as: 'date' })).toThrow(/is not a date/);
  });
});

describe('amounts', () => {
  test('are compared by their number', () => {
    expect(compare(kilos('2'), '<', kilos('10'))).toBe(true);
    expect(compare(kilos('2'), '=', '2.0')).toBe(true);
    expect(compare({ amount: '2', currency: 'EUR' }, '<', { amount: '10', currency: 'EUR' })).toBe(true);
  });

  test('in different measures cannot be compared', () => {
    expect(compare(kilos('1'), '<', { amount: '10', unit: 'GRM' })).toBe(
      'An amount in KGM cannot be compared with one in GRM',
    );
    expect(compare({ amount: '1', currency: 'EUR' }, '<', { amount: '1', currency: 'USD' })).toBe(
      'An amount in EUR cannot be compared with one in USD',
    );
  });
});

test('no answer where one of the two is missing or empty', () => {
  for (const nothing of [undefined, null]) {
    expect(compare(nothing, '=', nothing)).toBeUndefined();
    expect(compare(nothing, '<', 'a')).toBeUndefined();
    expect(compare('a', '<', nothing)).toBeUndefined();
  }
});
