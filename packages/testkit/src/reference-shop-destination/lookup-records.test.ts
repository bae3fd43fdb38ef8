import { expect, test } from 'vitest';

import { bringOver, desired, destinationFixture, smallProduct } from './destination-fixture.ts';
import type { ShopEntityName } from './shop-records.ts';

test('reads records back as a mapping makes them', async () => {
  const fixture = await destinationFixture();
  const { destination, context } = fixture;
  await bringOver(fixture, desired('category', 'tents', { name: { en: 'Tents' }, position: 1 }));
  await bringOver(
    fixture,
    desired('asset', 'a1', { url: 'https://a.example/1.jpg', mediaType: 'image/jpeg' }),
  );
  await bringOver(fixture, desired('product', 'tent', { ...smallProduct('a'), categories: ['tents'] }));
  const keys = ['tent', 'tents', 'a1', 'a', 'none'];
  const read = async (entity: ShopEntityName) => [
    ...((await destination.lookup?.({ entity, keys }, context)) ?? []),
  ];
  expect(await read('category')).toEqual([
    [
      'tents',
      {
        remote: { id: 'tents' },
        data: { parent: null, name: { en: 'Tents', de: null, fr: null }, position: 1 },
      },
    ],
  ]);
  const texts = { en: null, de: null, fr: null };
  expect(await read('asset')).toEqual([
    [
      'a1',
      {
        remote: { id: 'a1' },
        data: { url: 'https://a.example/1.jpg', mediaType: 'image/jpeg', fileName: null, alt: texts },
      },
    ],
  ]);
  const prices = [
    { currency: 'EUR', amount: '9.5', compareAt: '12' },
    { currency: 'GBP', amount: '8' },
  ];
  expect(await read('product')).toEqual([
    [
      'tent',
      {
        remote: { id: 'tent', variants: { a: { id: 'a' } } },
        data: {
          handle: 'tent',
          status: 'active',
          title: { en: 'Tent', de: null, fr: null },
          description: texts,
          brand: null,
          productType: null,
          tags: [],
          categories: ['tents'],
          images: [],
          seo: { title: texts, description: texts },
          specs: [],
          options: [],
          related: [],
          variants: [
            { sku: 'a', barcode: null, options: [], prices, weightGrams: null, stock: 3, images: [] },
          ],
        },
      },
    ],
  ]);
  expect(await read('price')).toEqual([['a', { remote: { id: 'a' }, data: { sku: 'a', prices } }]]);
  expect(await read('inventory')).toEqual([['a', { remote: { id: 'a' }, data: { sku: 'a', stock: 3 } }]]);
});

test('takes as many requests as many keys need', async () => {
  const fixture = await destinationFixture();
  const keys = Array.from({ length: 501 }, (_, index) => `k${index}`);
  await bringOver(
    fixture,
    desired('category', 'k0', { name: { en: 'First' } }),
    desired('category', 'k500', { name: { en: 'Last' } }),
  );
  fixture.shop.resetLog();
  const found = await fixture.destination.lookup?.({ entity: 'category', keys }, fixture.context);
  expect([...(found?.keys() ?? [])]).toEqual(['k0', 'k500']);
  expect(fixture.shop.requests()).toHaveLength(3);
});

test('an item of an unknown form is an error that names it', async () => {
  const { destination, context } = await destinationFixture(
    {},
    {
      fetch: async () => Response.json({ items: [{ key: 'tents', name: 'Tents' }] }),
      retry: { attempts: 1 },
    },
  );
  await expect(destination.lookup?.({ entity: 'category', keys: ['tents'] }, context)).rejects.toMatchObject({
    code: 'response.malformed',
    operation: 'lookup',
    entity: 'category',
    key: 'tents',
    details: { place: 'name' },
  });
});
