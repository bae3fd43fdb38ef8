import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const amountOf = (value: unknown) => evaluateExpression({ op: 'amount', of: input }, inputRecord(value));

describe('amount', () => {
  test('gives the number of quantities, money and prices', () => {
    expect(amountOf({ amount: '0.310', unit: 'KGM' })).toEqual({ value: '0.31' });
    expect(amountOf({ kind: 'list', amount: 139, currency: 'USD' })).toEqual({ value: '139' });
  });

  test('gives an empty value for a price without an amount', () => {
    expect(amountOf({ kind: 'list', amount: null, currency: 'USD' })).toEqual({ value: null });
  });

  test('refuses all else', () => {
    expect(amountOf('12')).toMatchObject({
      issue: {
        code: 'value.wrong_type',
        message: '“amount” needs a quantity or an amount of money but was given “12”',
      },
    });
    expect(amountOf([{ amount: '1', currency: 'EUR' }])).toMatchObject({
      issue: { message: '“amount” needs a quantity or an amount of money but was given a list' },
    });
    expect(amountOf({ amount: 'x', currency: 'EUR' })).toMatchObject({ issue: { code: 'value.invalid' } });
  });

  test.prop([fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n })])('gives every digit', (number) => {
    expect(amountOf({ amount: String(number), unit: 'C62' })).toEqual({ value: String(number) });
  });
});
