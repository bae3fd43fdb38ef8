import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const truncated = (value: unknown, args: object) =>
  evaluateExpression({ op: 'truncate', of: input, ...args }, inputRecord(value));

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

describe('truncate', () => {
  test('leaves a text alone that fits, its white space too', () => {
    expect(truncated('crew ', { characters: 5 })).toEqual({ value: 'crew ' });
    expect(truncated('größer', { bytes: 8 })).toEqual({ value: 'größer' });
  });

  test('never cuts within a character as people see it', () => {
    const family = '👨‍👩‍👧';
    expect(truncated(`a${family}`, { characters: 1 + family.length - 1 })).toEqual({ value: 'a' });
    expect(truncated(`e\u0301e\u0301`, { characters: 3 })).toEqual({ value: 'e\u0301' });
    expect(truncated('😀😀', { bytes: 7 })).toEqual({ value: '😀' });
  });

  test('cuts at a word, or through the first word where it alone is too long', () => {
    expect(truncated('Merino Crew Sweater', { characters: 11, at: 'word' })).toEqual({
      value: 'Merino Crew',
    });
    expect(truncated('Merino Crew Sweater', { characters: 10, at: 'word' })).toEqual({ value: 'Merino' });
    expect(truncated('Rundhalspullover', { characters: 4, at: 'word' })).toEqual({ value: 'Rund' });
  });

  test('counts the ellipsis, and leaves it out where there is no room for it', () => {
    expect(truncated('Merino Crew', { characters: 7, ellipsis: '…' })).toEqual({ value: 'Merino…' });
    expect(truncated('Merino Crew', { bytes: 9, ellipsis: '…' })).toEqual({ value: 'Merino…' });
    expect(truncated('Merino', { characters: 3, ellipsis: '...' })).toEqual({ value: 'Mer' });
  });

  test('takes either characters or bytes', () => {
    expect(() => truncated('x', {})).toThrow(/needs either "characters" or "bytes"/);
    expect(() => truncated('x', { characters: 1, bytes: 1 })).toThrow(/needs either "characters" or "bytes"/);
    expect(() => truncated('x', { characters: 0 })).toThrow(/characters/);
  });

  test('cuts a text of a million characters', () => {
    expect(truncated('ab '.repeat(400_000), { characters: 5 })).toEqual({ value: 'ab ab' });
  });

  test.prop([
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.integer({ min: 1, max: 40 }),
    fc.constantFrom('character', 'word'),
    fc.constantFrom('', '…', '...'),
  ])('never exceeds its limit, and gives the beginning of the text', (text, limit, at, ellipsis) => {
    for (const unit of ['characters', 'bytes'] as const) {
      const result = truncated(text, { [unit]: limit, at, ellipsis });
      const value = 'value' in result ? String(result.value) : '';
      expect(unit === 'bytes' ? bytesOf(value) : value.length).toBeLessThanOrEqual(limit);
      const kept =
        value === text
          ? value
          : value.slice(0, value.length - (value.endsWith(ellipsis) ? ellipsis.length : 0));
      expect(text.startsWith(kept)).toBe(true);
    }
  });
});
