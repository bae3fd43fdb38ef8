import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { fieldPathSchema, fieldReader } from './field-path.ts';

const names = fc.array(fc.stringMatching(/^[a-zA-Z0-9_ -]{1,6}$/), { minLength: 1, maxLength: 6 });

test.prop([names, fc.anything()])('reads what lies at the end of a path', (path, value) => {
  const holder = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
  expect(fieldReader(path.join('.'))(holder)).toBe(value);
});

test.prop([
  fc.anything(),
  fc.array(fc.constantFrom('a', '0', 'toString', 'length', 'constructor'), { minLength: 1 }),
])('never throws, and reads nothing that is not the value’s own', (value, path) => {
  const read = fieldReader(path.join('.'))(value);
  const expected = path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Record<string, unknown>)[name]
        : undefined,
    value,
  );
  expect(read).toBe(expected);
});

test('a number picks an entry of a list', () => {
  expect(fieldReader('list.1')({ list: ['a', 'b'] })).toBe('b');
  expect(fieldReader('list.2')({ list: ['a', 'b'] })).toBeUndefined();
});

test('a dot within a name is written with a backslash', () => {
  const record = { 'price.EUR': '12', price: { EUR: '13' } };
  expect(fieldReader('price\\.EUR')(record)).toBe('12');
  expect(fieldReader('price.EUR')(record)).toBe('13');
  expect(fieldReader('a.b\\.c.d')({ a: { 'b.c': { d: 1 } } })).toBe(1);
});

describe('paths as arguments', () => {
  test.each(['a', 'a.b.c', 'extensions.erp.plant', '0.1', 'mit Leerzeichen', 'price\\.EUR'])(
    'takes “%s”',
    (path) => {
      expect(fieldPathSchema.safeParse(path).success).toBe(true);
    },
  );

  test.each(['', '.', 'a.', '.a', 'a..b', '__proto__', 'a.prototype', 'constructor.name', 'a'.repeat(501)])(
    'refuses “%s”',
    (path) => {
      expect(fieldPathSchema.safeParse(path).success).toBe(false);
    },
  );
});
