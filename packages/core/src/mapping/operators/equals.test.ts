import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';

import { canonicalJson, jsonDefect } from '../../model/index.ts';
import type { JsonValue } from '../../model/index.ts';
import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const json = fc
  .jsonValue({ maxDepth: 2 })
  .filter((value) => jsonDefect(value) === null) as fc.Arbitrary<JsonValue>;
const near = fc.constantFrom<JsonValue>('1', 1, '', null, false, 'false', [], {}, [null], ['a'], { a: 1 });

function equals(to: unknown, value: unknown) {
  return evaluateExpression({ op: 'equals', of: input, to }, inputRecord(value));
}

test.prop([fc.oneof(json, near), fc.oneof(json, near)])(
  'is true for what is written the same',
  (value, to) => {
    expect(evaluateExpression({ op: 'equals', of: input, to }, inputRecord(value))).toEqual({
      value: canonicalJson(value) === canonicalJson(to),
    });
  },
);

test.prop([json])('every value equals itself', (value) => {
  expect(evaluateExpression({ op: 'equals', of: input, to: value }, inputRecord(value))).toEqual({
    value: true,
  });
});

test('the order of fields does not matter, that of entries does', () => {
  expect(equals({ a: 1, b: 2 }, { b: 2, a: 1 })).toEqual({ value: true });
  expect(equals(['a', 'b'], ['b', 'a'])).toEqual({ value: false });
});

test('a missing value equals null, and nothing else', () => {
  expect(equals(null, undefined)).toEqual({ value: true });
  for (const to of ['', 0, false, [], {}]) expect(equals(to, undefined)).toEqual({ value: false });
});
