import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const read = (value: unknown, args: object = {}) =>
  evaluateExpression({ op: 'number', of: input, ...args }, inputRecord(value));

const problem = (value: unknown, args: object = {}) => {
  const result = read(value, args);
  return 'issue' in result ? result.issue.message : result;
};

describe('number', () => {
  test.each([
    ['12', '12'],
    [' 12.50 ', '12.5'],
    ['12,5', '12.5'],
    ['1.234,56', '1234.56'],
    ['1,234.56', '1234.56'],
    ['1,234,567', '1234567'],
    ['1.234.567', '1234567'],
    ["1'234.50", '1234.5'],
    ['1\u202f234,567', '1234.567'],
    ['12,34,567.89', '1234567.89'],
    ['0,123', '0.123'],
    ['1234.567', '1234.567'],
    ['.5', '0.5'],
    ['-3', '-3'],
    ['−3', '-3'],
    ['+3', '3'],
    ['12.50-', '-12.5'],
    ['5,-', '5'],
    ['5.–', '5'],
    ['1.23457E+11', '123457000000'],
    ['1,5e3', '1500'],
    ['٣٫٥', '3.5'],
    ['１２．５', '12.5'],
    [1.234, '1.234'],
  ])('reads %j', (written, expected) => {
    expect(read(written)).toEqual({ value: expected });
  });

  test.each(['1,234', '1.234', '-12.345', '999,999'])('does not guess at %s', (written) => {
    expect(problem(written)).toMatch(/can mean two numbers.*"decimalSeparator"/);
    const unsigned = written.replace(/[.,]/, '');
    expect(read(written, { decimalSeparator: written.includes(',') ? '.' : ',' })).toEqual({
      value: unsigned,
    });
    expect(read(written, { decimalSeparator: written.includes(',') ? ',' : '.' })).toEqual({
      value: written.replace(',', '.'),
    });
  });

  test.each([
    '',
    'abc',
    '1.23.4',
    '1,23,4',
    '1 23',
    '0,123,456',
    '1.234,5,6',
    '12 kg',
    '€ 5',
    '5.',
    '--5',
    '1e5e5',
    '١٢x',
    '12 %',
    '1,234 567',
  ])('refuses %j', (written) => {
    expect(problem(written)).toBe(`“${written}” is not a number`);
  });

  test('finds the one number in a text', () => {
    for (const [written, expected] of [
      ['EUR 1.234,50', '1234.5'],
      ['$-5', '-5'],
      ['-$5', '-5'],
      ['- € 5,50', '-5.5'],
      ['5,- €', '5'],
      ['12.50- EUR', '-12.5'],
      ['Type A-5', '5'],
      ['Size - 5', '5'],
      ['approx. 40 m²', '40'],
      ['19 % VAT', '19'],
      ['It weighs 3.5 kg.', '3.5'],
    ]) {
      expect(read(written, { strip: true })).toEqual({ value: expected });
    }
    expect(problem('2 x 3 m', { strip: true })).toBe('“2 x 3 m” holds more than one number');
    expect(problem('kg', { strip: true })).toBe('“kg” holds no number');
    expect(problem('$1,234', { strip: true })).toMatch(/^“1,234” can mean two numbers/);
  });

  test('reads percentages when told', () => {
    expect(read('12,5 %', { percent: 'keep' })).toEqual({ value: '12.5' });
    expect(read('12.5%', { percent: 'fraction' })).toEqual({ value: '0.125' });
    expect(read('0.125', { percent: 'fraction' })).toEqual({ value: '0.125' });
    expect(read('VAT: 19 % incl.', { percent: 'fraction', strip: true })).toEqual({ value: '0.19' });
  });

  test('refuses other kinds of values and numbers beyond measure', () => {
    expect(read({ amount: '1' })).toMatchObject({
      issue: { code: 'value.wrong_type', message: '“number” needs a text but was given an object' },
    });
    expect(problem('9'.repeat(101))).toMatch(/is a number of more than 100 digits$/);
    expect(problem('9'.repeat(100_000))).toBe('A text of 100000 characters is no number');
    expect(problem(0.1 + 0.2)).toBe('“number” needs a number but was given the number 0.30000000000000004');
  });

  const locales = [
    ['en-US', '.'],
    ['de-DE', ','],
    ['de-CH', '.'],
    ['fr-FR', ','],
    ['hi-IN', '.'],
    ['ar-EG', '.'],
  ] as const;

  test.prop([
    fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    fc.integer({ min: 0, max: 9 }),
    fc.constantFrom(...locales),
  ])('reads back what any locale writes', (digits, places, [locale, decimalSeparator]) => {
    const exact = `${digits}e-${places}` as Intl.StringNumericLiteral;
    const written = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(exact);
    const plain = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20, useGrouping: false }).format(
      exact,
    );
    // Marks of writing direction stand around the minus in Arabic.
    const value = written.replaceAll(/[\u061c\u200e\u200f]/g, '');
    expect(read(value, { decimalSeparator })).toEqual({ value: plain === '-0' ? '0' : plain });
  });

  test.prop([fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,- %e')) })])(
    'guesses only what cannot be otherwise',
    (text) => {
      const guessed = read(text);
      if (!('value' in guessed)) return;
      const readings = ['.', ','].map((decimalSeparator) => read(text, { decimalSeparator }));
      const others = readings.filter((reading) => 'value' in reading && reading.value !== guessed.value);
      // Another reading would have to take a group for decimals, or decimals for a group that no one writes.
      expect(others).toEqual([]);
    },
  );
});
