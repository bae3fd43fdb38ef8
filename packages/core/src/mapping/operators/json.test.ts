import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const written = (value: unknown) => evaluateExpression({ op: 'json', of: input }, inputRecord(value));

describe('json', () => {
  test('writes properties in order and without white space', () => {
    expect(written({ b: [1, 'x'], a: { d: null, c: true } })).toEqual({
      value: '{"a":{"c":true,"d":null},"b":[1,"x"]}',
    });
    expect(written('a"b')).toEqual({ value: '"a\\"b"' });
  });

  test('keeps missing missing and empty empty', () => {
    expect(written(undefined)).toEqual({ value: undefined });
    expect(written(null)).toEqual({ value: null });
  });

  test('fails for what JSON cannot hold', () => {
    expect(written(Number.NaN)).toMatchObject({
      issue: { code: 'rule.failed', message: 'canonical JSON cannot hold the number NaN' },
    });
  });

  test.prop([fc.jsonValue({ stringUnit: 'grapheme' })])('is read back as it was', (value) => {
    fc.pre(value !== null);
    const text = written(value);
    expect('value' in text ? JSON.parse(String(text.value)) : text).toEqual(
      JSON.parse(JSON.stringify(value)),
    );
  });
});
