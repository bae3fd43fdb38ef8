import { describe, expect, test } from 'vitest';

import { columnsOfMapping, parseRowMapping } from './row-mapping.ts';

const read = { op: 'field', path: 'x' };

function mappingOf(rules: readonly object[], more: object = {}) {
  const product = { to: 'product', from: { op: 'field', path: 'sku' } };
  return { version: 1, name: 'mine', entity: 'product', rules: [product, ...rules], ...more };
}

describe('a mapping of rows', () => {
  test.each([
    'variant',
    'variesBy',
    'attributes.name.text.de-DE.shop',
    'attributes.name.text.{locale}.*',
    'attributes.a\\.b.quantity.*.*.amount',
    'prices.any name.amount',
    'inventory.*',
    'identifiers.gtin',
  ])('may set “%s”', (to) => {
    const mapping = mappingOf([{ to, from: read }], { locales: { 'de-DE': ['de-DE'] } });
    expect(parseRowMapping(mapping)).toEqual(mapping);
  });

  test.each([
    ['title', '“title” is no target of a row'],
    ['attributes.name', '“attributes.name” must be attributes.<code>.<type>.<locale>.<scope>'],
    ['attributes.name.string.*.*', 'has the type “string”; there are text, richText'],
    ['attributes.name.text.german.*', 'has the locale “german”'],
    ['prices', '“prices” must be prices.<name>'],
    ['inventory', '“inventory” must be inventory.<name>'],
    ['identifiers.EAN', '“identifiers.EAN” must be identifiers.<scheme>'],
  ])('may not set “%s”', (to, problem) => {
    expect(() => parseRowMapping(mappingOf([{ to, from: read }]))).toThrow(problem);
  });

  test('gives an attribute one type', () => {
    const rules = [
      { to: 'attributes.size.text.*.*', from: read },
      { to: 'attributes.size.option.de-DE.*', from: read },
    ];
    expect(() => parseRowMapping(mappingOf(rules))).toThrow(
      'the attribute “size” is of the type “text” and of “option”',
    );
  });

  test('sets the key, has no variants, and is of products', () => {
    expect(() => parseRowMapping({ ...mappingOf([]), rules: [] })).toThrow('no rule sets “product”, the key');
    expect(() => parseRowMapping(mappingOf([{ to: 'family', level: 'variant', from: read }]))).toThrow(
      'a row has no variants',
    );
    expect(() => parseRowMapping(mappingOf([], { entity: 'price' }))).toThrow('"entity" must be "product"');
  });

  test('must be a mapping', () => {
    expect(() => parseRowMapping({ rules: [] })).toThrow(/The mapping is not valid/);
  });
});

test('the columns that are read are found, however deep', () => {
  const from = {
    op: 'coalesce',
    of: [
      { op: 'field', path: 'a\\.b' },
      { op: 'trim', of: { op: 'use', name: 'c' } },
    ],
  };
  const mapping = parseRowMapping(
    mappingOf([{ to: 'family', from }], { definitions: { c: { op: 'field', path: 'c.d' } } }),
  );
  expect([...columnsOfMapping(mapping)]).toEqual(['sku', 'a.b', 'c']);
});
