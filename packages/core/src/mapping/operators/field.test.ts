import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression } from './evaluate-expression.ts';

const field = (path: string, args: object = {}) => ({ op: 'field', path, ...args });

test.prop([fc.array(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 4 }), fc.jsonValue()])(
  'finds what lies at the end of a path',
  (names, value) => {
    const record = names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
    expect(evaluateExpression(field(names.join('.')), { record: record as Record<string, unknown> })).toEqual(
      { value },
    );
  },
);

test('a rule of level variant reads the variant, or its product if told to', () => {
  const level = 'variant';
  expect(evaluateExpression(field('key'), { level })).toEqual({ value: 'merino-crew-moss-s' });
  expect(evaluateExpression(field('family'), { level })).toEqual({ value: undefined });
  expect(evaluateExpression(field('family', { level: 'product' }), { level })).toEqual({ value: 'apparel' });
});

test('at product level there is no variant to read', () => {
  expect(evaluateExpression(field('key', { level: 'variant' }))).toEqual({ value: undefined });
});

test('places in lists count from 0', () => {
  expect(evaluateExpression(field('variants.1.key'))).toEqual({ value: 'merino-crew-sand-m' });
  expect(evaluateExpression(field('variants.2.key'))).toEqual({ value: undefined });
});

test('what is empty is empty, what is not there is missing', () => {
  const record = { family: null, toBe: { filled: undefined } };
  expect(evaluateExpression(field('family'), { record })).toEqual({ value: null });
  expect(evaluateExpression(field('family.label'), { record })).toEqual({ value: undefined });
  expect(evaluateExpression(field('toBe.filled'), { record })).toEqual({ value: undefined });
  expect(evaluateExpression(field('toString'), { record })).toEqual({ value: undefined });
});

test.each(['', '.', 'a..b', 'a.', '__proto__', 'a.constructor.b', 'prototype'])(
  'refuses the path “%s”',
  (path) => {
    expect(() => evaluateExpression(field(path))).toThrow(/mapping is not valid/);
  },
);
