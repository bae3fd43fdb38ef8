import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const picked = (value: unknown, args: object) =>
  evaluateExpression({ op: 'money', of: input, ...args }, inputRecord(value));

const euro = { amount: '129.50', currency: 'EUR' };
const dollar = { amount: '139', currency: 'USD' };

describe('money', () => {
  test('picks the first amount in the currency, in canonical form', () => {
    const amounts = [dollar, euro, { amount: '1', currency: 'EUR' }];
    expect(picked(amounts, { currency: 'EUR' })).toEqual({ value: { amount: '129.5', currency: 'EUR' } });
    expect(picked(amounts, { currency: 'EUR', as: 'amount' })).toEqual({ value: '129.5' });
    expect(picked(dollar, { currency: 'USD' })).toEqual({ value: dollar });
  });

  test('takes nothing of a price but the money, and a price without an amount as empty', () => {
    const price = { kind: 'list', ...dollar, minimumQuantity: '10' };
    expect(picked([price], { currency: 'USD' })).toEqual({ value: dollar });
    expect(picked([{ ...price, amount: null }], { currency: 'USD' })).toEqual({ value: null });
  });

  test('gives no value where the currency is not there', () => {
    expect(picked([dollar], { currency: 'EUR' })).toEqual({ value: undefined });
    expect(picked([], { currency: 'EUR' })).toEqual({ value: undefined });
  });

  test('refuses what is no money', () => {
    for (const value of ['129 EUR', [129], [{ amount: '1', unit: 'KGM' }], [{ amount: '1', currency: 5 }]]) {
      expect(picked(value, { currency: 'EUR' })).toMatchObject({
        issue: { code: 'value.wrong_type', message: '“money” needs amounts with their currency' },
      });
    }
    expect(picked([{ amount: 'x', currency: 'EUR' }], { currency: 'EUR' })).toMatchObject({
      issue: { code: 'value.invalid' },
    });
    expect(() => picked([], { currency: 'euro' })).toThrow(/is not an ISO 4217 code/);
  });

  test.prop([fc.array(fc.tuple(fc.nat(), fc.constantFrom('EUR', 'USD', 'JPY')))])(
    'agrees with a search from the front',
    (pairs) => {
      const amounts = pairs.map(([amount, currency]) => ({ amount: String(amount), currency }));
      expect(picked(amounts, { currency: 'EUR' })).toEqual({
        value: amounts.find(({ currency }) => currency === 'EUR'),
      });
    },
  );
});
