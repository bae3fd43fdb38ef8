import { test as propertyTest } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';

import { arbitraryProduct } from './arbitrary-product.ts';
import { entities, entitySchemas } from './entity.ts';
import type { Entity } from './entity.ts';
import { maxVariants, productSchema } from './product.ts';
import { isSurelyValid } from './surely-valid.ts';

const half = 'half \ud800';
const attributes = { name: { type: 'text', values: [{ locale: 'de-DE', scope: null, data: 'Hemd' }] } };
const extensions = { erp: { plant: '1000', list: [1, null] } };
const variant = { key: 'shirt-s', attributes: {} };

/** The least that each entity must have, and the most it can have. */
const least: Readonly<Record<Entity, Readonly<Record<string, unknown>>>> = {
  attribute: { key: 'name', type: 'text', labels: {}, localizable: false, scopable: false },
  family: { key: 'shirts', labels: {}, attributes: [] },
  category: { key: 'men', parent: null, labels: {} },
  asset: { key: 'front', url: 'https://host.example/front.jpg' },
  referenceRecord: { key: 'brands/acme', kind: 'brands', code: 'acme', labels: {}, attributes: {} },
  product: { key: 'shirt', attributes: {}, variants: [variant] },
  price: { key: 'shirt-s', prices: [] },
  inventory: { key: 'shirt-s', levels: [] },
};

const price = {
  kind: 'sale',
  amount: '12.5',
  currency: 'EUR',
  scope: 'shop',
  country: 'DE',
  customerGroup: 'b2b',
  minimumQuantity: '10',
  validFrom: '2026-01-01T00:00:00Z',
  validTo: '2026-02-01T00:00:00+01:00',
  taxIncluded: true,
  extensions,
};

const level = { location: 'berlin', quantity: '-3', tracked: true, extensions };

const described = {
  identifiers: [
    { scheme: 'gtin', value: '04006381333931', packaging: 'case' },
    { scheme: 'mpn', value: 'A/1 b' },
  ],
  attributes,
  categories: ['men'],
  assets: [{ asset: 'front', role: 'main', locale: 'de-DE', scope: 'shop' }],
  prices: [price],
  relations: [{ type: 'contains', target: { entity: 'variant', key: 'x' }, quantity: '12' }],
  status: 'draft',
  extensions,
};

const location = {
  url: 'https://host.example/a.jpg?x=1',
  urlKind: 'signed',
  expiresAt: '2026-01-01T00:00:00Z',
  mediaType: 'image/svg+xml',
  bytes: 0,
  width: 1,
  height: 1,
  checksum: { algorithm: 'sha256', value: 'abc' },
};

const most: typeof least = {
  attribute: {
    ...least.attribute,
    type: 'option',
    labels: { 'de-DE': 'Farbe' },
    locales: ['de-DE'],
    group: 'main',
    unique: true,
    options: [{ code: 'red', labels: { en: 'Red' }, position: 0, extensions }],
    unit: 'KGM',
    maxLength: 10,
    minimum: '-1',
    maximum: '1',
    target: { entity: 'referenceRecord', kind: 'brands' },
    extensions,
  },
  family: {
    ...least.family,
    labels: { en: 'Shirts' },
    attributes: ['name'],
    requirements: { shop: ['name'] },
    variations: [
      {
        key: 'by-color',
        axes: [['color'], ['size']],
        attributes: [['material'], []],
        labels: { en: 'By colour' },
      },
    ],
    extensions,
  },
  category: { ...least.category, parent: 'root', labels: { en: 'Men' }, position: 0, attributes, extensions },
  asset: {
    ...location,
    key: 'front',
    fileName: 'front.jpg',
    alt: { en: 'Front' },
    rightsExpireAt: '2026-01-01T00:00:00Z',
    derivatives: [{ ...location, name: 'thumb' }],
    attributes,
    extensions,
  },
  referenceRecord: { ...least.referenceRecord, labels: { en: 'Acme' }, attributes, extensions },
  product: {
    ...described,
    key: 'shirt',
    family: 'shirts',
    variesBy: ['size'],
    publications: [
      { scope: 'shop', published: true, from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' },
    ],
    variants: [{ ...described, key: 'shirt-s', inventory: [level] }],
  },
  price: { key: 'shirt-s', prices: [price, { ...price, amount: null }] },
  inventory: { key: 'shirt-s', levels: [level, { quantity: null }] },
};

test('entities are synced with what others refer to first', () => {
  expect(entities).toEqual([
    'attribute',
    'family',
    'category',
    'asset',
    'referenceRecord',
    'product',
    'price',
    'inventory',
  ]);
});

describe.each(entities)('%s', (entity) => {
  const schema = entitySchemas[entity];

  test('takes the least and the most, as they are', () => {
    expect(schema.parse(least[entity])).toEqual(least[entity]);
    expect(schema.parse(most[entity])).toEqual(most[entity]);
    expect(isSurelyValid(entity, least[entity])).toBe(true);
    expect(isSurelyValid(entity, most[entity])).toBe(true);
  });

  test('needs every part of the least', () => {
    for (const name of Object.keys(least[entity])) {
      const { [name]: _removed, ...rest } = least[entity];
      expect({ name, accepted: schema.safeParse(rest).success }).toEqual({ name, accepted: false });
      expect(isSurelyValid(entity, rest)).toBe(false);
    }
  });

  test('refuses a property that it does not know', () => {
    expect(schema.safeParse({ ...least[entity], extra: 1 }).success).toBe(false);
    const text = JSON.stringify(least[entity]);
    expect(schema.safeParse(JSON.parse(text.replace('{', '{"__proto__":{},'))).success).toBe(false);
  });

  test('refuses null for what is there or not', () => {
    const nullable = ['family', 'parent'];
    for (const name of Object.keys(most[entity]).filter((candidate) => !nullable.includes(candidate))) {
      expect({ name, accepted: schema.safeParse({ ...most[entity], [name]: null }).success }).toEqual({
        name,
        accepted: false,
      });
    }
  });

  test('refuses half a character anywhere', () => {
    // Every text in the record in turn.
    const texts = paths(most[entity]).filter((path) => typeof at(most[entity], path) === 'string');
    expect(texts.length).toBeGreaterThan(0);
    for (const path of texts) {
      const damaged = structuredClone(most[entity]);
      set(damaged, path, half);
      expect({ path, accepted: schema.safeParse(damaged).success }).toEqual({ path, accepted: false });
      expect(isSurelyValid(entity, damaged)).toBe(false);
    }
  });
});

function variants(count: number): unknown[] {
  return Array.from({ length: count }, (_, index) => ({ key: `shirt-${index}`, attributes: {} }));
}

describe('productSchema', () => {
  test('takes a family of null: none', () => {
    expect(productSchema.parse({ ...least.product, family: null })).toHaveProperty('family', null);
  });

  test('needs a variant, and takes as many as any platform has', () => {
    expect(productSchema.safeParse({ ...least.product, variants: [] }).success).toBe(false);
    expect(productSchema.safeParse({ ...least.product, variants: variants(2048) }).success).toBe(true);
    expect(productSchema.safeParse({ ...least.product, variants: variants(maxVariants + 1) }).success).toBe(
      false,
    );
  });

  test('refuses a variant key that comes twice, and names it', () => {
    const repeated = ['a', 'b', 'a', 'c', 'a'].map((key) => ({ key, attributes: {} }));
    expect(productSchema.safeParse({ ...least.product, variants: repeated }).error?.issues).toMatchObject([
      { path: ['variants', 2, 'key'], message: 'repeats the variant key “a”' },
      { path: ['variants', 4, 'key'], message: 'repeats the variant key “a”' },
    ]);
  });

  test('a variant may have the key of its product', () => {
    expect(
      productSchema.safeParse({ ...least.product, variants: [{ key: 'shirt', attributes: {} }] }).success,
    ).toBe(true);
  });

  propertyTest.prop([arbitraryProduct], { numRuns: 60 })(
    'takes every generated product as it is, also after JSON',
    (product) => {
      expect(productSchema.parse(product)).toEqual(product);
      expect(productSchema.parse(JSON.parse(JSON.stringify(product)))).toEqual(product);
    },
  );
});

/** One record per row that differs from a good one in one thing. */
const rejected: readonly [Entity, string, Readonly<Record<string, unknown>>][] = [
  [
    'product',
    'a GTIN with a wrong check digit',
    { identifiers: [{ scheme: 'gtin', value: '04006381333930' }] },
  ],
  ['product', 'a GTIN of 13 digits', { identifiers: [{ scheme: 'gtin', value: '4006381333931' }] }],
  ['product', 'a scheme in capitals', { identifiers: [{ scheme: 'GTIN', value: '1' }] }],
  ['product', 'an identifier without value', { identifiers: [{ scheme: 'mpn', value: '' }] }],
  ['product', 'an empty key', { key: '' }],
  ['product', 'a key with a line break', { key: 'a\nb' }],
  ['product', 'a status of its own', { status: 'deleted' }],
  [
    'product',
    'a relation to a category',
    { relations: [{ type: 'x', target: { entity: 'category', key: 'a' } }] },
  ],
  ['product', 'an axis named like JavaScript', { variesBy: ['__proto__'] }],
  ['product', 'an extension named like JavaScript', { extensions: JSON.parse('{"__proto__":1}') as object }],
  ['product', 'an extension that is no JSON', { extensions: { erp: new Date(0) } }],
  ['product', 'an extension that is undefined', { extensions: { erp: undefined } }],
  ['product', 'a publication without scope', { publications: [{ published: true }] }],
  ['product', 'an asset link without asset', { assets: [{ role: 'main' }] }],
  ['price', 'an unknown kind', { prices: [{ ...price, kind: 'base' }] }],
  ['price', 'a currency in small letters', { prices: [{ ...price, currency: 'eur' }] }],
  ['price', 'a country by name', { prices: [{ ...price, country: 'Germany' }] }],
  ['price', 'an amount that may have lost digits', { prices: [{ ...price, amount: 0.1 + 0.2 }] }],
  ['price', 'a day for a moment', { prices: [{ ...price, validFrom: '2026-01-01' }] }],
  ['price', 'no amount', { prices: [{ kind: 'list', currency: 'EUR' }] }],
  ['inventory', 'a quantity in words', { levels: [{ quantity: 'many' }] }],
  ['inventory', 'no quantity', { levels: [{ location: 'berlin' }] }],
  ['asset', 'a path for an URL', { url: '/a.jpg' }],
  ['asset', 'a file', { url: 'file:///etc/passwd' }],
  ['asset', 'a script', { url: 'javascript:alert(1)' }],
  ['asset', 'half a character in an URL', { url: `https://host.example/${half}` }],
  ['asset', 'a media type without subtype', { mediaType: 'image' }],
  ['asset', 'a negative size', { bytes: -1 }],
  ['asset', 'half a byte', { bytes: 1.5 }],
  ['asset', 'no width', { width: 0 }],
  ['asset', 'an unknown checksum', { checksum: { algorithm: 'crc32', value: 'x' } }],
  ['asset', 'a rendition without name', { derivatives: [{ url: 'https://host.example/a' }] }],
  ['referenceRecord', 'another key than kind and code make', { key: 'brands/other' }],
  ['referenceRecord', 'the code alone for a key', { key: 'acme' }],
  ['referenceRecord', 'a slash in its kind', { kind: 'brands/old', key: 'brands/old/acme' }],
  ['referenceRecord', 'a kind of JavaScript', { kind: '__proto__', key: '__proto__/acme' }],
  [
    'referenceRecord',
    'a key longer than keys are',
    { code: 'x'.repeat(250), key: `brands/${'x'.repeat(250)}` },
  ],
  ['attribute', 'a target of no entity', { target: { kind: 'brands' } }],
  ['category', 'no word about its parent', { parent: undefined }],
  ['category', 'a negative position', { position: -1 }],
  ['attribute', 'an unknown type', { type: 'colour' }],
  ['attribute', 'a name of JavaScript', { key: 'constructor' }],
  ['attribute', 'a wrong locale', { locales: ['de_DE'] }],
  ['attribute', 'a length of nothing', { maxLength: 0 }],
  ['attribute', 'an option without labels', { options: [{ code: 'red' }] }],
  [
    'family',
    'requirements of a scope named like JavaScript',
    { requirements: JSON.parse('{"__proto__":[]}') as object },
  ],
  ['family', 'axes without levels', { variations: [{ key: 'x', axes: ['color'] }] }],
];

test.each(rejected)('%s: refuses %s', (entity, _name, change) => {
  const record = { ...most[entity], ...change };
  expect(entitySchemas[entity].safeParse(record).success).toBe(false);
  expect(isSurelyValid(entity, record)).toBe(false);
});

type Path = readonly string[];

function paths(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return Object.entries(value).flatMap(([name, item]) => paths(item).map((path) => [name, ...path]));
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], value);
}

function set(value: object, path: Path, item: unknown): void {
  (at(value, path.slice(0, -1)) as Record<string, unknown>)[path.at(-1) ?? ''] = item;
}
