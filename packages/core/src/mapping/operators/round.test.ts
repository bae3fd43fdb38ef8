import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const rounded = (value: unknown, args: object) =>
  evaluateExpression({ op: 'round', of: input, ...args }, inputRecord(value));

describe('round', () => {
  test('rounds to places after and before the point', () => {
    expect(rounded('12.345', { scale: 2 })).toEqual({ value: '12.35' });
    expect(rounded('-12.345', { scale: 2, rounding: 'ceiling' })).toEqual({ value: '-12.34' });
    expect(rounded('1250', { scale: -2 })).toEqual({ value: '1300' });
    expect(rounded('49', { scale: -2 })).toEqual({ value: '0' });
  });

  test('rounds to multiples of a step', () => {
    expect(rounded('12.37', { step: '0.05' })).toEqual({ value: '12.35' });
    expect(rounded('12.37', { step: '0.050', rounding: 'up' })).toEqual({ value: '12.4' });
    expect(rounded('-7', { step: '5', rounding: 'floor' })).toEqual({ value: '-10' });
  });

  test('takes either a scale or a step above zero', () => {
    expect(() => rounded('1', {})).toThrow(/needs either "scale" or "step"/);
    expect(() => rounded('1', { scale: 1, step: '1' })).toThrow(/needs either "scale" or "step"/);
    for (const step of ['0', '0.00', '-1', '-0', 'x', ''])
      expect(() => rounded('1', { step })).toThrow(/step/);
  });

  test('refuses what is no number', () => {
    expect(rounded('1,5', { scale: 0 })).toMatchObject({
      issue: { code: 'value.invalid', message: '“round” needs a number but was given “1,5”' },
    });
  });

  test.prop([fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 1, max: 10_000 })])(
    'gives the nearest multiple of the step',
    (number, step) => {
      const result = rounded(String(number), { step: String(step) });
      const multiple = BigInt('value' in result ? String(result.value) : 'x');
      const distance = multiple > number ? multiple - number : number - multiple;
      expect(multiple % BigInt(step)).toBe(0n);
      expect(distance * 2n).toBeLessThanOrEqual(BigInt(step));
    },
  );
});
