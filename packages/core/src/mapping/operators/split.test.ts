import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const split = { op: 'split', of: input, separator: ',' };

test.prop([
  fc.string({ unit: fc.constantFrom('a', 'b', ',', ' ', '\n', '.') }),
  fc.constantFrom(',', ', ', '.', 'ab'),
])(
  'no piece is empty, has white space around it, or holds the separator; no letter is lost',
  (text, separator) => {
    const result = evaluateExpression({ ...split, separator }, inputRecord(text));
    const pieces = ('value' in result ? result.value : []) as string[];
    for (const piece of pieces) {
      expect(piece).not.toBe('');
      expect(piece).toBe(piece.trim());
      expect(piece).not.toContain(separator);
    }
    expect(pieces.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(separator, '').replaceAll(/\s/g, ''));
  },
);

test('takes the separator for what it is, not for a pattern', () => {
  expect(evaluateExpression({ ...split, separator: '.' }, inputRecord('a.b'))).toEqual({ value: ['a', 'b'] });
  expect(evaluateExpression({ ...split, separator: '|' }, inputRecord('a|b'))).toEqual({ value: ['a', 'b'] });
});

test('missing and empty go through; a text with nothing in it has no pieces', () => {
  expect(evaluateExpression(split, inputRecord(undefined))).toEqual({ value: undefined });
  expect(evaluateExpression(split, inputRecord(null))).toEqual({ value: null });
  expect(evaluateExpression(split, inputRecord(''))).toEqual({ value: [] });
  expect(evaluateExpression(split, inputRecord(' , ,'))).toEqual({ value: [] });
});

test('refuses what is no text, and an empty separator', () => {
  expect(evaluateExpression(split, inputRecord(['a,b']))).toMatchObject({
    issue: { code: 'value.wrong_type', message: '“split” needs a text but was given a list' },
  });
  expect(() => evaluateExpression({ ...split, separator: '' })).toThrow(/from\.separator must not be empty/);
});

test('a hundred thousand pieces', () => {
  expect(evaluateExpression(split, inputRecord('a,'.repeat(100_000)))).toEqual({
    value: Array(100_000).fill('a'),
  });
});
