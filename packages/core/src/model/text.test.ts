import { test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { arbitraryText } from './arbitrary-text.ts';
import { recordKeySchema } from './record-key.ts';
import { codeSchema, isSafePropertyName, propertyNameSchema, textSchema } from './text.ts';

describe('textSchema', () => {
  test.prop([arbitraryText({ maxLength: 300 })])('takes any well-formed text', (text) => {
    expect(textSchema.parse(text)).toBe(text);
  });

  test.each(['\ud800', 'a\udc00b', '\udc00\ud800'])('refuses half a character: case %#', (text) => {
    expect(textSchema.safeParse(text).success).toBe(false);
  });
});

describe.each([
  ['codeSchema', codeSchema],
  ['propertyNameSchema', propertyNameSchema],
  ['recordKeySchema', recordKeySchema],
])('%s', (_name, schema) => {
  test.each(['a', ' ', 'Größe 4/5', '0', '-1', '😀', 'x'.repeat(255), 'a.b[c]', '__proto', 'toString'])(
    'takes “%s”',
    (code) => {
      expect(schema.parse(code)).toBe(code);
    },
  );

  test.each([
    '',
    'x'.repeat(256),
    'a\nb',
    'a\tb',
    '\u0000',
    '\u007f',
    '\u0085',
    '\ud800',
    1,
    null,
    undefined,
  ])('refuses case %#', (code) => {
    expect(schema.safeParse(code).success).toBe(false);
  });
});

test.each(['__proto__', 'constructor', 'prototype'])(
  '“%s” is a record key, but no name of a property',
  (name) => {
    expect(recordKeySchema.safeParse(name).success).toBe(true);
    expect(isSafePropertyName(name)).toBe(false);
    expect(propertyNameSchema.safeParse(name).error?.issues[0]?.message).toMatch(/rename it/);
  },
);
