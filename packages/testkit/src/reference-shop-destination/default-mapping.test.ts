import type {
  Attribute,
  Coverage,
  DefaultMappingOptions,
  Product,
  SchemaDescription,
} from '@pim-connector/core';
import {
  compileMapping,
  describeTargets,
  emptySchemaDescription,
  entitySchemas,
  lintMapping,
} from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { defaultMapping } from './default-mapping.ts';
import { shopRecords } from './shop-records.ts';
import type { ShopEntityName } from './shop-records.ts';

/** What a shop says of itself. */
const destination: SchemaDescription = {
  ...emptySchemaDescription,
  locales: ['en', 'de', 'fr'],
  currencies: ['EUR', 'GBP'],
  targets: {
    category: describeTargets(shopRecords.category.schema),
    asset: describeTargets(shopRecords.asset.schema),
    product: describeTargets(shopRecords.product.schema),
  },
};

function options(source: SchemaDescription, coverage: Coverage = 'partial'): DefaultMappingOptions {
  return { entities: ['category', 'asset', 'product'], source, destination, coverage };
}

/** What the default mapping makes of a record. */
function mapped(
  entity: ShopEntityName,
  data: object,
  source: SchemaDescription = emptySchemaDescription,
  coverage: Coverage = 'partial',
) {
  const mapping = compileMapping(defaultMapping(entity, options(source, coverage)), { source });
  const { data: made, issues } = mapping.map(entitySchemas[entity].parse(data));
  const parsed = shopRecords[entity].schema.safeParse(made);
  return { made, issues, problem: parsed.error?.issues };
}

function text(data: string, locale: string | null = null) {
  return { type: 'text', values: [{ locale, scope: null, data }] };
}

function attribute(key: string, type: Attribute['type'], more: Partial<Attribute> = {}): Attribute {
  return { key, type, labels: {}, localizable: false, scopable: false, ...more };
}

describe('products', () => {
  const bare: Pick<Product, 'key' | 'variants'> = {
    key: 'tent',
    variants: [{ key: 'tent', attributes: {} }],
  };

  test('of a source that says nothing of itself', () => {
    const { made, issues, problem } = mapped('product', {
      ...bare,
      attributes: { name: text(' Tent  2 '), brand: text('Tarnfell'), color: text('red') },
    });
    expect([issues, problem]).toEqual([[], undefined]);
    expect(made).toEqual({
      title: { en: 'Tent 2' },
      brand: 'Tarnfell',
      seo: { title: { en: 'Tent 2' } },
      status: 'active',
      variants: [{ sku: 'tent' }],
    });
  });

  test('need a name in the primary language only', () => {
    const source = { ...emptySchemaDescription, locales: ['de-DE', 'en-GB'] };
    const german = mapped('product', { ...bare, attributes: { name: text('Zelt', 'de-DE') } }, source);
    expect(german.issues).toMatchObject([{ code: 'value.missing', path: 'title.en', severity: 'error' }]);
    const english = mapped('product', { ...bare, attributes: { name: text('Tent', 'en-GB') } }, source);
    expect(english.issues).toEqual([]);
    expect(english.made['title']).toEqual({ en: 'Tent' });
  });

  test('show the values of their own attributes in the words of each language', () => {
    const source: SchemaDescription = {
      ...emptySchemaDescription,
      locales: ['en-GB', 'de-DE'],
      attributes: [
        attribute('name', 'text'),
        attribute('volume', 'quantity', { labels: { 'en-GB': 'Volume', 'de-DE': 'Volumen' } }),
        attribute('season', 'option', {
          labels: { 'de-DE': 'Jahreszeit' },
          options: [
            { code: 'w', labels: { 'en-GB': 'Winter', 'de-DE': 'Winter' } },
            { code: 's', labels: { 'en-GB': 'Summer' } },
          ],
        }),
        attribute('tags', 'options', { options: [{ code: 'a', labels: { 'en-GB': 'A' } }] }),
        attribute('shade', 'option'),
        attribute('washable', 'boolean'),
        attribute('story', 'richText', { localizable: true }),
        attribute('since', 'date'),
        attribute('layers', 'number'),
        attribute('prices', 'money'),
        attribute('empty', 'text'),
      ],
    };
    const one = (type: string, data: unknown) => ({ type, values: [{ locale: null, scope: null, data }] });
    const { made, issues, problem } = mapped(
      'product',
      {
        ...bare,
        attributes: {
          name: text('Tent'),
          volume: one('quantity', { amount: '1234.5', unit: 'LTR' }),
          season: one('option', 's'),
          tags: one('options', ['a']),
          shade: one('option', 'white'),
          washable: one('boolean', false),
          story: {
            type: 'richText',
            values: [{ locale: 'de-DE', scope: null, data: '<p>Es war <b>einmal</b></p>' }],
          },
          since: one('date', '2026-11-23'),
          layers: one('number', '3'),
          prices: one('money', [{ amount: '1', currency: 'EUR' }]),
          empty: one('text', null),
        },
      },
      source,
    );
    expect([issues, problem]).toEqual([[], undefined]);
    expect(made['specs']).toEqual([
      { code: 'volume', name: { en: 'Volume', de: 'Volumen' }, value: { en: '1,234.5 l', de: '1.234,5 l' } },
      { code: 'season', name: { en: 'season', de: 'Jahreszeit' }, value: { en: 'Summer' } },
      { code: 'tags', name: { en: 'tags', de: 'tags' }, value: { en: 'A' } },
      { code: 'shade', name: { en: 'shade', de: 'shade' }, value: { en: 'white', de: 'white' } },
      { code: 'washable', name: { en: 'washable', de: 'washable' }, value: { en: 'No', de: 'Nein' } },
      { code: 'story', name: { en: 'story', de: 'story' }, value: { de: 'Es war einmal' } },
      { code: 'since', name: { en: 'since', de: 'since' }, value: { en: '11/23/2026', de: '23.11.2026' } },
      { code: 'layers', name: { en: 'layers', de: 'layers' }, value: { en: '3', de: '3' } },
    ]);
  });

  test('have their prices, reduced or not, their stock and their weight at the variants', () => {
    const source = {
      ...emptySchemaDescription,
      attributes: [attribute('name', 'text'), attribute('weight', 'quantity')],
    };
    const { made, problem } = mapped(
      'product',
      {
        key: 'tent',
        attributes: {
          name: text('Tent'),
          weight: {
            type: 'quantity',
            values: [{ locale: null, scope: null, data: { amount: '2.1004', unit: 'KGM' } }],
          },
        },
        prices: [{ kind: 'list', amount: '90', currency: 'GBP' }],
        variants: [
          {
            key: 'tent-red',
            attributes: {},
            identifiers: [{ scheme: 'gtin', value: '04012345000016' }],
            prices: [
              { kind: 'list', amount: '100', currency: 'EUR' },
              { kind: 'sale', amount: '80.5', currency: 'EUR' },
            ],
            inventory: [{ quantity: '3.5' }, { location: 'b', quantity: '2' }],
            assets: [
              { asset: 'red.jpg', role: 'main' },
              { asset: 'manual.pdf', role: 'manual' },
            ],
          },
        ],
      },
      source,
    );
    expect(problem).toBeUndefined();
    expect(made['variants']).toEqual([
      {
        sku: 'tent-red',
        barcode: '04012345000016',
        prices: [
          { currency: 'EUR', amount: '80.5', compareAt: '100' },
          { currency: 'GBP', amount: '90' },
        ],
        weightGrams: 2100,
        stock: 5,
        images: ['red.jpg'],
      },
    ]);
  });

  test('read a brand that is chosen from a list', () => {
    const brands = [{ code: 'tf', labels: { 'en-GB': 'Tarnfell' } }];
    const source = {
      ...emptySchemaDescription,
      locales: ['en-GB'],
      attributes: [attribute('name', 'text'), attribute('brand', 'option', { options: brands })],
    };
    const brand = { type: 'option', values: [{ locale: null, scope: null, data: 'tf' }] };
    expect(
      mapped('product', { ...bare, attributes: { name: text('Tent'), brand } }, source).made['brand'],
    ).toBe('Tarnfell');
  });

  test('of complete records clear what the source does not have', () => {
    const source = { ...emptySchemaDescription, locales: ['en-GB', 'de-DE'] };
    const { made, issues, problem } = mapped(
      'product',
      { ...bare, attributes: { name: text('Tent', 'en-GB') } },
      source,
      'complete',
    );
    expect([issues, problem]).toEqual([[], undefined]);
    expect(made).toEqual({
      title: { en: 'Tent', de: null },
      productType: null,
      description: { en: null, de: null },
      brand: null,
      tags: null,
      seo: { title: { en: 'Tent', de: null }, description: { en: null, de: null } },
      categories: null,
      images: null,
      options: null,
      related: null,
      status: 'active',
      variants: [
        {
          sku: 'tent',
          barcode: null,
          options: null,
          prices: null,
          weightGrams: null,
          stock: null,
          images: null,
        },
      ],
    });
  });

  test('leave alone what the source does not have', () => {
    const source = { ...emptySchemaDescription, attributes: [attribute('name', 'text')] };
    const { rules } = defaultMapping('product', options(source));
    expect(rules.map(({ to }) => to)).toEqual([
      'title.{locale}',
      'productType',
      'seo.title.{locale}',
      'categories',
      'images',
      'options',
      'related',
      'status',
      'sku',
      'barcode',
      'options',
      'prices',
      'stock',
      'images',
    ]);
    expect(
      lintMapping({ ...defaultMapping('product', options(source)) }, source, emptySchemaDescription).findings,
    ).toEqual([]);
  });
});

test('categories have the names of each language', () => {
  const source = { ...emptySchemaDescription, locales: ['en-GB', 'de-AT', 'de-DE'] };
  const category = {
    key: 'tents',
    parent: null,
    position: 3,
    labels: { 'en-GB': 'Tents', 'de-DE': 'Zelte' },
  };
  expect(mapped('category', category, source)).toEqual({
    made: { parent: null, position: 3, name: { en: 'Tents', de: 'Zelte' } },
    issues: [],
    problem: undefined,
  });
  expect(mapped('category', { ...category, labels: {} })).toMatchObject({ made: { name: { en: 'tents' } } });
  expect(mapped('category', { ...category, labels: { 'de-DE': 'Zelte' } }, source).issues).toMatchObject([
    { code: 'value.missing', path: 'name.en' },
  ]);
});

test('of complete categories and assets, what is missing is cleared', () => {
  const source = { ...emptySchemaDescription, locales: ['en-GB', 'de-DE'] };
  expect(
    mapped('category', { key: 'c', parent: null, labels: { 'en-GB': 'C' } }, source, 'complete').made,
  ).toEqual({
    parent: null,
    position: null,
    name: { en: 'C', de: null },
  });
  const asset = { key: 'a', url: 'https://a.example/a.pdf' };
  expect(mapped('asset', asset, source, 'complete').made).toEqual({
    url: asset.url,
    mediaType: 'application/pdf',
    fileName: null,
    alt: { en: null, de: null },
  });
});

test.each([
  [{ mediaType: 'image/webp' }, 'image/webp'],
  [{}, 'image/jpeg'],
])('assets with %j are %s', (more, mediaType) => {
  const asset = { key: 'a', url: 'https://a.example/tent.JPG?v=2', alt: { en: 'A tent' }, ...more };
  expect(mapped('asset', asset)).toEqual({
    made: { url: asset.url, mediaType, alt: { en: 'A tent' } },
    issues: [],
    problem: undefined,
  });
});

test('an asset of an unknown kind is refused', () => {
  expect(mapped('asset', { key: 'a', url: 'https://a.example/tent.xyz' }).issues).toMatchObject([
    { code: 'value.missing', path: 'mediaType' },
  ]);
});

test('prices and stock go by their SKU', () => {
  const prices = [
    { kind: 'list', amount: '10', currency: 'EUR' },
    { kind: 'list', amount: '99', currency: 'USD' },
  ];
  expect(mapped('price', { key: 'a', prices })).toEqual({
    made: { sku: 'a', prices: [{ currency: 'EUR', amount: '10' }] },
    issues: [],
    problem: undefined,
  });
  expect(mapped('price', { key: 'a', prices: [] }).issues).toMatchObject([{ code: 'value.missing' }]);
  expect(mapped('inventory', { key: 'a', levels: [{ quantity: '-2' }] }).made).toEqual({
    sku: 'a',
    stock: -2,
  });
  expect(mapped('inventory', { key: 'a', levels: [] })).toEqual({
    made: { sku: 'a', stock: null },
    issues: [],
    problem: undefined,
  });
});

test('there is none for what the shop does not take', () => {
  expect(() => defaultMapping('family', options(emptySchemaDescription))).toThrow(
    'The shop does not take the entity “family”',
  );
});
