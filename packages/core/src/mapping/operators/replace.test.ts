import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const replaced = (value: unknown, args: object) =>
  evaluateExpression({ op: 'replace', of: input, ...args }, inputRecord(value));

describe('replace', () => {
  test('replaces a text wherever it stands, sign for sign', () => {
    expect(replaced('a.b.c', { find: '.', with: '$&' })).toEqual({ value: 'a$&b$&c' });
    expect(replaced('aaa', { find: 'aa', with: 'b' })).toEqual({ value: 'ba' });
    expect(replaced('a-b', { find: '-', with: '' })).toEqual({ value: 'ab' });
  });

  test('replaces what a pattern matches, with groups', () => {
    expect(replaced('40x60', { pattern: '(\\d+)x(\\d+)', with: '$2 × $1' })).toEqual({ value: '60 × 40' });
    expect(replaced('40x60', { pattern: '(?<w>\\d+)x', with: '$<w> by ' })).toEqual({ value: '40 by 60' });
    expect(replaced('5', { pattern: '\\d', with: '$$$&' })).toEqual({ value: '$5' });
    expect(replaced('b', { pattern: '(a)?b', with: '[$1]' })).toEqual({ value: '[]' });
    expect(replaced('ÄB', { pattern: 'ä', with: 'ae', ignoreCase: true })).toEqual({ value: 'aeB' });
  });

  test('replaces empty matches once each, never within a character', () => {
    expect(replaced('axb😀', { pattern: 'x*', with: '-' })).toEqual({ value: '-a--b-😀-' });
  });

  test('refuses a replacement that names no group', () => {
    expect(() => replaced('x', { pattern: 'x', with: '$1' })).toThrow(
      /holds "\$1", which is no group of "pattern"; a dollar sign is written "\$\$"/,
    );
    expect(() => replaced('x', { pattern: '(x)', with: 'US$ 5' })).toThrow(/holds "\$"/);
    expect(() => replaced('x', { pattern: '(?<n>x)', with: '$<m>' })).toThrow(/holds "\$<m>"/);
  });

  test('takes either a text or a pattern', () => {
    expect(() => replaced('x', { with: 'y' })).toThrow(/needs either "find" or "pattern"/);
    expect(() => replaced('x', { find: 'x', pattern: 'x', with: 'y' })).toThrow(
      /needs either "find" or "pattern"/,
    );
    expect(() => replaced('x', { find: 'x', with: 'y', ignoreCase: true })).toThrow(
      /goes with "pattern" only/,
    );
    expect(() => replaced('x', { pattern: '(', with: '$1' })).toThrow(/is not a regular expression/);
  });

  test('takes time in proportion to the text', () => {
    const text = `${'a'.repeat(100_000)}!`;
    expect(replaced(text, { pattern: '(a+)+$', with: '' })).toEqual({ value: text });
    expect(replaced(text, { pattern: 'a', with: 'b' })).toEqual({ value: `${'b'.repeat(100_000)}!` });
  });

  test.prop([
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.string({ unit: 'binary' }),
  ])('gives what JavaScript gives for a text', (text, find, replacement) => {
    expect(replaced(text, { find, with: replacement })).toEqual({
      value: text.split(find).join(replacement),
    });
  });

  test.prop([
    fc.string({ unit: fc.constantFrom(...Array.from('ab12 -é😀')) }),
    fc.constantFrom('(\\d)(a)?', '([ab]+)()', '(a)(b)?', '()(x)?'),
    fc.constantFrom('', '$1', '[$2|$1]', '$&$&', '$$', 'x$$1'),
  ])('gives what JavaScript gives for a pattern', (text, pattern, replacement) => {
    expect(replaced(text, { pattern, with: replacement })).toEqual({
      value: text.replace(new RegExp(pattern, 'gu'), replacement),
    });
  });
});
