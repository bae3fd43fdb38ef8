import { describe, expect, test } from 'vitest';

import { makeScene } from '../testing/scene.ts';

const sized = (name: string, more: object = {}) => ({
  optionValues: [
    { optionName: 'Color', name: 'Red' },
    { optionName: 'Size', name },
  ],
  ...more,
});

describe('variants', () => {
  test('are created with values that are made on the way, with stock and metafields', async () => {
    const { shop, product, mutate, locationIds } = await makeScene();
    const { userErrors } = await mutate('productVariantsBulkCreate', {
      productId: product.id,
      variants: [
        sized('XL', {
          price: '9.9',
          inventoryItem: { sku: 'xl', tracked: true },
          inventoryQuantities: [{ locationId: locationIds[1], availableQuantity: 7 }],
          metafields: [{ namespace: 'custom', key: 'care', type: 'single_line_text_field', value: 'cold' }],
        }),
      ],
    });
    expect(userErrors).toEqual([]);
    const { state } = shop.simulator;
    const made = state.products.get(product.id)?.variants.at(-1);
    const item = state.inventoryItems.get(made?.inventoryItemId ?? '');
    expect(made).toMatchObject({ price: '9.90' });
    expect(item).toMatchObject({ sku: 'xl', tracked: true });
    expect(item?.levels.get(locationIds[1] ?? '')?.available).toBe(7);
    expect(state.metafields.get(made?.id ?? '')?.get('custom.care')?.value).toBe('cold');
  });

  test.each([
    ['DEFAULT', 1],
    ['REMOVE_STANDALONE_VARIANT', 1],
    ['PRESERVE_STANDALONE_VARIANT', 2],
  ])('of a simple product: %s leaves %i', async (strategy, count) => {
    const { shop, simple, mutate } = await makeScene();
    const variants = [{ optionValues: [{ optionName: 'Title', name: 'Large' }] }];
    await mutate('productVariantsBulkCreate', { productId: simple.id, strategy, variants });
    const left = shop.simulator.state.products.get(simple.id)?.variants.map(({ id }) => id);
    expect(left?.length).toBe(count);
    expect(left?.includes(simple.variants[0]?.id ?? '')).toBe(count === 2);
  });

  test('one mistake keeps all from being written, unless it may be done in part', async () => {
    const { shop, product, variantIds, mutate, staticId } = await makeScene();
    const args = {
      productId: product.id,
      variants: [
        { id: variantIds[0], price: '5' },
        { id: staticId('ProductVariant'), price: '5' },
      ],
    };
    const priceNow = () => shop.simulator.state.products.get(product.id)?.variants[0]?.price;
    expect((await mutate('productVariantsBulkUpdate', args)).userErrors).toMatchObject([
      { field: ['variants', '1', 'id'], code: 'PRODUCT_VARIANT_DOES_NOT_EXIST' },
    ]);
    expect(priceNow()).toBe('0.00');
    const partly = await mutate('productVariantsBulkUpdate', { ...args, allowPartialUpdates: true });
    expect(partly.userErrors.length).toBe(1);
    expect(priceNow()).toBe('5.00');
  });

  test('an absent price stays, a null clears what may be cleared, and nought is a price', async () => {
    const { shop, product, variantIds, mutate } = await makeScene();
    const set = async (change: object) => {
      const variants = [{ id: variantIds[0], ...change }];
      await mutate('productVariantsBulkUpdate', { productId: product.id, variants });
      return shop.simulator.state.products.get(product.id)?.variants[0];
    };
    expect(await set({ price: '5', compareAtPrice: '0' })).toMatchObject({
      price: '5.00',
      compareAtPrice: '0.00',
    });
    expect(await set({})).toMatchObject({ price: '5.00', compareAtPrice: '0.00' });
    expect(await set({ compareAtPrice: null })).toMatchObject({ price: '5.00', compareAtPrice: null });
  });

  test('are deleted with their items, and values that nobody has any more go', async () => {
    const { shop, product, variantIds, mutate } = await makeScene();
    const { state } = shop.simulator;
    const items = state.inventoryItems.size;
    await mutate('productVariantsBulkDelete', {
      productId: product.id,
      variantsIds: variantIds.slice(0, 2),
    });
    const left = state.products.get(product.id);
    expect(left?.variants.map(({ id }) => id)).toEqual(variantIds.slice(2));
    expect(left?.options[0]?.values.map(({ name }) => name)).toEqual(['Blue']);
    expect(state.inventoryItems.size).toBe(items - 2);
  });

  test('are reordered', async () => {
    const { shop, product, variantIds, mutate } = await makeScene();
    const positions = [{ id: variantIds[3], position: 1 }];
    await mutate('productVariantsBulkReorder', { productId: product.id, positions });
    const ids = shop.simulator.state.products.get(product.id)?.variants.map(({ id }) => id);
    expect(ids).toEqual([variantIds[3], ...variantIds.slice(0, 3)]);
  });

  test('show only media that are ready and belong to the product', async () => {
    const { shop, product, variantIds, imageId, mutate } = await makeScene();
    const variants = [{ id: variantIds[0], mediaId: imageId }];
    const show = () => mutate('productVariantsBulkUpdate', { productId: product.id, variants });
    expect((await show()).userErrors).toMatchObject([{ code: 'MUST_BE_FOR_THIS_PRODUCT' }]);
    await mutate('fileUpdate', { files: [{ id: imageId, referencesToAdd: [product.id] }] });
    expect((await show()).userErrors).toEqual([]);
    expect(shop.simulator.state.products.get(product.id)?.variants[0]?.mediaIds).toEqual([imageId]);
  });
});
