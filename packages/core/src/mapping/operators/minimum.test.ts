import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const found = (value: unknown) => evaluateExpression({ op: 'minimum', of: input }, inputRecord(value));
const money = (amount: string, currency: string) => ({ amount, currency });

describe('minimum', () => {
  test('compares numbers as numbers, in whatever spelling', () => {
    expect(found(['12', '2.50', '1e2', 3])).toEqual({ value: '2.5' });
    expect(found(['-3', null, '2'])).toEqual({ value: '-3' });
    expect(found('7')).toEqual({ value: '7' });
  });

  test('gives no value for an empty list', () => {
    expect(found([])).toEqual({ value: undefined });
    expect(found([null])).toEqual({ value: undefined });
    expect(found(undefined)).toEqual({ value: undefined });
  });

  test('compares amounts of one unit or currency only', () => {
    expect(found([money('2', 'EUR'), money('1', 'EUR')])).toEqual({ value: '1' });
    expect(found([money('2', 'EUR'), money('1', 'USD')])).toMatchObject({
      issue: {
        code: 'value.wrong_type',
        message: 'Amounts of different units cannot be put together: EUR, USD',
      },
    });
  });

  test.prop([fc.array(fc.integer(), { minLength: 1 })])('agrees with JavaScript', (numbers) => {
    expect(found(numbers.map(String))).toEqual({ value: String(Math.min(...numbers)) });
  });
});
