import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

test.prop([fc.jsonValue(), fc.array(fc.constantFrom('a', 'b', '0', '1'), { minLength: 1, maxLength: 3 })])(
  'reads of a value what a path below it reads of the record',
  (value, names) => {
    const path = names.join('.');
    const { record } = inputRecord(value);
    const below = evaluateExpression({ op: 'field', path: `input.${path}` }, { record });
    const got = evaluateExpression({ op: 'get', of: input, path }, { record });
    expect('value' in got ? (got.value ?? null) : got).toEqual(
      'value' in below ? (below.value ?? null) : below,
    );
  },
);

const get = (path: string, value: unknown) =>
  evaluateExpression({ op: 'get', of: input, path }, inputRecord(value));

test('what is not there, and what every object has of itself, is missing', () => {
  expect(get('b', { a: 1 })).toEqual({ value: undefined });
  expect(get('toString', { a: 1 })).toEqual({ value: undefined });
  expect(get('length', 'text')).toEqual({ value: undefined });
  expect(get('a.b', { a: 'text' })).toEqual({ value: undefined });
  expect(get('a', { a: null })).toEqual({ value: null });
  expect(get('1', ['a', 'b'])).toEqual({ value: 'b' });
});

test('missing and empty go through', () => {
  expect(evaluateExpression({ op: 'get', of: input, path: 'a' }, inputRecord(undefined))).toEqual({
    value: undefined,
  });
  expect(evaluateExpression({ op: 'get', of: input, path: 'a' }, inputRecord(null))).toEqual({ value: null });
});

test.each(['', 'a.', '__proto__', 'a.constructor'])('refuses the path “%s”', (path) => {
  expect(() => evaluateExpression({ op: 'get', of: input, path })).toThrow(/mapping is not valid/);
});
