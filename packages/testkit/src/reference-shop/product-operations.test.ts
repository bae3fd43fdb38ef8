import { describe, expect, test } from 'vitest';

import { shopFixture, tent, variant } from './shop-fixture.ts';
import type { ShopFixture } from './shop-fixture.ts';

/** The errors with which a product is refused, as `field: code`. */
async function refusals({ put, shop }: ShopFixture, product: unknown): Promise<readonly string[]> {
  const before = JSON.stringify(shop.products());
  const [result] = await put('products', product);
  expect(result?.status).toBe('rejected');
  expect(JSON.stringify(shop.products())).toBe(before);
  return result?.errors.map(({ field, code }) => `${field}: ${code}`) ?? [];
}

test('creates, leaves alone what says the same, updates', async () => {
  const { put, query } = await shopFixture();
  expect(await put('products', tent)).toEqual([{ id: 'tent', status: 'created', errors: [] }]);
  expect(await put('products', tent)).toEqual([{ id: 'tent', status: 'unchanged', errors: [] }]);
  expect(await put('products', { id: 'tent', brand: 'Tarnfell' })).toEqual([
    { id: 'tent', status: 'updated', errors: [] },
  ]);
  expect(await query('products', 'tent', 'other', 'tent')).toEqual([
    {
      id: 'tent',
      handle: 'trail-tent-2',
      status: 'active',
      title: { en: 'Trail Tent 2', de: null, fr: null },
      description: { en: null, de: null, fr: null },
      brand: 'Tarnfell',
      productType: null,
      tags: [],
      categories: ['tents'],
      images: ['tent-1'],
      seo: { title: { en: null, de: null, fr: null }, description: { en: null, de: null, fr: null } },
      specs: [],
      options: ['Colour'],
      related: [],
      variants: ['Red', 'Blue'].map((value) => ({
        sku: `tent-${value.toLowerCase()}`,
        barcode: '4012345000016',
        options: [{ name: 'Colour', value }],
        prices: [
          { currency: 'EUR', amount: '199.90', compareAt: null },
          { currency: 'GBP', amount: '179.00', compareAt: null },
        ],
        weightGrams: 2100,
        stock: 3,
        images: [],
      })),
    },
  ]);
});

describe('what is not given stays, null clears, lists are replaced', () => {
  test('for texts, language by language', async () => {
    const { put, shop } = await shopFixture();
    await put('products', { ...tent, title: { en: 'Tent', de: 'Zelt' }, seo: { title: { de: 'Zelte' } } });
    await put('products', {
      id: 'tent',
      title: { fr: 'Tente', de: null },
      seo: { description: { en: 'D' } },
    });
    expect(shop.product('tent')).toMatchObject({
      title: { en: 'Tent', de: null, fr: 'Tente' },
      seo: { title: { de: 'Zelte' }, description: { en: 'D' } },
      categories: ['tents'],
    });
    await put('products', { id: 'tent', seo: null });
    expect(shop.product('tent')).toMatchObject({ seo: { title: { de: null }, description: { en: null } } });
  });

  test('for lists', async () => {
    const { put, shop } = await shopFixture();
    await put('products', { ...tent, tags: ['a', 'b'] });
    await put('products', { id: 'tent', tags: ['c'], categories: null });
    expect(shop.product('tent')).toMatchObject({ tags: ['c'], categories: [] });
  });

  test('for variants: those listed are merged, those not listed are removed', async () => {
    const { put, shop } = await shopFixture();
    await put('products', tent);
    await put('products', {
      id: 'tent',
      variants: [{ sku: 'tent-blue', stock: 0, barcode: null }, variant('tent-green', 'Green')],
    });
    expect(shop.product('tent')).toMatchObject({
      variants: [
        { sku: 'tent-blue', stock: 0, barcode: null, weightGrams: 2100 },
        { sku: 'tent-green', stock: 3 },
      ],
    });
    // The SKU is free again.
    const other = { ...tent, id: 'other', variants: [variant('tent-red', 'Red')] };
    expect(await put('products', other)).toMatchObject([{ status: 'created' }]);
  });
});

describe('handles', () => {
  test('are made of the title, with a number where they are taken', async () => {
    const { put, shop } = await shopFixture();
    for (const id of ['a', 'b', 'c']) {
      // oxlint-disable-next-line no-await-in-loop
      await put('products', { id, title: { en: 'Été & Más!' }, variants: [{ sku: id }] });
    }
    expect(shop.products()).toMatchObject([
      { handle: 'ete-mas' },
      { handle: 'ete-mas-1' },
      { handle: 'ete-mas-2' },
    ]);
  });

  test('are made of the id where the title has no letters', async () => {
    const { put, shop } = await shopFixture();
    await put('products', { id: 'K2', title: { en: '寝袋' }, variants: [{ sku: 'k2' }] });
    expect(shop.product('K2')).toMatchObject({ handle: 'k2' });
  });

  test('stay when the title changes, and are free again when the product goes', async () => {
    const { put, send, shop } = await shopFixture();
    await put('products', tent, { id: 'tent', title: { en: 'Other' } });
    expect(shop.product('tent')).toMatchObject({ handle: 'trail-tent-2' });
    await send('POST', '/v1/products/batch-delete', { ids: ['tent'] });
    expect(await put('products', { ...tent, id: 'new', handle: 'trail-tent-2' })).toMatchObject([
      { status: 'created' },
    ]);
  });

  test('that belong to another product are refused', async () => {
    const fixture = await shopFixture();
    await fixture.put('products', tent);
    const other = { ...tent, id: 'other', handle: 'trail-tent-2', variants: [variant('x', 'Red')] };
    expect(await refusals(fixture, other)).toEqual(['handle: taken']);
  });
});

test.each<[readonly string[], object]>([
  [['id: required'], { id: undefined }],
  [['id: too_long'], { id: 'x'.repeat(65) }],
  [['id: invalid'], { id: ' tent' }],
  [['id: wrong_type'], { id: 7 }],
  [['colour: unknown_field'], { colour: 'red' }],
  [['handle: invalid'], { handle: 'Trail Tent' }],
  [['title.en: required'], { title: null }],
  [['title.en: required'], { title: { de: 'Zelt' } }],
  [['title: wrong_type'], { title: 'Tent' }],
  [['title.en: too_long'], { title: { en: 'x'.repeat(121) } }],
  [['title.de: required'], { title: { en: 'Tent', de: '  ' } }],
  [['title.en: html_not_allowed'], { title: { en: '<b>Tent</b>' } }],
  [['title.es: locale_not_supported'], { title: { en: 'Tent', es: 'Tienda' } }],
  [['description.en: html_not_allowed'], { description: { en: '<div>x</div>' } }],
  [['description.en: too_long'], { description: { en: 'x'.repeat(20_001) } }],
  [['brand: too_long'], { brand: 'x'.repeat(81) }],
  [['productType: wrong_type'], { productType: 5 }],
  [['tags[1]: duplicate'], { tags: ['a', 'a'] }],
  [['tags: too_many'], { tags: Array.from({ length: 51 }, (_, index) => `tag ${index}`) }],
  [['categories[1]: not_found'], { categories: ['tents', 'boats'] }],
  [['images[0]: not_found'], { images: ['tent-2'] }],
  [['images[0]: invalid'], { images: ['tent-manual'] }],
  [['images: too_many'], { images: Array.from({ length: 21 }, (_, index) => `i${index}`) }],
  [['seo.title.en: too_long'], { seo: { title: { en: 'x'.repeat(71) } } }],
  [['seo.description.de: too_long'], { seo: { description: { de: 'x'.repeat(161) } } }],
  [['seo.keywords: unknown_field'], { seo: { keywords: 'x' } }],
  [['specs[0].value: required'], { specs: [{ code: 'a', name: { en: 'A' } }] }],
  [['specs[0].value: required'], { specs: [{ code: 'a', name: { en: 'A' }, value: {} }] }],
  [['specs[0].value.de: wrong_type'], { specs: [{ code: 'a', name: { en: 'A' }, value: { de: null } }] }],
  [
    ['specs[1]: duplicate'],
    {
      specs: [
        { code: 'a', name: { en: 'A' }, value: { en: '1' } },
        { code: 'a', name: { en: 'A' }, value: { en: '2' } },
      ],
    },
  ],
  [['options: too_many'], { options: ['a', 'b', 'c', 'd'] }],
  [['options[1]: duplicate'], { options: ['a', 'a'] }],
  [['related: invalid'], { related: ['tent'] }],
  [['status: not_allowed'], { status: 'sold' }],
  [['variants: required'], { variants: [] }],
  [['variants: required'], { variants: null }],
  [['variants: too_many'], { variants: Array.from({ length: 251 }, (_, index) => ({ sku: `s${index}` })) }],
])('refuses a product with %j', async (expected, fault) => {
  expect(await refusals(await shopFixture(), { ...tent, ...fault })).toEqual(expected);
});

test.each<[readonly string[], object]>([
  [['variants[0].sku: required'], { sku: undefined }],
  [['variants[0].sku: taken'], { sku: 'Taken' }],
  [['variants[0].size: unknown_field'], { size: 'L' }],
  [['variants[0].barcode: invalid'], { barcode: '4012345000017' }],
  [['variants[0].barcode: invalid'], { barcode: '40 12345 00001 6' }],
  [['variants[0].options: invalid'], { options: [] }],
  [['variants[0].options: invalid'], { options: [{ name: 'Size', value: 'L' }] }],
  [['variants[0].prices[0].amount: negative'], { prices: [{ currency: 'EUR', amount: '-1' }] }],
  [['variants[0].prices[0].amount: invalid'], { prices: [{ currency: 'EUR', amount: '1.999' }] }],
  [['variants[0].prices[0].amount: wrong_type'], { prices: [{ currency: 'EUR', amount: 1.5 }] }],
  [
    ['variants[0].prices[0].currency: currency_not_supported'],
    { prices: [{ currency: 'USD', amount: '1' }] },
  ],
  [
    ['variants[0].prices[0].compareAt: invalid'],
    { prices: [{ currency: 'EUR', amount: '2', compareAt: '2.00' }] },
  ],
  [
    ['variants[0].prices[1]: duplicate'],
    {
      prices: [
        { currency: 'EUR', amount: '2' },
        { currency: 'EUR', amount: '3' },
      ],
    },
  ],
  [['variants[0].prices: price_missing'], { prices: [{ currency: 'EUR', amount: '2' }] }],
  [['variants[0].prices: price_missing'], { prices: null }],
  [['variants[0].weightGrams: wrong_type'], { weightGrams: 1.5 }],
  [['variants[0].weightGrams: invalid'], { weightGrams: -1 }],
  [['variants[0].stock: wrong_type'], { stock: '3' }],
  [['variants[0].images[0]: not_found'], { images: ['none'] }],
])('refuses a variant with %j', async (expected, fault) => {
  const fixture = await shopFixture();
  await fixture.put('products', { ...tent, id: 'first', variants: [variant('taken', 'Red')] });
  const variants = [{ ...variant('tent-red', 'Red'), ...fault }, variant('tent-blue', 'Blue')];
  expect(await refusals(fixture, { ...tent, variants })).toEqual(expected);
});

test('two variants must not have the same options', async () => {
  const options = ['Colour', 'Size'];
  const red = { name: 'Colour', value: 'Red' };
  const large = { name: 'Size', value: 'L' };
  const variants = [
    { ...variant('a', 'Red'), options: [red, large] },
    { ...variant('b', 'Red'), options: [large, red] },
  ];
  expect(await refusals(await shopFixture(), { ...tent, options, variants })).toEqual([
    'variants[1].options: duplicate',
  ]);
});

test.each(['a', 'A'])('two variants must not have the SKUs a and %s', async (sku) => {
  const variants = [variant('a', 'Red'), variant(sku, 'Blue')];
  expect(await refusals(await shopFixture(), { ...tent, variants })).toEqual(['variants[1].sku: duplicate']);
});

test('stock may be below zero, and a draft needs no price', async () => {
  const { put } = await shopFixture();
  const draft = { ...tent, status: 'draft', variants: [{ ...variant('a', 'Red'), prices: [], stock: -4 }] };
  expect(await put('products', draft)).toMatchObject([{ status: 'created' }]);
  expect(await put('products', { id: 'tent', status: 'active' })).toMatchObject([
    { status: 'rejected', errors: [{ field: 'variants[0].prices', code: 'price_missing' }] },
  ]);
});

test('all that is wrong with an item is told at once, and the other items are taken', async () => {
  const { put, shop } = await shopFixture();
  const results = await put(
    'products',
    tent,
    { id: 'bad', title: { en: 7 }, status: 'x', variants: [{ sku: 'v', stock: 'x', colour: 'red' }] },
    'no object',
    { ...tent, id: 'good', variants: [variant('good-red', 'Red')] },
  );
  expect(results.map(({ id, status }) => [id, status])).toEqual([
    ['tent', 'created'],
    ['bad', 'rejected'],
    [null, 'rejected'],
    ['good', 'created'],
  ]);
  expect(results[1]?.errors.map(({ field, code }) => `${field}: ${code}`)).toEqual([
    'title.en: wrong_type',
    'status: not_allowed',
    'variants[0].stock: wrong_type',
    'variants[0].colour: unknown_field',
  ]);
  expect(results[2]?.errors).toEqual([{ field: '', code: 'wrong_type', message: 'must be of type object' }]);
  expect(shop.products()).toHaveLength(2);
});

test('a related product need not exist yet', async () => {
  const { put } = await shopFixture();
  expect(await put('products', { ...tent, related: ['later'] })).toMatchObject([{ status: 'created' }]);
});

test('deletes, and says what was not there', async () => {
  const { put, query, send } = await shopFixture();
  await put('products', tent);
  const response = await send('POST', '/v1/products/batch-delete', { ids: ['tent', 'tent'] });
  expect(await response.json()).toEqual({
    results: [
      { id: 'tent', status: 'deleted', errors: [] },
      { id: 'tent', status: 'not_found', errors: [] },
    ],
  });
  expect(await query('products', 'tent')).toEqual([]);
  expect(await query('prices', 'tent-red')).toEqual([]);
});
