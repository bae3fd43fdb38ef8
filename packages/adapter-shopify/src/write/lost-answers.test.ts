import { expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

type Product = ShopifyRecords['product'];

const full = { mode: 'full' } as const;
const text = (value: string) => ({ type: 'single_line_text_field', value });

const before: Product = {
  title: 'Shirt',
  status: 'active',
  handle: 'shirt',
  options: ['Size'],
  tags: ['a', 'b'],
  categories: ['shirts'],
  images: ['front', 'back'],
  metafields: { custom: { kept: text('1'), gone: text('1') } },
  publications: ['Online Store'],
  translations: { de: { title: 'Hemd', options: { Size: 'Größe' } }, fr: { title: 'Chemise' } },
  variants: ['S', 'M'].map((size) => ({
    sku: `shirt-${size}`,
    options: [{ name: 'Size', value: size }],
    price: '19.9',
    image: 'front',
    metafields: { custom: { length: text('1') } },
    marketPrices: [{ priceList: 'Switzerland', amount: '5' }],
  })),
};
const after: Product = {
  ...before,
  title: 'Blouse',
  handle: 'blouse',
  tags: ['b', 'c'],
  images: ['back', 'front'],
  metafields: { custom: { kept: text('2') } },
  publications: ['Point of Sale'],
  translations: { de: { title: 'Bluse', options: { Size: 'Grösse' } } },
  variants: ['S', 'L'].map((size) => ({
    sku: `shirt-${size}`,
    options: [{ name: 'Size', value: size }],
    price: '20',
    image: size === 'S' ? null : 'back',
    metafields: { custom: { length: text('2') } },
    marketPrices: size === 'S' ? [] : [{ priceList: 'Switzerland', amount: '6' }],
  })),
};

/** Brings a product with all that it can have into a shop, and changes all of it. */
async function story(isLosing: boolean) {
  const lost = new Set<string>();
  const answered = new Set<string>();
  const shop = shopPipeline(
    {
      categories: { shirts: { title: 'Shirts', translations: { de: { title: 'Hemden' } } } },
      assets: {
        front: { url: 'https://assets.example/a.jpg', alt: 'A', altTranslations: { de: 'B' } },
        back: { url: 'https://assets.example/b.jpg' },
      },
      products: { shirt: before },
      stock: { 'shirt-S': { Berlin: 3 } },
    },
    {
      simulator: {
        plan: 'plus',
        locationNames: ['Berlin'],
        markets: [{ name: 'Switzerland', currency: 'CHF', countries: ['CH'] }],
      },
      config: {
        lane: 'direct',
        around: (next) => async (request) => {
          const name = /mutation (\w+)/.exec(await request.clone().text())?.[1];
          const response = await next(request);
          if (name === undefined) return response;
          answered.add(name);
          if (!isLosing || lost.has(name)) return response;
          lost.add(name);
          throw new TypeError('fetch failed');
        },
      },
    },
  );
  const counts = [(await shop.pipeline.run()).counts];
  shop.pim.products['shirt'] = after;
  shop.pim.categories['shirts'] = { title: 'Blouses', translations: { de: { title: 'Blusen' } } };
  shop.pim.assets['front'] = { url: 'https://assets.example/a.jpg', alt: 'Z', altTranslations: { de: 'Y' } };
  shop.pim.stock['shirt-S'] = { Berlin: 5 };
  counts.push((await shop.pipeline.run(full)).counts, (await shop.pipeline.run(full)).counts);
  const { state } = shop;
  // All that is in the shop, with ids by what they are of, and without moments.
  const all = [
    state.products,
    state.collections,
    state.files,
    state.metafields,
    state.translations,
    state.inventoryItems,
    state.priceLists,
    state.redirects,
    [...state.published].map(([id, publications]) => [id, [...publications.keys()].toSorted()]),
  ].map((map) => [...map]);
  const shown = JSON.stringify(all, (name, value: unknown) => {
    if (name === 'createdAt' || name === 'updatedAt' || name === 'readyAt') return undefined;
    return value instanceof Map ? [...value] : value;
  }).replaceAll(/gid:\/\/shopify\/(\w+)\/\d+(?:\?\w+=\d+)?/g, '$1');
  return {
    counts,
    shown,
    answered: [...answered].toSorted(),
    lost: [...lost].toSorted(),
    drifts: await shop.drifts(),
  };
}

test('no mutation has a second effect when the connection breaks after it was carried out', async () => {
  const calm = await story(false);
  const broken = await story(true);
  expect(calm.drifts).toEqual({});
  expect(broken.drifts).toEqual({});
  expect(broken.lost).toEqual(calm.answered);
  expect(broken.lost.length).toBeGreaterThan(20);
  expect(broken.shown).toBe(calm.shown);
  const losses = broken.counts.map(({ failed, rejected }) => failed + rejected);
  expect(losses).toEqual([0, 0, 0]);
  expect(broken.counts[2]).toMatchObject({ updated: 0, created: 0 });
});
