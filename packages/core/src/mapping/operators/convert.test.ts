import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { unitTable } from '../../model/index.ts';
import type { UnitCode } from '../../model/index.ts';
import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const converted = (value: unknown, args: object) =>
  evaluateExpression({ op: 'convert', of: input, ...args }, inputRecord(value));

const unitsOf = (dimension: string) =>
  (Object.keys(unitTable) as UnitCode[]).filter((code) => unitTable[code][2] === dimension);

describe('convert', () => {
  test('is exact, as a quantity or as the amount alone', () => {
    expect(converted({ amount: '1', unit: 'LBR' }, { unit: 'GRM' })).toEqual({
      value: { amount: '453.59237', unit: 'GRM' },
    });
    expect(converted({ amount: '1', unit: 'INH' }, { unit: 'CMT', as: 'amount' })).toEqual({ value: '2.54' });
  });

  test('knows the zero points of temperatures', () => {
    expect(converted({ amount: '212', unit: 'FAH' }, { unit: 'CEL', as: 'amount' })).toEqual({
      value: '100',
    });
    expect(converted({ amount: '-40', unit: 'CEL' }, { unit: 'FAH', as: 'amount' })).toEqual({
      value: '-40',
    });
  });

  test('rounds as it is told, half up unless told', () => {
    const weight = { amount: '2.5', unit: 'GRM' };
    expect(converted(weight, { unit: 'GRM', as: 'amount', scale: 0 })).toEqual({ value: '3' });
    expect(converted(weight, { unit: 'GRM', as: 'amount', scale: 0, rounding: 'halfEven' })).toEqual({
      value: '2',
    });
  });

  test('names what cannot be converted', () => {
    expect(converted({ amount: '2', unit: 'KGM' }, { unit: 'CMT' })).toMatchObject({
      issue: { code: 'value.unknown_unit', message: '2 KGM cannot be converted to CMT' },
    });
    expect(converted({ amount: '2', unit: 'ZZ' }, { unit: 'CMT' })).toMatchObject({
      issue: { code: 'value.unknown_unit', message: '2 ZZ cannot be converted to CMT' },
    });
    expect(converted('2 kg', { unit: 'GRM' })).toMatchObject({
      issue: { code: 'value.wrong_type', message: '“convert” needs a quantity with amount and unit' },
    });
  });

  test('refuses a target that is no unit', () => {
    expect(() => converted({ amount: '2', unit: 'KGM' }, { unit: 'kg' })).toThrow(/is not a unit of UN\/ECE/);
  });

  test.prop([
    fc.bigInt({ min: 0n, max: 10n ** 12n }),
    fc.constantFrom(...unitsOf('length')),
    fc.constantFrom(...unitsOf('length')),
  ])('comes back to where it started', (amount, from, to) => {
    const there = converted({ amount: String(amount), unit: from }, { unit: to, scale: 50 });
    const back = converted('value' in there ? there.value : null, { unit: from, scale: 20 });
    expect(back).toEqual({ value: { amount: String(amount), unit: from } });
  });
});
