import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { unitTable } from '../../model/index.ts';
import type { UnitCode } from '../../model/index.ts';
import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const unitOf = (value: unknown, args: object = {}) =>
  evaluateExpression({ op: 'unit', of: input, ...args }, inputRecord(value));

describe('unit', () => {
  test('gives the currency of money, whatever is asked for', () => {
    expect(unitOf({ amount: '1', currency: 'EUR' })).toEqual({ value: 'EUR' });
    expect(unitOf({ amount: '1', currency: 'EUR' }, { as: 'symbol' })).toEqual({ value: 'EUR' });
  });

  test('gives the code of any unit, but a symbol of known ones only', () => {
    expect(unitOf({ amount: '1', unit: 'XBX' })).toEqual({ value: 'XBX' });
    expect(unitOf({ amount: '1', unit: 'XBX' }, { as: 'symbol' })).toMatchObject({
      issue: { code: 'value.unknown_unit', message: 'The unit XBX has no known symbol' },
    });
  });

  test('refuses what has no unit', () => {
    for (const value of ['kg', ['kg'], { amount: '1' }, { amount: '1', unit: 5 }]) {
      expect(unitOf(value)).toMatchObject({ issue: { code: 'value.wrong_type' } });
    }
    expect(unitOf('kg')).toMatchObject({
      issue: { message: '“unit” needs a quantity or an amount of money but was given “kg”' },
    });
  });

  test.prop([fc.constantFrom(...(Object.keys(unitTable) as UnitCode[]))])(
    'knows every unit of the table',
    (code) => {
      const [name, symbol] = unitTable[code];
      expect(unitOf({ amount: '1', unit: code }, { as: 'code' })).toEqual({ value: code });
      expect(unitOf({ amount: '1', unit: code }, { as: 'symbol' })).toEqual({ value: symbol });
      expect(unitOf({ amount: '1', unit: code }, { as: 'name' })).toEqual({ value: name });
    },
  );
});
