import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { evaluateExpression, inputRecord } from './evaluate-expression.ts';

const name = fc.oneof(
  fc.stringMatching(/^[a-z]{1,6}$/),
  fc.constantFrom('toString', 'hasOwnProperty', 'a.b', '1'),
);
const given = fc.uniqueArray(fc.tuple(name, fc.option(fc.jsonValue(), { nil: undefined })), {
  selector: ([key]) => key,
  minLength: 1,
  maxLength: 6,
});

test.prop([given])('has a field for every value that is there', (pairs) => {
  const fields = Object.fromEntries(
    pairs.map(([key], index) => [key, { op: 'field', path: `input.${index}` }]),
  );
  const there = pairs.filter(([, value]) => value !== undefined);
  expect(evaluateExpression({ op: 'object', fields }, inputRecord(pairs.map(([, value]) => value)))).toEqual({
    value: there.length === 0 ? undefined : Object.fromEntries(there),
  });
});

const made = () => evaluateExpression({ op: 'object', fields: { a: { op: 'constant', value: 1 } } });

test('an empty value stays, to empty the field', () => {
  const fields = { a: { op: 'field', path: 'input' } };
  expect(evaluateExpression({ op: 'object', fields }, inputRecord(null))).toEqual({ value: { a: null } });
});

test.each(['__proto__', 'constructor', 'prototype'])('refuses the name %s', (unsafe) => {
  const fields = Object.fromEntries([[unsafe, { op: 'constant', value: 1 }]]);
  expect(() => evaluateExpression({ op: 'object', fields })).toThrow(/mapping is not valid/);
});

test('refuses to have no field', () => {
  expect(() => evaluateExpression({ op: 'object', fields: {} })).toThrow(/needs at least one field/);
});

test('every record gets an object of its own', () => {
  expect(made()).toEqual(made());
  expect(made()).not.toBe(made());
});
