import { describe, expect, test } from 'vitest';

import { attributeDataSchemas, attributeTypes, attributeValuesSchema } from './attribute-value.ts';
import type { AttributeType } from './attribute-value.ts';
import { attributeSchema } from './attribute.ts';
import { attributesSchema, wellKnownAttributes } from './attributes.ts';

const half = 'half \ud800';

const accepted: Readonly<Record<AttributeType, readonly unknown[]>> = {
  text: ['', 'Hemd', 'two\nlines', '😀', 'x'.repeat(100_000)],
  richText: ['', '<p>Hemd</p>'],
  number: ['0', '-12.5', '9'.repeat(100)],
  boolean: [true, false],
  date: ['2026-11-23'],
  dateTime: ['2026-11-23T10:15:00Z'],
  option: ['red', 'Größe 4/5'],
  options: [[], ['red'], ['red', 'blue']],
  quantity: [
    { amount: '1.5', unit: 'KGM' },
    { amount: '-40', unit: 'XYZ' },
  ],
  money: [
    [],
    [
      { amount: '1', currency: 'EUR' },
      { amount: '2', currency: 'USD' },
    ],
  ],
  references: [[], [{ entity: 'product', key: 'a' }], [{ entity: 'designer', key: 'a', quantity: '2' }]],
  json: ['', 0, false, [], {}, { a: [1, null, { b: 'c' }] }],
};

const refused: Readonly<Record<AttributeType, readonly unknown[]>> = {
  text: [1, half, ['a'], {}],
  richText: [1, half],
  number: ['', 'x', 'NaN', '1e999', Number.NaN, 0.1 + 0.2, true, { amount: '1' }],
  boolean: ['true', 0, 1],
  date: ['2026-02-30', '2026-11-23T10:15:00Z', 20261123],
  dateTime: ['2026-11-23', '2026-11-23T10:15:00'],
  option: ['', half, 'a\nb', 1, ['red']],
  options: ['red', [''], [null], [1]],
  quantity: [
    '1 kg',
    { amount: '1' },
    { amount: '1', unit: 'kg' },
    { amount: null, unit: 'KGM' },
    { amount: '1', unit: 'KGM', x: 1 },
  ],
  money: [
    { amount: '1', currency: 'EUR' },
    [{ amount: '1', currency: 'eur' }],
    [{ amount: '1', currency: 'EUR', x: 1 }],
    [
      { amount: '1', currency: 'EUR' },
      { amount: '2', currency: 'EUR' },
    ],
  ],
  references: [
    ['a'],
    [{ key: 'a' }],
    [{ entity: '', key: 'a' }],
    [{ entity: 'product', key: 'a', quantity: 'x' }],
  ],
  json: [
    undefined,
    Number.NaN,
    half,
    { a: new Date(0) },
    JSON.parse('{"__proto__":1}'),
    { constructor: 1 },
    1n,
    [undefined],
  ],
};

function attribute(type: string, data: unknown): unknown {
  return { type, values: [{ locale: null, scope: null, data }] };
}

describe.each(attributeTypes)('%s', (type) => {
  test('takes what it should, as it is', () => {
    for (const data of [...accepted[type], null]) {
      expect(attributeValuesSchema.parse(attribute(type, data))).toEqual(attribute(type, data));
    }
  });

  test('refuses what it should', () => {
    for (const data of refused[type]) {
      expect({ data, accepted: attributeValuesSchema.safeParse(attribute(type, data)).success }).toEqual({
        data,
        accepted: false,
      });
    }
  });

  test('takes no values and all kinds of addresses', () => {
    const data = accepted[type][0];
    const values = [null, 'de-DE', 'en'].flatMap((locale) =>
      [null, 'shop', 'print'].map((scope) => ({ locale, scope, data })),
    );
    expect(attributeValuesSchema.parse({ type, values })).toEqual({ type, values });
    expect(attributeValuesSchema.parse({ type, values: [] })).toEqual({ type, values: [] });
  });
});

describe('attributeValuesSchema', () => {
  const value = { locale: null, scope: null, data: 'x' };

  test.each<[string, unknown]>([
    ['an unknown type', { type: 'colour', values: [] }],
    ['no type', { values: [] }],
    ['no values', { type: 'text' }],
    ['a property more', { type: 'text', values: [], unit: 'KGM' }],
    ['a value without locale', { type: 'text', values: [{ scope: null, data: 'x' }] }],
    ['a value without scope', { type: 'text', values: [{ locale: null, data: 'x' }] }],
    ['a value without data', { type: 'text', values: [{ locale: null, scope: null }] }],
    ['a value with a property more', { type: 'text', values: [{ ...value, x: 1 }] }],
    ['a wrong locale', { type: 'text', values: [{ ...value, locale: 'de_DE' }] }],
    ['a wrong scope', { type: 'text', values: [{ ...value, scope: '' }] }],
    ['a name of JavaScript as scope', { type: 'text', values: [{ ...value, scope: '__proto__' }] }],
  ])('refuses %s', (_name, input) => {
    expect(attributeValuesSchema.safeParse(input).success).toBe(false);
  });

  test('refuses a second value for the same locale and scope, and names it', () => {
    const values = [
      value,
      { ...value, locale: 'de-DE' },
      { ...value, scope: 'shop' },
      { ...value, locale: 'de-DE', data: null },
    ];
    const result = attributeValuesSchema.safeParse({ type: 'text', values });
    expect(result.error?.issues).toMatchObject([
      { path: ['values', 3], message: 'holds a second value for the same locale and scope' },
    ]);
  });

  test.each([2, 16, 17, 100])('finds it among %i values, wherever they stand', (count) => {
    const values = Array.from({ length: count }, (_, index) => ({ ...value, scope: `scope ${index}` }));
    expect(attributeValuesSchema.safeParse({ type: 'text', values }).success).toBe(true);
    for (const at of [1, count - 1]) {
      const repeated = values.with(at, { ...value, scope: 'scope 0' });
      const { error } = attributeValuesSchema.safeParse({ type: 'text', values: repeated });
      expect(error?.issues).toMatchObject([{ path: ['values', at] }]);
    }
  });

  test('brings numbers to their canonical form', () => {
    expect(attributeValuesSchema.parse(attribute('number', '012.500'))).toEqual(attribute('number', '12.5'));
    expect(attributeValuesSchema.parse(attribute('number', 12.5))).toEqual(attribute('number', '12.5'));
    expect(attributeValuesSchema.parse(attribute('quantity', { amount: '1e3', unit: 'GRM' }))).toEqual(
      attribute('quantity', { amount: '1000', unit: 'GRM' }),
    );
  });

  test('has a schema for every type', () => {
    expect(attributeTypes).toEqual(Object.keys(attributeDataSchemas));
    for (const type of attributeTypes) expect(attributeSchema.shape.type.parse(type)).toBe(type);
  });
});

describe('attributesSchema', () => {
  test.each(['__proto__', 'constructor', 'prototype', '', 'a\nb', 'x'.repeat(256), half])(
    'refuses the code of case %#, rather than leave it out',
    (code) => {
      const input: unknown = JSON.parse(
        `{${JSON.stringify(code)}:${JSON.stringify(attribute('text', 'x'))}}`,
      );
      expect(attributesSchema.safeParse(input).success).toBe(false);
    },
  );

  test('takes any other code', () => {
    const input = Object.fromEntries(
      ['name', 'Größe', 'a.b', '1', ' '].map((code) => [code, attribute('text', 'x')]),
    );
    expect(attributesSchema.parse(input)).toEqual(input);
    expect(attributesSchema.parse({})).toEqual({});
  });

  test('is not fooled by a list', () => {
    expect(attributesSchema.safeParse([]).success).toBe(false);
    expect(attributesSchema.safeParse(null).success).toBe(false);
  });
});

test('well-known attributes have types that exist', () => {
  for (const [code, type] of Object.entries(wellKnownAttributes)) {
    expect(attributeTypes).toContain(type);
    expect(code).toMatch(/^[a-z][A-Za-z]*$/);
  }
});
