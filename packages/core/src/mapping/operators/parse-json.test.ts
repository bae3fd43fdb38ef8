import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { jsonDefect } from '../../model/index.ts';
import { evaluateExpression, input, inputRecord } from './evaluate-expression.ts';

const read = (value: unknown) => evaluateExpression({ op: 'parseJson', of: input }, inputRecord(value));

describe('parseJson', () => {
  test('reads any value, null as explicitly empty', () => {
    expect(read(' {"a": [1, true, "x"]} ')).toEqual({ value: { a: [1, true, 'x'] } });
    expect(read('null')).toEqual({ value: null });
    expect(read('"x"')).toEqual({ value: 'x' });
  });

  test('loses no digit of a number', () => {
    expect(read('{"price": 0.1234567890123456789, "count": 12345678901234567890}')).toEqual({
      value: { price: '0.1234567890123456789', count: '12345678901234567890' },
    });
  });

  test('refuses what is not JSON, or not plain data', () => {
    for (const text of ['', '{', "{'a': 1}", 'NaN', '[1,]', '['.repeat(100_000)]) {
      expect(read(text)).toMatchObject({
        issue: { code: 'value.invalid', message: expect.stringMatching(/ is not JSON$/) as string },
      });
    }
    expect(read('{"__proto__": {"a": 1}}')).toMatchObject({
      issue: { code: 'value.invalid', message: 'The JSON text holds a property named __proto__' },
    });
    expect(read('["\\ud800"]')).toMatchObject({
      issue: { message: 'The JSON text holds half a character (a lone surrogate)' },
    });
    expect(read(`${'['.repeat(100)}${']'.repeat(100)}`)).toMatchObject({
      issue: { message: 'The JSON text is nested deeper than 64 levels or holds itself' },
    });
    expect(read({ a: 1 })).toMatchObject({ issue: { code: 'value.wrong_type' } });
  });

  // Numbers of more than 15 digits would come back as text.
  const shortNumbers = fc
    .jsonValue({ stringUnit: 'grapheme' })
    .map((value) =>
      JSON.stringify(value, (_name, part: unknown) => (typeof part === 'number' ? Math.sign(part) : part)),
    )
    .map((text) => JSON.parse(text) as unknown);

  test.prop([shortNumbers])('reads what json writes', (value) => {
    fc.pre(jsonDefect(value) === null);
    const text = evaluateExpression({ op: 'json', of: input }, inputRecord([value]));
    expect(read('value' in text ? text.value : undefined)).toEqual({ value: [value] });
  });
});
