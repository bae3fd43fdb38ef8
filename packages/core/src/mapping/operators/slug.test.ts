import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const slugOf = (value: unknown, args: object = {}, locale = 'en-US') =>
  evaluateExpression({ op: 'slug', of: input, ...args }, { ...inputRecord(value), locale });

describe('slug', () => {
  test.each([
    ['  Crème brûlée  ', 'creme-brulee'],
    ['Straße & Œuvre', 'strasse-oeuvre'],
    ['Ærø Đà Nẵng Łódź Þór ısı', 'aero-da-nang-lodz-thor-isi'],
    ['Men’s ½" Brand™ ﬁt', 'mens-1-2-brand-fit'],
    ['ＡＢＣ１２３', 'abc123'],
    ['C++ / C# — 100%', 'c-c-100'],
    ['İstanbul', 'istanbul'],
    ['ŉ Boek', 'n-boek'],
  ])('spells %o with plain Latin letters', (text, expected) => {
    expect(slugOf(text)).toEqual({ value: expected });
  });

  test('spells German umlauts with an e in German only, also when they are composed', () => {
    expect(slugOf('Grüne Äpfel, schön', {}, 'de-DE')).toEqual({ value: 'gruene-aepfel-schoen' });
    expect(slugOf('Gru\u0308n', {}, 'de')).toEqual({ value: 'gruen' });
    expect(slugOf('Grün', {}, 'fi-FI')).toEqual({ value: 'grun' });
    expect(slugOf('Diyarbakır ILIK', {}, 'tr-TR')).toEqual({ value: 'diyarbakir-ilik' });
  });

  test('keeps other scripts, with their marks', () => {
    expect(slugOf('Зелёный йод')).toEqual({ value: 'зелёный-йод' });
    expect(slugOf('हिन्दी में')).toEqual({ value: 'हिन्दी-में' });
    expect(slugOf('모직 스웨터')).toEqual({ value: '모직-스웨터' });
    expect(slugOf('ウール セーター')).toEqual({ value: 'ウール-セーター' });
  });

  test('keeps within its length at whole words, and cuts a first word that is too long', () => {
    expect(slugOf('merino crew sweater', { maxLength: 11 })).toEqual({ value: 'merino-crew' });
    expect(slugOf('merino crew sweater', { maxLength: 10 })).toEqual({ value: 'merino' });
    expect(slugOf('rundhalspullover', { maxLength: 4 })).toEqual({ value: 'rund' });
    expect(slugOf('𠮷𠮷', { maxLength: 3 })).toEqual({ value: '𠮷' });
  });

  test('gives no value where no letter or digit is left', () => {
    expect(slugOf('!!! 😀')).toEqual({ value: undefined });
    expect(slugOf('')).toEqual({ value: undefined });
    expect(slugOf('𠮷', { maxLength: 1 })).toEqual({ value: undefined });
  });

  test('refuses a separator that web addresses do not take', () => {
    expect(() => slugOf('x', { separator: '/' })).toThrow(/separator/);
  });

  test.prop([
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('-', '_', '.'),
    fc.integer({ min: 1, max: 50 }),
    fc.constantFrom('en-US', 'de-DE', 'tr-TR'),
  ])(
    'is made of words and separators, and stays the same when made again',
    (text, separator, maxLength, locale) => {
      const result = slugOf(text, { separator, maxLength }, locale);
      const value = 'value' in result ? (result.value as string | undefined) : undefined;
      if (value === undefined) return;
      expect(value.length).toBeLessThanOrEqual(maxLength);
      for (const word of value.split(separator)) expect(word).toMatch(/^[\p{L}\p{M}\p{N}]+$/u);
      expect(slugOf(value, { separator, maxLength }, locale)).toEqual(result);
    },
  );

  test.prop([fc.string({ unit: fc.constantFrom(...Array.from('äöüßéñçøæœłđþ ZAz9-_/&’')) })])(
    'is ASCII for Latin text',
    (text) => {
      const result = slugOf(text);
      expect('value' in result ? (result.value ?? '') : null).toMatch(/^[a-z0-9-]*$/);
    },
  );
});
