import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression } from './evaluate-expression.ts';

const calculated = (operation: string, values: readonly unknown[], args: object = {}) =>
  evaluateExpression(
    {
      op: 'calculate',
      operation,
      of: values.map((_, index) => ({ op: 'field', path: `values.${index}` })),
      ...args,
    },
    { record: { values } },
  );

describe('calculate', () => {
  test('works from the first to the last', () => {
    expect(calculated('add', ['0.1', '0.2', '3'])).toEqual({ value: '3.3' });
    expect(calculated('subtract', ['10', '3', '2'])).toEqual({ value: '5' });
    expect(calculated('multiply', ['1.5', '4'])).toEqual({ value: '6' });
    expect(calculated('divide', ['60', '3', '2'])).toEqual({ value: '10' });
  });

  test('rounds quotients to 12 places and all else only when told, once', () => {
    expect(calculated('divide', ['2', '3'])).toEqual({ value: '0.666666666667' });
    expect(calculated('divide', ['1', '3', '3'], { scale: 2 })).toEqual({ value: '0.11' });
    expect(calculated('divide', ['0.5', '1'], { scale: 0, rounding: 'halfEven' })).toEqual({ value: '0' });
    expect(calculated('multiply', ['1.111', '1.1'], { scale: 2, rounding: 'up' })).toEqual({ value: '1.23' });
  });

  test('counts the entries of a list, and takes quantities of one unit', () => {
    expect(calculated('add', [['1', 2, '3'], '4'])).toEqual({ value: '10' });
    const [kilograms, pounds] = ['KGM', 'LBR'].map((unit) => ({ amount: '2', unit }));
    expect(calculated('add', [kilograms, kilograms])).toEqual({ value: '4' });
    expect(calculated('multiply', [kilograms, '3'])).toEqual({ value: '6' });
    expect(calculated('add', [kilograms, pounds])).toMatchObject({
      issue: {
        code: 'value.wrong_type',
        message: 'Amounts of different units cannot be put together: KGM, LBR',
      },
    });
    expect(calculated('subtract', [kilograms, '1'])).toMatchObject({
      issue: { message: 'Amounts of different units cannot be put together: KGM, a bare number' },
    });
  });

  test('gives no value where a number is missing, or there is none', () => {
    expect(calculated('add', ['1', undefined])).toEqual({ value: undefined });
    expect(calculated('add', ['1', null])).toEqual({ value: undefined });
    expect(calculated('add', [[]])).toEqual({ value: undefined });
  });

  test('fails for a division by zero, text, and results beyond a hundred digits', () => {
    expect(calculated('divide', ['5', '0.0'])).toMatchObject({
      issue: { code: 'value.invalid', message: '5 cannot be divided by zero' },
    });
    expect(calculated('add', ['5', 'x'])).toMatchObject({
      issue: { code: 'value.invalid', message: '“calculate” needs a number but was given “x”' },
    });
    expect(calculated('multiply', ['9'.repeat(60), '9'.repeat(60)])).toMatchObject({
      issue: { code: 'rule.failed', message: expect.stringContaining('more than 100 digits') as string },
    });
  });

  const number = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });

  test.prop([fc.array(number, { minLength: 1, maxLength: 4 })])(
    'agrees with whole numbers of any size',
    (numbers) => {
      const texts = numbers.map(String);
      const [first = 0n, ...rest] = numbers;
      expect(calculated('add', texts)).toEqual({ value: String(numbers.reduce((a, b) => a + b)) });
      expect(calculated('subtract', texts)).toEqual({ value: String(rest.reduce((a, b) => a - b, first)) });
      expect(calculated('multiply', texts)).toEqual({ value: String(numbers.reduce((a, b) => a * b)) });
    },
  );

  test.prop([number, number.filter((divisor) => divisor !== 0n)])('undoes a multiplication', (a, b) => {
    expect(calculated('divide', [String(a * b), String(b)])).toEqual({ value: String(a) });
  });
});
