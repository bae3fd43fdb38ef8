import { expect, test } from 'vitest';

import { destinationFixture, fixtureToken, smallProduct } from './destination-fixture.ts';
import { referenceShopDestination } from './reference-shop-destination.ts';

test('the account is the address, and the token is told to nobody', () => {
  const destination = referenceShopDestination({ url: 'https://shop.example/', token: fixtureToken });
  expect(destination.account).toBe('https://shop.example');
  expect(JSON.stringify(destination)).not.toContain(fixtureToken);
  expect(destination.redact(`token ${fixtureToken}`)).not.toContain(fixtureToken);
});

test.each([{ url: 'shop.example' }, { token: '' }, { fetch: 'x' }, { region: 'eu' }])(
  'refuses the option %j',
  (fault) => {
    const config = { url: 'https://shop.example', token: 'token', ...fault };
    expect(() => referenceShopDestination(config as Parameters<typeof referenceShopDestination>[0])).toThrow(
      'The options of reference-shop are not valid',
    );
  },
);

test('describes the shop and what can be set', async () => {
  const { destination, context } = await destinationFixture({ locales: ['de'], currencies: ['CHF'] });
  const { locales, currencies, targets } = await destination.describe(context);
  expect([locales, currencies]).toEqual([['de'], ['CHF']]);
  expect(Object.keys(targets ?? {})).toEqual(['category', 'asset', 'product', 'price', 'inventory']);
  expect(targets?.product?.map(({ path, level }) => `${level} ${path}`)).toEqual([
    'product handle',
    'product title.{locale}',
    'product description.{locale}',
    'product brand',
    'product productType',
    'product tags',
    'product categories',
    'product images',
    'product seo.title.{locale}',
    'product seo.description.{locale}',
    'product specs',
    'product options',
    'product related',
    'product status',
    'variant sku',
    'variant barcode',
    'variant options',
    'variant prices',
    'variant weightGrams',
    'variant stock',
    'variant images',
  ]);
  expect(targets?.product?.find(({ path }) => path === 'title.{locale}')).toEqual({
    path: 'title.{locale}',
    level: 'product',
    type: 'text',
    required: true,
    nullable: true,
    maxLength: 120,
  });
});

test('records name what they refer to', () => {
  const { records } = referenceShopDestination({ url: 'https://shop.example', token: 'token' });
  expect(
    records.product.references?.({
      ...smallProduct('a'),
      categories: ['c'],
      images: ['i'],
      variants: [{ sku: 'a' }, { sku: 'b', images: ['x', 'y'] }],
      related: ['later'],
    }),
  ).toEqual([
    { entity: 'category', key: 'c', path: 'categories.0' },
    { entity: 'asset', key: 'i', path: 'images.0' },
    { entity: 'asset', key: 'x', path: 'variants.1.images.0' },
    { entity: 'asset', key: 'y', path: 'variants.1.images.1' },
  ]);
  expect(records.category.references?.({ name: {}, parent: 'c' })).toEqual([
    { entity: 'category', key: 'c', path: 'parent' },
  ]);
  expect(records.category.references?.({ name: {}, parent: null })).toEqual([]);
  expect(records.price.references?.({ sku: 'a', prices: [] })).toEqual([
    { entity: 'variant', key: 'a', path: 'sku' },
  ]);
});
