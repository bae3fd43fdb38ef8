import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const cased = (value: unknown, to: string, locale = 'en-US') =>
  evaluateExpression({ op: 'case', of: input, to }, { ...inputRecord(value), locale });

describe('case', () => {
  test('follows the rules of the language', () => {
    expect(cased('istanbul', 'upper', 'tr-TR')).toEqual({ value: 'İSTANBUL' });
    expect(cased('ILIK', 'lower', 'tr-TR')).toEqual({ value: 'ılık' });
    expect(cased('größe', 'upper', 'de-DE')).toEqual({ value: 'GRÖSSE' });
    expect(cased('ijs', 'title', 'nl-NL')).toEqual({ value: 'Ijs' });
  });

  test('sentence case touches the first letter only, wherever it stands', () => {
    expect(cased('“crew NECK”', 'sentence')).toEqual({ value: '“Crew NECK”' });
    expect(cased('42', 'sentence')).toEqual({ value: '42' });
  });

  test('title case knows apostrophes, hyphens, numbers and combining marks', () => {
    expect(cased('men’s t-shirt 3d e\u0301te\u0301', 'title')).toEqual({
      value: 'Men’s T-Shirt 3d E\u0301te\u0301',
    });
  });

  test('reads letters beyond the basic plane', () => {
    expect(cased('𐐨𐐩', 'sentence')).toEqual({ value: '𐐀𐐩' });
  });

  test('refuses a list', () => {
    expect(cased(['a'], 'upper')).toMatchObject({
      issue: { code: 'value.wrong_type', message: '“case” needs a text but was given a list' },
    });
  });

  test.prop([fc.string({ unit: 'grapheme' })])(
    'sentence and title case change nothing but the case',
    (text) => {
      for (const to of ['sentence', 'title']) {
        const result = cased(text, to);
        expect('value' in result ? String(result.value).toUpperCase() : result).toBe(text.toUpperCase());
        expect(cased('value' in result ? result.value : '', to)).toEqual(result);
      }
    },
  );
});
