import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { canonicalJson } from '../../model/index.ts';
import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const hashed = (value: unknown, args: object = {}) =>
  evaluateExpression({ op: 'hash', of: input, ...args }, inputRecord(value));

describe('hash', () => {
  test('does not mind the order of properties, but that of entries', () => {
    expect(hashed({ a: 1, b: 2 })).toEqual(hashed({ b: 2, a: 1 }));
    expect(hashed([1, 2])).not.toEqual(hashed([2, 1]));
    expect(hashed('1')).not.toEqual(hashed(1));
  });

  test('keeps missing missing, and a sensible length', () => {
    expect(hashed(undefined)).toEqual({ value: undefined });
    expect(() => hashed('x', { length: 23 })).toThrow(/length/);
    expect(() => hashed('x', { length: 3 })).toThrow(/length/);
  });

  test.prop([fc.jsonValue(), fc.jsonValue(), fc.integer({ min: 4, max: 22 })])(
    'is the same for equal values only, and cut from the end',
    (one, other, length) => {
      fc.pre(one !== null && other !== null && isWellFormed(one) && isWellFormed(other));
      const [first, second] = [hashed(one), hashed(other)];
      expect(canonicalJson(first) === canonicalJson(second)).toBe(
        canonicalJson(one) === canonicalJson(other),
      );
      const whole = 'value' in first ? String(first.value) : '';
      expect(whole).toMatch(/^[\w-]{22}$/);
      expect(hashed(one, { length })).toEqual({ value: whole.slice(0, length) });
    },
  );
});

function isWellFormed(value: unknown): boolean {
  return JSON.stringify(value).isWellFormed() && !/\\ud[89a-f]/.test(JSON.stringify(value));
}
