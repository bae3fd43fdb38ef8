import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { canonicalDecimal } from '../../model/index.ts';
import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const written = (value: unknown, args: object = {}, locale = 'en-US') =>
  evaluateExpression({ op: 'formatNumber', of: input, ...args }, { ...inputRecord(value), locale });

describe('formatNumber', () => {
  test('writes as usual in the locale of the rule, or in another', () => {
    expect(written('1234567.5')).toEqual({ value: '1,234,567.5' });
    expect(written('1234567.5', {}, 'de-DE')).toEqual({ value: '1.234.567,5' });
    expect(written('1234567.5', { locale: 'en-US' }, 'de-DE')).toEqual({ value: '1,234,567.5' });
    expect(written('1234567.5', { locale: 'en-IN' })).toEqual({ value: '12,34,567.5' });
  });

  test('has exactly the places that are asked for, else those of the number', () => {
    expect(written('12', { scale: 2 })).toEqual({ value: '12.00' });
    expect(written('12.345', { scale: 2 })).toEqual({ value: '12.35' });
    expect(written('12.345', { scale: 2, rounding: 'down' })).toEqual({ value: '12.34' });
    expect(written('0.000000000000000000001')).toEqual({ value: '0.000000000000000000001' });
    expect(written('-0.001', { scale: 2 })).toEqual({ value: '0.00' });
  });

  test('takes separators of its own', () => {
    expect(written('1234567.5', { groupSeparator: ' ', decimalSeparator: ',' })).toEqual({
      value: '1 234 567,5',
    });
    // One of its own leaves the other as it is usual in the locale.
    expect(written('1234567.5', { groupSeparator: ' ' }, 'de-DE')).toEqual({ value: '1 234 567,5' });
    expect(written('1234567.5', { decimalSeparator: '·' }, 'de-DE')).toEqual({ value: '1.234.567·5' });
    expect(written('1234567.5', { groupSeparator: '' })).toEqual({ value: '1234567.5' });
    expect(written('1234567.5', { groupSeparator: '', decimalSeparator: ',' })).toEqual({
      value: '1234567,5',
    });
  });

  test('takes the amount of a quantity, refuses what is no number', () => {
    expect(written({ amount: '0.31', unit: 'KGM' })).toEqual({ value: '0.31' });
    expect(written('1,5')).toMatchObject({
      issue: { code: 'value.invalid', message: '“formatNumber” needs a number but was given “1,5”' },
    });
  });

  const digits = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789')),
    minLength: 1,
    maxLength: 50,
  });

  test.prop([fc.boolean(), digits, digits])(
    'keeps every one of a hundred digits',
    (negative, whole, decimals) => {
      const decimal = canonicalDecimal(`${negative ? '-' : ''}${whole}.${decimals}`) ?? '';
      expect(written(decimal, { groupSeparator: '' })).toEqual({ value: decimal });
      const grouped = written(decimal, { locale: 'de-DE' });
      expect('value' in grouped ? String(grouped.value).replaceAll('.', '').replace(',', '.') : null).toBe(
        decimal,
      );
    },
  );
});
