import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { compareDecimals, subtractDecimals } from '../../model/index.ts';
import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const ended = (value: unknown, ending: string, direction?: string) =>
  evaluateExpression(
    { op: 'priceEnding', of: input, ending, ...(direction === undefined ? {} : { direction }) },
    inputRecord(value),
  );

describe('priceEnding', () => {
  test.each([
    ['20.10', '0.99', 'nearest', '19.99'],
    ['20.60', '0.99', 'nearest', '20.99'],
    ['20.49', '0.99', 'nearest', '20.99'],
    ['19.99', '0.99', 'up', '19.99'],
    ['20.00', '0.99', 'up', '20.99'],
    ['20.00', '0.99', 'down', '19.99'],
    ['23.40', '9', 'nearest', '19'],
    ['24', '9.00', 'nearest', '29'],
    ['112', '4.95', 'up', '114.95'],
    ['151', '99', 'nearest', '199'],
    ['12.34', '0', 'down', '12'],
    ['12.34', '0.95', 'down', '11.95'],
  ])('moves %s to the ending %s, %s: %s', (price, ending, direction, expected) => {
    expect(ended(price, ending, direction)).toEqual({ value: expected });
  });

  test('is nearest unless told', () => {
    expect(ended('20.10', '0.99')).toEqual({ value: '19.99' });
  });

  test('keeps a price above zero above zero, and zero zero', () => {
    expect(ended('0.10', '0.99', 'down')).toEqual({ value: '0.99' });
    expect(ended('0.10', '0', 'nearest')).toEqual({ value: '1' });
    expect(ended('3', '9', 'down')).toEqual({ value: '9' });
    expect(ended('0', '0.99')).toEqual({ value: '0' });
  });

  test('takes money, refuses what lies below zero', () => {
    expect(ended({ amount: '20.1', currency: 'EUR' }, '0.99')).toEqual({ value: '19.99' });
    expect(ended('-5', '0.99')).toMatchObject({
      issue: { code: 'value.invalid', message: '-5 is not a price: it is below zero' },
    });
    expect(() => ended('5', '-0.01')).toThrow(/must not be below zero/);
    expect(() => ended('5', '99c')).toThrow(/is not a decimal/);
  });

  test.prop([
    fc.integer({ min: 1, max: 10_000_000 }).map((cents) => `${cents / 100}`),
    fc.constantFrom('0.99', '0.95', '0.9', '0', '9', '4.95', '49'),
    fc.constantFrom('nearest', 'up', 'down'),
  ])('gives a positive price of the ending, in the direction, that stays', (price, ending, direction) => {
    const result = ended(price, ending, direction);
    const value = 'value' in result ? String(result.value) : '';
    expect(compareDecimals(value, '0')).toBe(1);
    const distance = Number(ending) < 1 ? 1 : Number(ending) < 10 ? 10 : 100;
    const steps = Number(subtractDecimals(value, ending)) / distance;
    expect(Number.isInteger(steps)).toBe(true);
    if (direction === 'up') expect(compareDecimals(value, price)).toBeGreaterThanOrEqual(0);
    const isLowest = compareDecimals(subtractDecimals(value, String(distance)), '0') <= 0;
    if (direction === 'down' && !isLowest) expect(compareDecimals(value, price)).toBeLessThanOrEqual(0);
    expect(ended(value, ending, direction)).toEqual(result);
  });
});
