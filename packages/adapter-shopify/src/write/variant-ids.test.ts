import { describe, expect, test } from 'vitest';

import { openShop } from '../testing/open-shop.ts';
import { idsOfVariants } from './variant-ids.ts';

const answered = (id: string, sku: string | null) => ({ id, sku, inventoryItem: { id: `item-${id}` } });
const named = (id: string) => ({ id, inventoryItem: `item-${id}` });

describe('variants in an answer', () => {
  test('are known by their ids, new ones by SKU, in whatever order the platform answers', () => {
    const set = [
      { id: null, sku: 'new-1' },
      { id: 'v1', sku: 'old' },
      { id: null, sku: 'new-2' },
    ];
    const answer = [answered('v1', 'old'), answered('v3', 'new-2'), answered('v2', 'new-1')];
    expect(idsOfVariants(set, answer)).toEqual([named('v2'), named('v1'), named('v3')]);
  });

  test('are known by their place among the new ones where SKUs say nothing', () => {
    const set = ['twin', 'twin', 'other'].map((sku) => ({ id: null, sku }));
    const answer = [answered('v1', 'twin'), answered('v3', 'other'), answered('v2', 'twin')];
    expect(idsOfVariants(set, answer)).toEqual([named('v1'), named('v2'), named('v3')]);
    expect(idsOfVariants([{ id: null, sku: 'a' }], [answered('v1', 'changed')])).toEqual([named('v1')]);
  });

  test('that are not there are not made up', () => {
    expect(idsOfVariants([{ id: 'v1', sku: 'a' }], [answered('v2', 'a')])).toEqual([undefined]);
  });
});

/** A shop whose answers to `productSet` show the variants otherwise. */
function shopAnswering(change: (variants: readonly unknown[]) => readonly unknown[]) {
  return openShop(
    {},
    {
      around: (next) => async (request) => {
        const isSet = (await request.clone().text()).includes('mutation ProductUpsert');
        const response = await next(request);
        if (!isSet) return response;
        const answer = (await response.json()) as {
          data: { productSet: { product: { variants: { nodes: readonly unknown[] } } } };
        };
        const { variants } = answer.data.productSet.product;
        variants.nodes = change(variants.nodes);
        return Response.json(answer);
      },
    },
  );
}

test('a shop that answers without a variant: the record fails, and no variant is taken for another', async () => {
  let isShort = true;
  const shop = shopAnswering((variants) => (isShort ? variants.slice(1) : variants));
  const shirt = (...sizes: string[]) => ({
    title: 'Shirt',
    options: ['Size'],
    variants: sizes.map((size) => ({ sku: `shirt-${size}`, options: [{ name: 'Size', value: size }] })),
  });
  const failed = { status: 'failed', error: { code: 'response.malformed' } };
  expect((await shop.send('product', 'shirt', shirt('S', 'M'))).outcome).toMatchObject(failed);
  isShort = false;
  const { remote } = await shop.send('product', 'shirt', shirt('S', 'M'));
  expect(shop.state.products.size).toBe(1);
  isShort = true;
  const grown = await shop.send('product', 'shirt', shirt('S', 'M', 'L'), { remote, sections: ['variants'] });
  expect(grown.outcome).toMatchObject(failed);
});

test('a shop that answers with variants in another order: each price reaches its own variant', async () => {
  const shop = shopAnswering((variants) => variants.toReversed());
  const variants = (...sizes: string[]) =>
    sizes.map((size, place) => ({
      sku: `shirt-${size}`,
      options: [{ name: 'Size', value: size }],
      price: `${place + 1}`,
    }));
  const shirt = { title: 'Shirt', options: ['Size'] };
  const made = await shop.send('product', 'shirt', { ...shirt, variants: variants('S', 'M') });
  const grown = await shop.send(
    'product',
    'shirt',
    { ...shirt, variants: variants('XS', 'S', 'M', 'L') },
    { remote: made.remote, sections: ['variants'] },
  );
  await shop.send(
    'product',
    'shirt',
    { ...shirt, variants: variants('XS', 'S', 'M', 'L') },
    { remote: grown.remote, sections: ['prices'] },
  );
  const [product] = shop.state.products.values();
  expect(
    product?.variants.map(({ inventoryItemId, price }) => [
      shop.state.inventoryItems.get(inventoryItemId)?.sku,
      price,
    ]),
  ).toEqual([
    ['shirt-XS', '1.00'],
    ['shirt-S', '2.00'],
    ['shirt-M', '3.00'],
    ['shirt-L', '4.00'],
  ]);
});
