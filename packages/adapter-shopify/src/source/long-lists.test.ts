import { expect, test } from 'vitest';

import { shopPipeline } from '../testing/shop-pipeline.ts';
import { dataOf, openSourceShop, readAll, setProduct } from '../testing/source-shop.ts';
import { shopifySource } from './shopify-source.ts';

const numbers = (length: number) => [...Array(length).keys()];

/** A product with so many variants, all of which but the first have the same SKU. */
const alike = (sku: string, length: number, first = `FIRST-${sku}`) => ({
  title: sku,
  productOptions: [{ name: 'Size', values: numbers(length).map((number) => ({ name: `${number}` })) }],
  variants: numbers(length).map((number) => ({
    optionValues: [{ optionName: 'Size', name: `${number}` }],
    sku: number === 0 ? first : sku,
    price: '1',
  })),
});

test('SKUs that many variants have do not let others pass for gone', async () => {
  const { clock, call, connection, context } = await openSourceShop({}, 0);
  for (const sku of ['SHARED', 'USUAL']) {
    // oxlint-disable-next-line no-await-in-loop
    await call(setProduct, { input: alike(sku, 60) });
  }
  for (const sku of ['OTHER', 'USUAL'])
    // oxlint-disable-next-line no-await-in-loop
    await call(setProduct, { input: alike(sku, 1, sku) });
  await clock.sleep(10_000);
  const keys = ['SHARED', 'USUAL', 'OTHER', 'NONE'];
  for (const entity of ['price', 'inventory'] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const found = await shopifySource(connection).fetch?.({ entity, keys }, context);
    expect(keys.map((key) => found?.get(key)?.key)).toEqual(['SHARED', 'USUAL', 'OTHER', undefined]);
  }
  const source = shopifySource({ ...connection, keys: ['sku'] });
  const products = await source.fetch?.({ entity: 'product', keys: ['USUAL', 'SHARED'] }, context);
  expect(products?.get('USUAL')?.key).toBe('USUAL');
  expect(products?.get('SHARED')).toBeNull();
});

test('a product is read with all of its collections, however many', async () => {
  const collectionTitles = numbers(260).map((number) => `Collection ${number}`);
  const { simulator, connection, context, id } = await openSourceShop({ collectionTitles });
  const { state } = simulator;
  const product = state.products.get(id);
  if (product === undefined) throw new Error('no product');
  product.collectionIds = [...state.collections.keys()];
  for (const lane of ['pages', 'bulk'] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const { records } = await readAll(shopifySource({ ...connection, lane }), 'product', context);
    expect(dataOf(records[0]).categories).toHaveLength(260);
  }
});

test('a collection is no drift where others put the product into hundreds', async () => {
  const collectionTitles = numbers(260).map((number) => `Collection ${number}`);
  const products = {
    cup: { title: 'Cup', collections: ['collection-259'], variants: [{ sku: 'cup', price: '5' }] },
  };
  const shop = shopPipeline({ products }, { simulator: { collectionTitles } });
  await shop.pipeline.run();
  const [cup] = shop.state.products.values();
  if (cup === undefined) throw new Error('no product');
  const [last = ''] = cup.collectionIds;
  cup.collectionIds = [...new Set([...shop.state.collections.keys(), last])];
  expect(await shop.drifts()).toEqual({});
});
