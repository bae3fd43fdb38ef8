import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const matched = (value: unknown, pattern: string, args: object = {}) =>
  evaluateExpression({ op: 'matches', of: input, pattern, ...args }, inputRecord(value));

describe('matches', () => {
  test('looks for the pattern anywhere, or wants the whole text', () => {
    expect(matched('ABC-30', '\\d{2}')).toEqual({ value: true });
    expect(matched('ABC-30', '\\d{2}', { whole: true })).toEqual({ value: false });
    expect(matched('ABC-30', '[A-Z]+-\\d{2}', { whole: true })).toEqual({ value: true });
    expect(matched('ab', 'a|ab', { whole: true })).toEqual({ value: true });
  });

  test('ignores letter case when told', () => {
    expect(matched('ÄRMEL', 'ärmel')).toEqual({ value: false });
    expect(matched('ÄRMEL', 'ärmel', { ignoreCase: true })).toEqual({ value: true });
  });

  test('reads numbers as text, keeps missing missing', () => {
    expect(matched(30, '^\\d+$')).toEqual({ value: true });
    expect(matched(undefined, 'x')).toEqual({ value: undefined });
    expect(matched({}, 'x')).toMatchObject({ issue: { code: 'value.wrong_type' } });
  });

  test('takes time in proportion to the text', () => {
    expect(matched(`${'a'.repeat(100_000)}!`, '(a*)*', { whole: true })).toEqual({ value: false });
  });

  test.prop([
    fc.string({ unit: fc.constantFrom(...Array.from('ab12 -\né😀')) }),
    fc.constantFrom('\\d+', '[ab]*', 'a.b', '^\\w', '-$', '(?:a|ab)(?:b|2)?', '.*'),
  ])('agrees with JavaScript’s own regular expressions', (text, pattern) => {
    expect(matched(text, pattern)).toEqual({ value: new RegExp(pattern, 'u').test(text) });
    expect(matched(text, pattern, { whole: true })).toEqual({
      value: new RegExp(`^(?:${pattern})$`, 'u').test(text),
    });
  });
});
