import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';
import { falseWords, trueWords } from './truth-words.ts';

const read = (value: unknown, args: object = {}) =>
  evaluateExpression({ op: 'boolean', of: input, ...args }, inputRecord(value));

describe('boolean', () => {
  test('reads words of many languages, in any case and with white space around them', () => {
    for (const word of ['Yes', 'JA', ' oui ', 'si', 'SÍ', 'tak', 'да', 'はい', 'X', '1', 1, true, 'TRUE']) {
      expect(read(word)).toEqual({ value: true });
    }
    for (const word of ['no', 'Nein', 'non', 'НЕТ', 'não', 'hayır', '否', '0', 0, false, 'False', 'off']) {
      expect(read(word)).toEqual({ value: false });
    }
    expect(read('Si\u0301')).toEqual({ value: true });
  });

  test('refuses words that it does not know', () => {
    for (const word of ['maybe', '', '2', '-']) {
      expect(read(word)).toMatchObject({
        issue: { code: 'value.invalid', message: `“${word}” is no known word for yes or no` },
      });
    }
    expect(read('toString')).toMatchObject({ issue: { code: 'value.invalid' } });
    expect(read(['yes'])).toMatchObject({ issue: { code: 'value.wrong_type' } });
  });

  test('own words take the place of the usual ones of their side, and count first', () => {
    expect(read('Aktiv', { true: ['aktiv'] })).toEqual({ value: true });
    expect(read('yes', { true: ['aktiv'] })).toMatchObject({ issue: { code: 'value.invalid' } });
    expect(read('no', { true: ['aktiv'] })).toEqual({ value: false });
    expect(read('no', { true: ['No', 'nr'] })).toEqual({ value: true });
    expect(() => read('x', { true: ['A', 'b'], false: ['B '] })).toThrow(/holds "B ", as "true" does/);
  });

  test('keeps missing missing and empty empty', () => {
    expect(read(undefined)).toEqual({ value: undefined });
    expect(read(null)).toEqual({ value: null });
  });

  test('no word means both', () => {
    expect(trueWords.filter((word) => falseWords.includes(word))).toEqual([]);
  });

  test.prop([fc.constantFrom(...trueWords, ...falseWords), fc.constantFrom('', ' ', '\u00a0\n')])(
    'knows every word in upper case too',
    (word, space) => {
      // A capital I of any language becomes i with a dot.
      const upper = word.includes('ı') ? word : word.toUpperCase();
      expect(read(space + upper + space)).toEqual({ value: trueWords.includes(word) });
    },
  );
});
