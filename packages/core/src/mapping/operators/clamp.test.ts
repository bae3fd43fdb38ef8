import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const clamped = (value: unknown, args: object) =>
  evaluateExpression({ op: 'clamp', of: input, ...args }, inputRecord(value));

describe('clamp', () => {
  test('keeps a number within one bound or both', () => {
    expect(clamped('5', { min: '10' })).toEqual({ value: '10' });
    expect(clamped('5', { max: '2.50' })).toEqual({ value: '2.5' });
    expect(clamped('5.0', { min: '1', max: '10' })).toEqual({ value: '5' });
    expect(clamped('0.1', { min: '0.10', max: '0.1' })).toEqual({ value: '0.1' });
  });

  test('takes bounds that leave room', () => {
    expect(() => clamped('5', {})).toThrow(/needs "min", "max" or both/);
    expect(() => clamped('5', { min: '2', max: '1' })).toThrow(/is above "max"/);
    expect(() => clamped('5', { min: 2 })).toThrow(/min/);
    expect(() => clamped('5', { min: '1e999' })).toThrow(/is not a decimal/);
  });

  test('keeps missing missing, refuses text', () => {
    expect(clamped(undefined, { min: '1' })).toEqual({ value: undefined });
    expect(clamped('x', { min: '1' })).toMatchObject({ issue: { code: 'value.invalid' } });
  });

  test.prop([fc.bigInt(), fc.bigInt(), fc.bigInt()])('gives the middle one of three', (a, b, c) => {
    const [min, max] = b < c ? [b, c] : [c, b];
    const expected = a < min ? min : a > max ? max : a;
    expect(clamped(String(a), { min: String(min), max: String(max) })).toEqual({ value: String(expected) });
  });
});
