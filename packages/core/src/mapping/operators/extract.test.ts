import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const extracted = (value: unknown, pattern: string, args: object = {}) =>
  evaluateExpression({ op: 'extract', of: input, pattern, ...args }, inputRecord(value));

describe('extract', () => {
  test('takes the first match, or a group of it by number or name', () => {
    expect(extracted('40 x 60 cm', '\\d+')).toEqual({ value: '40' });
    expect(extracted('40 x 60 cm', '(\\d+) x (\\d+)', { group: 2 })).toEqual({ value: '60' });
    expect(extracted('40 x 60 cm', '(?<width>\\d+) x', { group: 'width' })).toEqual({ value: '40' });
    expect(extracted('Größe XL', '\\p{Lu}+$')).toEqual({ value: 'XL' });
  });

  test('takes all matches as a list', () => {
    expect(extracted('40 x 60 cm', '\\d+', { all: true })).toEqual({ value: ['40', '60'] });
    expect(extracted('a1 b c2', '([a-z])(\\d)?', { all: true, group: 2 })).toEqual({ value: ['1', '2'] });
  });

  test('gives no value where nothing matches, or the group took no part', () => {
    expect(extracted('cm', '\\d+')).toEqual({ value: undefined });
    expect(extracted('cm', '\\d+', { all: true })).toEqual({ value: undefined });
    expect(extracted('b', '(a)|b', { group: 1 })).toEqual({ value: undefined });
  });

  test('ignores letter case when told', () => {
    expect(extracted('SIZE: m', 'size', {})).toEqual({ value: undefined });
    expect(extracted('GRÖSSE', 'größe|grösse', { ignoreCase: true })).toEqual({ value: 'GRÖSSE' });
  });

  test('matches characters beyond the basic plane as one', () => {
    expect(extracted('a😀b', 'a(.)b', { group: 1 })).toEqual({ value: '😀' });
  });

  test('refuses what patterns cannot do, and says so', () => {
    expect(() => extracted('x', '(?=a)b')).toThrow(/looks ahead or behind/);
    expect(() => extracted('x', '(?<!a)b')).toThrow(/looks ahead or behind/);
    expect(() => extracted('x', '(a)\\1')).toThrow(/refers back to a group/);
    expect(() => extracted('x', '(?<n>a)\\k<n>')).toThrow(/refers back to a group/);
    expect(() => extracted('x', '[a')).toThrow(/is not a regular expression: missing closing \]: `\[a`/);
    expect(() => extracted('x', '(a{900}b?){1}(c{900}|d{900}){1}'.repeat(5))).toThrow(/repeats too much/);
    expect(() => extracted('x', 'a', { group: 1 })).toThrow(/is not a group of "pattern"/);
    expect(() => extracted('x', '(?<n>a)', { group: 'toString' })).toThrow(/is not a group of "pattern"/);
  });

  test('takes time in proportion to the text for a pattern that is catastrophic elsewhere', () => {
    const text = `${'a'.repeat(100_000)}!`;
    expect(extracted(text, '(a+)+$')).toEqual({ value: undefined });
    expect(extracted(text, '(a|aa)+$')).toEqual({ value: undefined });
  });

  test('refuses a text that is too long to search in', () => {
    expect(extracted('x'.repeat(250_001), 'y')).toMatchObject({
      issue: {
        code: 'value.too_long',
        message: 'The text is too long to search in: it has 250001 characters, and 250000 is the limit',
      },
    });
  });

  test.prop([
    fc.string({ unit: fc.constantFrom(...Array.from('ab12 -é😀')) }),
    fc.constantFrom('\\d+', '[ab]+', '(a)(\\d)?', '\\S+', 'a.b', '^\\w', '-$', '(?:a|ab)(?:b|2)?'),
  ])('agrees with JavaScript’s own regular expressions', (text, pattern) => {
    const own = [...text.matchAll(new RegExp(pattern, 'gu'))].map(([match]) => match);
    expect(extracted(text, pattern)).toEqual({ value: own[0] });
    expect(extracted(text, pattern, { all: true })).toEqual({ value: own.length === 0 ? undefined : own });
  });
});
