import { describe, expect, test } from 'vitest';

import type { Product } from '../model/index.ts';
import { compileMapping } from './compile-mapping.ts';

const base = {
  version: 1,
  name: 'test',
  entity: 'product',
  locales: { 'en-US': ['en-US'], 'de-DE': ['de-DE', 'en-US'] },
};
const name = { op: 'attribute', code: 'name' };
const empty = { op: 'attribute', code: 'cleared' };
const none = { op: 'attribute', code: 'nobody' };
const failing = { op: 'convert', of: { op: 'attribute', code: 'weight' }, unit: 'CMT' };

const product: Product = {
  key: 'p',
  attributes: {
    name: { type: 'text', values: [{ locale: 'en-US', scope: null, data: 'Shirt' }] },
    cleared: { type: 'text', values: [{ locale: null, scope: null, data: null }] },
    weight: { type: 'quantity', values: [{ locale: null, scope: null, data: { amount: '1', unit: 'KGM' } }] },
  },
  variants: [
    { key: 'p-1', attributes: {} },
    {
      key: 'p-2',
      attributes: { name: { type: 'text', values: [{ locale: 'en-US', scope: null, data: 'Red shirt' }] } },
    },
  ],
};

function map(rules: readonly object[], options: Parameters<typeof compileMapping>[1] = {}) {
  return compileMapping({ ...base, rules }, options).map(product);
}

test('a localized rule is evaluated for every target locale, another one for the first', () => {
  expect(
    map([
      { to: 'title', from: name },
      { to: 'titles.{locale}', from: name },
      { to: 'seo.{locale}.title', from: name, locales: ['de-DE'] },
    ]).data,
  ).toEqual({
    title: 'Shirt',
    titles: { 'en-US': 'Shirt', 'de-DE': 'Shirt' },
    seo: { 'de-DE': { title: 'Shirt' } },
  });
});

test('rules of level variant make one record per variant, with the product’s values where the variant has none', () => {
  expect(
    map([
      { to: 'name', level: 'variant', from: name },
      { to: 'sku', level: 'variant', from: { op: 'field', path: 'key' } },
    ]).data,
  ).toEqual({
    variants: [
      { name: 'Shirt', sku: 'p-1' },
      { name: 'Red shirt', sku: 'p-2' },
    ],
  });
});

describe('a missing value', () => {
  test.each([
    ['is left out', {}, {}, []],
    ['clears the target if told so', { onMissing: 'clear' }, { x: null }, []],
    ['rejects the record if told so', { onMissing: 'reject' }, {}, ['value.missing']],
    ['rejects the record if required', { required: true }, {}, ['value.missing']],
  ])('%s', (_what, rule, data, codes) => {
    const result = map([{ to: 'x', from: none, ...rule }]);
    expect(result.data).toEqual(data);
    expect(result.issues.map(({ code }) => code)).toEqual(codes);
  });
});

describe('a value that is explicitly empty', () => {
  test.each([
    ['clears the target', {}, { x: null }, []],
    ['rejects the record if required', { required: true }, {}, ['value.missing']],
  ])('%s', (_what, rule, data, codes) => {
    const result = map([{ to: 'x', from: empty, ...rule }]);
    expect(result.data).toEqual(data);
    expect(result.issues.map(({ code }) => code)).toEqual(codes);
  });
});

describe('a rule that fails', () => {
  test('fails alone, and says which rule, attribute, locale and value', () => {
    const { data, issues } = map([
      { to: 'x', from: failing },
      { to: 'title', from: name },
    ]);
    expect(data).toEqual({ title: 'Shirt' });
    expect(issues).toEqual([
      {
        code: 'value.unknown_unit',
        severity: 'error',
        message: '1 KGM cannot be converted to CMT',
        path: 'x',
        rule: 'x',
        attribute: 'weight',
        locale: 'en-US',
        value: '{"amount":"1","unit":"KGM"}',
      },
    ]);
  });

  test('names the variant', () => {
    const { issues } = map([{ to: 'x', level: 'variant', from: failing }]);
    expect(issues.map(({ variant }) => variant)).toEqual(['p-1', 'p-2']);
  });

  test('only warns if its target may be left out', () => {
    expect(map([{ to: 'x', from: failing, onFailure: 'omit' }]).issues[0]?.severity).toBe('warning');
  });

  test('by an error of a registered function is no more than an issue', () => {
    const functions = {
      broken: {
        run: () => {
          throw new TypeError('oops');
        },
      },
    };
    expect(map([{ to: 'x', from: { op: 'call', function: 'broken' } }], { functions }).issues).toMatchObject([
      { code: 'rule.failed', message: 'oops' },
    ]);
  });
});

describe('the hash', () => {
  const rules = [
    { to: 'x', from: { op: 'lookup', of: name, table: 'sizes', otherwise: 'keep' } },
    { to: 'y', from: { op: 'call', function: 'f' } },
  ];
  const hash = (changes: object = {}, options: Parameters<typeof compileMapping>[1] = {}) =>
    compileMapping(
      { ...base, rules, ...changes },
      { tables: { sizes: { a: 'b' } }, functions: { f: { version: '1', run: () => 1 } }, ...options },
    ).hash;

  test('stays the same for the same mapping, tables and functions', () => {
    expect(hash()).toBe(hash());
  });

  test.each([
    ['a rule', { rules: rules.slice(0, 1) }, {}],
    ['a table', {}, { tables: { sizes: { a: 'c' } } }],
    ['the version of a function', {}, { functions: { f: { version: '2', run: () => 1 } } }],
  ])('changes with %s', (_what, changes, options) => {
    expect(hash(changes, options)).not.toBe(hash());
  });
});

test('names what it cannot find', () => {
  const rules = [
    { to: 'x', from: { op: 'lookup', of: name, table: 'sizes' } },
    { to: 'y', from: { op: 'call', function: 'f' } },
  ];
  expect(() => compileMapping({ ...base, rules })).toThrow(/no lookup table “sizes”.*no function “f”/);
  expect(() => compileMapping({ ...base, rules: [] }, { tables: { sizes: { a: () => 1 } } })).toThrow(
    /lookup table "sizes"/,
  );
});

test('leads a target back to its rules', () => {
  const compiled = compileMapping({
    ...base,
    rules: [
      { to: 'names.{locale}', from: name },
      { to: 'a', level: 'variant', from: empty },
      { to: 'b.c', from: none },
    ],
  });
  expect(compiled.rulesFor('names.de-DE')).toEqual([{ to: 'names.{locale}', attribute: 'name' }]);
  expect(compiled.rulesFor('variants.1.a')).toEqual([{ to: 'a', attribute: 'cleared' }]);
  expect(compiled.rulesFor('b')).toEqual([{ to: 'b.c', attribute: 'nobody' }]);
  expect(compiled.rulesFor('zzz')).toEqual([]);
});
