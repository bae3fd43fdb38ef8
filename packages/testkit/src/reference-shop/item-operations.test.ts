import { describe, expect, test } from 'vitest';

import { shopFixture, tent } from './shop-fixture.ts';

async function remove(fixture: Awaited<ReturnType<typeof shopFixture>>, entity: string, id: string) {
  const response = await fixture.send('POST', `/v1/${entity}/batch-delete`, { ids: [id] });
  return ((await response.json()) as { results: unknown[] }).results[0];
}

function inUse(id: string, user: string) {
  return {
    id,
    status: 'rejected',
    errors: [{ field: 'key', code: 'in_use', message: `is used by ${user}` }],
  };
}

describe('categories', () => {
  test('form a tree', async () => {
    const { put, query } = await shopFixture();
    expect(
      await put(
        'categories',
        { key: 'camp', name: { en: 'Camping', de: 'Camping' }, position: 1 },
        { key: 'tents', parent: 'camp' },
        { key: 'tents', parent: 'camp' },
      ),
    ).toMatchObject([{ status: 'created' }, { status: 'updated' }, { status: 'unchanged' }]);
    expect(await query('categories', 'camp', 'tents')).toEqual([
      { key: 'camp', parent: null, name: { en: 'Camping', de: 'Camping', fr: null }, position: 1 },
      { key: 'tents', parent: 'camp', name: { en: 'Tents', de: null, fr: null }, position: null },
    ]);
    await put('categories', { key: 'tents', parent: null });
    expect(await query('categories', 'tents')).toMatchObject([{ parent: null }]);
  });

  test.each<[readonly string[], object]>([
    [['key: required'], { name: { en: 'X' } }],
    [['name.en: required'], { key: 'x' }],
    [['name.en: required'], { key: 'x', name: { de: 'X' } }],
    [['name.en: too_long'], { key: 'x', name: { en: 'x'.repeat(81) } }],
    [['parent: not_found'], { key: 'x', name: { en: 'X' }, parent: 'none' }],
    [['parent: cycle'], { key: 'x', name: { en: 'X' }, parent: 'x' }],
    [['parent: cycle'], { key: 'tents', parent: 'big' }],
    [['position: invalid'], { key: 'x', name: { en: 'X' }, position: -1 }],
    [['image: unknown_field'], { key: 'x', name: { en: 'X' }, image: 'a' }],
  ])('are refused for %j', async (expected, category) => {
    const { put } = await shopFixture();
    await put('categories', { key: 'dome', parent: 'tents', name: { en: 'Dome' } });
    await put('categories', { key: 'big', parent: 'dome', name: { en: 'Big' } });
    const [result] = await put('categories', category);
    expect(result?.errors.map(({ field, code }) => `${field}: ${code}`)).toEqual(expected);
  });

  test('in use cannot be deleted', async () => {
    const fixture = await shopFixture();
    await fixture.put('products', tent);
    await fixture.put('categories', { key: 'camp', name: { en: 'Camping' } });
    await fixture.put('categories', { key: 'tents', parent: 'camp' });
    expect(await remove(fixture, 'categories', 'camp')).toEqual(inUse('camp', 'the category tents'));
    expect(await remove(fixture, 'categories', 'tents')).toEqual(inUse('tents', 'the product tent'));
    await remove(fixture, 'products', 'tent');
    expect(await remove(fixture, 'categories', 'tents')).toMatchObject({ status: 'deleted' });
    expect(await remove(fixture, 'categories', 'tents')).toMatchObject({ status: 'not_found' });
  });
});

describe('assets', () => {
  test('are kept with their texts', async () => {
    const { put, query } = await shopFixture();
    expect(await put('assets', { key: 'tent-1', alt: { en: 'A tent' }, fileName: 'tent.jpg' })).toMatchObject(
      [{ status: 'updated' }],
    );
    expect(await query('assets', 'tent-1')).toEqual([
      {
        key: 'tent-1',
        url: 'https://assets.example/tent-1.jpg',
        mediaType: 'image/jpeg',
        fileName: 'tent.jpg',
        alt: { en: 'A tent', de: null, fr: null },
      },
    ]);
  });

  test.each<[readonly string[], object]>([
    [['url: required', 'mediaType: required'], { key: 'x' }],
    [['url: invalid'], { key: 'x', url: 'ftp://a.example/x', mediaType: 'image/png' }],
    [['mediaType: not_allowed'], { key: 'x', url: 'https://a.example/x', mediaType: 'image/tiff' }],
    [['alt.en: too_long'], { key: 'tent-1', alt: { en: 'x'.repeat(251) } }],
    [['url: required'], { key: 'tent-1', url: null }],
    [['width: unknown_field'], { key: 'tent-1', width: 5 }],
  ])('are refused for %j', async (expected, asset) => {
    const { put } = await shopFixture();
    const [result] = await put('assets', asset);
    expect(result?.errors.map(({ field, code }) => `${field}: ${code}`)).toEqual(expected);
  });

  test('in use cannot be deleted', async () => {
    const fixture = await shopFixture();
    await fixture.put('products', tent);
    expect(await remove(fixture, 'assets', 'tent-1')).toEqual(inUse('tent-1', 'the product tent'));
    expect(await remove(fixture, 'assets', 'tent-manual')).toMatchObject({ status: 'deleted' });
  });
});

describe('prices', () => {
  test('are replaced for one SKU, and nothing else is touched', async () => {
    const { put, query, shop } = await shopFixture();
    await put('products', tent);
    const prices = [
      { currency: 'GBP', amount: '10' },
      { currency: 'EUR', amount: '12.5', compareAt: '20' },
    ];
    expect(await put('prices', { sku: 'tent-red', prices })).toMatchObject([{ status: 'updated' }]);
    expect(await put('prices', { sku: 'TENT-red', prices })).toMatchObject([{ status: 'unchanged' }]);
    expect(await query('prices', 'tent-red', 'none')).toEqual([
      {
        sku: 'tent-red',
        prices: [
          { currency: 'GBP', amount: '10.00', compareAt: null },
          { currency: 'EUR', amount: '12.50', compareAt: '20.00' },
        ],
      },
    ]);
    expect(shop.product('tent')).toMatchObject({
      variants: [{ stock: 3, weightGrams: 2100 }, { prices: [{ amount: '199.90' }, { amount: '179.00' }] }],
    });
  });

  test.each<[readonly string[], object]>([
    [['sku: not_found'], { sku: 'none', prices: [] }],
    [['prices: required'], { sku: 'tent-red' }],
    [['prices: price_missing'], { sku: 'tent-red', prices: [{ currency: 'EUR', amount: '1' }] }],
    [['prices[0].amount: negative'], { sku: 'tent-red', prices: [{ currency: 'EUR', amount: '-1' }] }],
    [['stock: unknown_field'], { sku: 'tent-red', prices: [], stock: 1 }],
  ])('are refused for %j', async (expected, item) => {
    const { put } = await shopFixture();
    await put('products', tent);
    const [result] = await put('prices', item);
    expect(result?.errors.map(({ field, code }) => `${field}: ${code}`)).toEqual(expected);
  });
});

describe('inventory', () => {
  test('is set for one SKU, and null stops the counting', async () => {
    const { put, query } = await shopFixture();
    await put('products', tent);
    expect(
      await put(
        'inventory',
        { sku: 'tent-red', stock: 8 },
        { sku: 'tent-red', stock: 8 },
        { sku: 'tent-blue', stock: null },
      ),
    ).toMatchObject([{ status: 'updated' }, { status: 'unchanged' }, { status: 'updated' }]);
    expect(await query('inventory', 'tent-red', 'tent-blue')).toEqual([
      { sku: 'tent-red', stock: 8 },
      { sku: 'tent-blue', stock: null },
    ]);
  });

  test.each<[readonly string[], object]>([
    [['sku: not_found'], { sku: 'none', stock: 1 }],
    [['stock: required'], { sku: 'tent-red' }],
    [['stock: wrong_type'], { sku: 'tent-red', stock: 1.5 }],
    [['stock: invalid'], { sku: 'tent-red', stock: 1_000_000_001 }],
  ])('is refused for %j', async (expected, item) => {
    const { put } = await shopFixture();
    await put('products', tent);
    const [result] = await put('inventory', item);
    expect(result?.errors.map(({ field, code }) => `${field}: ${code}`)).toEqual(expected);
  });
});
