import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const exchanged = (value: unknown, args: object, mapping: object = {}) =>
  evaluateExpression({ op: 'exchange', of: input, ...args }, { ...inputRecord(value), mapping });

const dollars = (amount: string | null) => ({ amount, currency: 'USD' });

describe('exchange', () => {
  test('multiplies by the rate and rounds to the places of the currency', () => {
    expect(exchanged(dollars('10'), { currency: 'EUR', table: { USD: '0.92135' } })).toEqual({
      value: { amount: '9.21', currency: 'EUR' },
    });
    expect(exchanged(dollars('10'), { currency: 'JPY', table: { USD: '149.96' } })).toEqual({
      value: { amount: '1500', currency: 'JPY' },
    });
    expect(exchanged(dollars('10'), { currency: 'KWD', table: { USD: '0.30765' }, as: 'amount' })).toEqual({
      value: '3.077',
    });
  });

  test('rounds otherwise when told', () => {
    const table = { USD: '0.92135' };
    expect(exchanged(dollars('10'), { currency: 'EUR', table, scale: 4, as: 'amount' })).toEqual({
      value: '9.2135',
    });
    expect(exchanged(dollars('10'), { currency: 'EUR', table, rounding: 'up', as: 'amount' })).toEqual({
      value: '9.22',
    });
  });

  test('needs no rate from a currency to itself', () => {
    expect(exchanged(dollars('9.999'), { currency: 'USD', table: {} })).toEqual({
      value: { amount: '10', currency: 'USD' },
    });
  });

  test('takes the rates of a named table, as text or exact numbers above zero', () => {
    const mapping = { tables: { rates: { USD: 0.5, CHF: '0', GBP: { rate: '1' } } } };
    const args = { currency: 'EUR', table: 'rates', as: 'amount' };
    expect(exchanged(dollars('10'), args, mapping)).toEqual({ value: '5' });
    for (const currency of ['CHF', 'GBP', 'SEK']) {
      expect(exchanged({ amount: '1', currency }, args, mapping)).toMatchObject({
        issue: { code: 'value.unknown_option', message: `There is no rate to change ${currency} to EUR` },
      });
    }
    expect(() => exchanged(dollars('1'), args)).toThrow(/There is no lookup table “rates”/);
  });

  test('keeps an empty price empty, refuses what is no single amount', () => {
    expect(exchanged(dollars(null), { currency: 'EUR', table: { USD: '1' } })).toEqual({ value: null });
    expect(exchanged([dollars('1')], { currency: 'EUR', table: { USD: '1' } })).toMatchObject({
      issue: { code: 'value.wrong_type', message: '“exchange” needs one amount with its currency' },
    });
    expect(() => exchanged(dollars('1'), { currency: 'EUR', table: { USD: 0.92 } })).toThrow(/table/);
  });

  test.prop([fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 1, max: 1_000_000 })])(
    'is exact where the places suffice',
    (amount, rate) => {
      const table = { USD: `${rate}e-6` };
      const result = exchanged(dollars(String(amount)), { currency: 'EUR', table, scale: 6, as: 'amount' });
      const micro = (amount * BigInt(rate)).toString().padStart(7, '0');
      const exact = `${micro.slice(0, -6)}.${micro.slice(-6)}`.replace(/\.?0+$/, '');
      expect(result).toEqual({ value: exact });
    },
  );
});
