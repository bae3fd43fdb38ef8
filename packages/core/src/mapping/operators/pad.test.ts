import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const padded = (value: unknown, args: object) =>
  evaluateExpression({ op: 'pad', of: input, ...args }, inputRecord(value));

describe('pad', () => {
  test('fills at the start unless told, and never shortens', () => {
    expect(padded('7', { characters: 3, with: '0' })).toEqual({ value: '007' });
    expect(padded(7, { characters: 3, with: '0' })).toEqual({ value: '007' });
    expect(padded('7', { characters: 4, with: '-+', side: 'end' })).toEqual({ value: '7-+-' });
    expect(padded('1234', { characters: 3, with: '0' })).toEqual({ value: '1234' });
  });

  test('stays short of the length rather than split a character', () => {
    expect(padded('a', { characters: 4, with: '😀' })).toEqual({ value: '😀a' });
  });

  test('keeps missing missing, refuses an empty filling', () => {
    expect(padded(undefined, { characters: 3, with: '0' })).toEqual({ value: undefined });
    expect(() => padded('7', { characters: 3, with: '' })).toThrow(/with/);
  });

  test.prop([fc.string(), fc.integer({ min: 1, max: 50 }), fc.string({ minLength: 1, maxLength: 5 })])(
    'gives what JavaScript gives',
    (text, characters, filling) => {
      expect(padded(text, { characters, with: filling })).toEqual({
        value: text.padStart(characters, filling),
      });
      expect(padded(text, { characters, with: filling, side: 'end' })).toEqual({
        value: text.padEnd(characters, filling),
      });
    },
  );
});
