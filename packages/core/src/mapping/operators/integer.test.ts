import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const whole = (value: unknown, args: object = {}) =>
  evaluateExpression({ op: 'integer', of: input, ...args }, inputRecord(value));

describe('integer', () => {
  test('gives a JSON number', () => {
    expect(whole('24.00')).toEqual({ value: 24 });
    expect(whole('-0')).toEqual({ value: 0 });
    expect(whole({ amount: '3', unit: 'C62' })).toEqual({ value: 3 });
  });

  test('rounds only when told', () => {
    expect(whole('2.5')).toMatchObject({
      issue: { code: 'value.invalid', message: '2.5 is not a whole number' },
    });
    expect(whole('2.5', { rounding: 'halfEven' })).toEqual({ value: 2 });
    expect(whole('-2.5', { rounding: 'floor' })).toEqual({ value: -3 });
  });

  test('refuses what a JSON number cannot hold exactly', () => {
    expect(whole('9007199254740991')).toEqual({ value: Number.MAX_SAFE_INTEGER });
    expect(whole('9007199254740992')).toMatchObject({
      issue: {
        message: '9007199254740992 is too large for a JSON number, which is exact up to 9007199254740991',
      },
    });
  });

  test.prop([fc.maxSafeInteger()])('gives every safe integer back', (number) => {
    expect(whole(String(number))).toEqual({ value: number === 0 ? 0 : number });
  });
});
