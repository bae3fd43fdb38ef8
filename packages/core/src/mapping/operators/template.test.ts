import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import type { Expression } from '../expression.ts';
import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const filled = (
  text: string,
  values: Record<string, Expression>,
  record: Record<string, unknown> = {},
  args = {},
) => evaluateExpression({ op: 'template', text, values, ...args }, { record });

const a: Expression = { op: 'field', path: 'a' };
const b: Expression = { op: 'field', path: 'b' };

describe('template', () => {
  test('fills in texts, numbers and booleans, as often as they are named', () => {
    expect(filled('{a}-{b}-{a}', { a, b }, { a: 'x', b: 5 })).toEqual({ value: 'x-5-x' });
    expect(filled('{a}', { a }, { a: false })).toEqual({ value: 'false' });
  });

  test('does not read what it filled in as a template', () => {
    expect(filled('{a}{b}', { a, b }, { a: '{b}', b: '{a}' })).toEqual({ value: '{b}{a}' });
  });

  test('reads {{ as a brace, and a brace that is never closed as itself', () => {
    expect(filled('{{{a}}', { a }, { a: 'x' })).toEqual({ value: '{x}' });
    expect(filled('{{a}', { a }, { a: 'x' })).toEqual({ value: '{a}' });
    expect(filled('a { b', {})).toEqual({ value: 'a { b' });
  });

  test('without a value there is no text, a gap, or a failure', () => {
    expect(filled('{a}/{b}', { a, b }, { a: 'x' })).toEqual({ value: undefined });
    expect(filled('{a}/{b}', { a, b }, { a: 'x', b: null }, { missing: 'blank' })).toEqual({ value: 'x/' });
    expect(filled('{a}/{b}', { a, b }, { a: 'x' }, { missing: 'fail' })).toMatchObject({
      issue: { code: 'value.missing', message: 'The template has no value for {b}' },
    });
  });

  test('refuses a value that is no text', () => {
    expect(filled('{a}', { a }, { a: { b: 1 } })).toMatchObject({
      issue: { code: 'value.wrong_type', message: '“template” needs a text but was given an object' },
    });
  });

  test('refuses a name without an entry in "values"', () => {
    expect(() => filled('{a} {c}', { a })).toThrow(/names \{c\}, for which "values" has no entry/);
    expect(() => filled('{toString}', {})).toThrow(/names \{toString\}/);
  });

  test.prop([fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })])(
    'gives any text back whose braces are doubled',
    (before, value) => {
      const text = `${before.replaceAll('{', '{{')}{a}`;
      const result = evaluateExpression({ op: 'template', text, values: { a: input } }, inputRecord(value));
      expect(result).toEqual({ value: `${before}${value}` });
    },
  );
});
