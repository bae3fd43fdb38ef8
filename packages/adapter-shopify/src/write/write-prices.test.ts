import { expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { caller } from '../source/seeded-shop.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

const full = { mode: 'full' } as const;
const sizes = ['S', 'M', 'L'];
const shirt: ShopifyRecords['product'] = {
  title: 'Shirt',
  options: ['Size'],
  variants: sizes.map((size) => ({ sku: `shirt-${size}`, options: [{ name: 'Size', value: size }] })),
};
const pricesOf = (list: string) => Object.fromEntries(sizes.map((size) => [`shirt-${size}`, { list }]));

/** A shop that gets prices and stock of a product from records of their own. */
async function pricedShop() {
  const stock = Object.fromEntries(sizes.map((size) => [`shirt-${size}`, { 'Main warehouse': 1 }]));
  const shop = shopPipeline({ products: { shirt }, prices: pricesOf('5'), stock });
  await shop.pipeline.run();
  const variants = () => [...shop.state.products.values()][0]?.variants ?? [];
  const call = caller(shop.simulator);
  return {
    ...shop,
    prices: () => variants().map(({ price }) => price),
    stock: () =>
      [...shop.state.inventoryItems.values()].flatMap(({ levels }) =>
        [...levels.values()].map(({ available }) => available),
      ),
    async deleteVariant(place: number) {
      const [product] = shop.state.products.values();
      await call(
        'mutation($productId: ID!, $variantsIds: [ID!]!) { productVariantsBulkDelete(productId: $productId, variantsIds: $variantsIds) { userErrors { message } } }',
        { productId: product?.id, variantsIds: [product?.variants[place]?.id] },
      );
    },
  };
}

test('a variant that somebody has deleted keeps no other of its product from getting its price and its stock', async () => {
  const shop = await pricedShop();
  expect(shop.prices()).toEqual(['5.00', '5.00', '5.00']);
  await shop.deleteVariant(1);
  shop.pim.prices = pricesOf('6');
  shop.pim.stock = Object.fromEntries(sizes.map((size) => [`shirt-${size}`, { 'Main warehouse': 7 }]));
  await shop.pipeline.run(full);
  expect(shop.prices()).toEqual(['6.00', '6.00']);
  expect(shop.stock()).toEqual([7, 7]);
  expect(await shop.refusals()).toMatchObject([
    { key: 'shirt-M', code: 'reference.missing', path: 'sku' },
    { key: 'shirt-M', code: 'reference.missing', path: 'sku' },
  ]);
});
