import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const lengthOf = (value: unknown, args: object = {}) =>
  evaluateExpression({ op: 'length', of: input, ...args }, inputRecord(value));

describe('length', () => {
  test('counts characters as platforms do, bytes of UTF-8, and entries', () => {
    expect(lengthOf('größe😀')).toEqual({ value: 7 });
    expect(lengthOf('größe😀', { in: 'bytes' })).toEqual({ value: 11 });
    expect(lengthOf(['a', 'b', 'c'], { in: 'bytes' })).toEqual({ value: 3 });
    expect(lengthOf(false)).toEqual({ value: 5 });
  });

  test('is zero for what is there but empty, and missing for what is missing', () => {
    expect(lengthOf('')).toEqual({ value: 0 });
    expect(lengthOf([])).toEqual({ value: 0 });
    expect(lengthOf(undefined)).toEqual({ value: undefined });
    expect(lengthOf(null)).toEqual({ value: null });
  });

  test('refuses an object', () => {
    expect(lengthOf({ a: 1 })).toMatchObject({
      issue: { code: 'value.wrong_type', message: '“length” needs a text but was given an object' },
    });
  });

  test.prop([fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })])('adds up', (one, other) => {
    for (const unit of ['characters', 'bytes']) {
      const [first, second, both] = [one, other, one + other].map((text) => lengthOf(text, { in: unit }));
      const numbers = [first, second].map((result) =>
        result !== undefined && 'value' in result ? result.value : NaN,
      );
      expect(both).toEqual({ value: Number(numbers[0]) + Number(numbers[1]) });
    }
  });
});
