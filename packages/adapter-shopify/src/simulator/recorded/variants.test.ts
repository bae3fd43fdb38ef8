// What real shops did with variants (recordings of API 2025-01 and 2026-04, in our words).
import { describe, expect, test } from 'vitest';

import { simulatedShop } from '../simulated-shop.ts';
import { makeScene } from '../testing/scene.ts';

const optionValues = (color: string, size: string) => [
  { optionName: 'Color', name: color },
  { optionName: 'Size', name: size },
];
const selection = 'product { id } productVariants { id price }';

describe('productVariantsBulkCreate', () => {
  test('that is refused answers no product and an empty list', async () => {
    const { mutate, product, staticId } = await makeScene();
    const variants = [{ optionValues: optionValues('Green', 'S') }];
    const unknown = await mutate(
      'productVariantsBulkCreate',
      { productId: staticId('Product'), variants },
      selection,
    );
    expect(unknown.payload).toMatchObject({
      product: null,
      productVariants: [],
      userErrors: [
        { field: ['productId'], message: 'Product does not exist', code: 'PRODUCT_DOES_NOT_EXIST' },
      ],
    });
    const twice = [
      { optionName: 'Color', name: 'Blue' },
      { optionName: 'Color', name: 'Red' },
    ];
    const duplicated = await mutate(
      'productVariantsBulkCreate',
      { productId: product.id, variants: [{ optionValues: twice }] },
      selection,
    );
    expect(duplicated.payload).toMatchObject({
      product: null,
      productVariants: [],
      userErrors: [
        {
          field: ['variants', '0', 'optionValues'],
          message: "Duplicated option name 'Color'",
          code: 'INVALID_INPUT',
        },
      ],
    });
  });

  test.each([
    ['productVariantsBulkCreate', { variants: [] }, selection, { productVariants: [] }],
    ['productVariantsBulkUpdate', { variants: [] }, selection, { productVariants: [] }],
    ['productVariantsBulkDelete', { variantsIds: [] }, 'product { id }', {}],
  ])('%s of nothing succeeds and does nothing', async (name, args, asked, given) => {
    const { shop, mutate, product } = await makeScene();
    const before = structuredClone(product);
    const { payload, userErrors } = await mutate(name, { productId: product.id, ...args }, asked);
    expect(userErrors).toEqual([]);
    expect(payload).toMatchObject({ product: { id: product.id }, ...given });
    expect(shop.simulator.state.products.get(product.id)).toEqual(before);
  });

  test('tracks a variant with a SKU, not one that nothing is said of', async () => {
    const { mutate, product, shop } = await makeScene();
    const tracked = 'productVariants { inventoryItem { tracked requiresShipping sku } }';
    const variants = [
      { optionValues: optionValues('Green', 'S'), price: '11.00', inventoryItem: { sku: 'PVBU-BLUE' } },
    ];
    const { payload } = await mutate(
      'productVariantsBulkCreate',
      { productId: product.id, variants },
      tracked,
    );
    expect(payload['productVariants']).toEqual([
      { inventoryItem: { tracked: true, requiresShipping: true, sku: 'PVBU-BLUE' } },
    ]);
    const [id = ''] = shop.simulator.seed([{ title: 'Plain' }]);
    const [variant] = shop.simulator.state.products.get(id)?.variants ?? [];
    expect(shop.simulator.state.inventoryItems.get(variant?.inventoryItemId ?? '')?.tracked).toBe(false);
  });

  test('without a strategy takes the standalone default variant away', async () => {
    const { mutate, simple } = await makeScene();
    const variants = [{ optionValues: [{ optionName: 'Title', name: 'Default Blue' }], price: '25.00' }];
    const { payload } = await mutate(
      'productVariantsBulkCreate',
      { productId: simple.id, variants },
      'product { options { name values } variants(first: 5) { nodes { title price } } }',
    );
    expect(payload['product']).toEqual({
      options: [{ name: 'Title', values: ['Default Blue'] }],
      variants: { nodes: [{ title: 'Default Blue', price: '25.00' }] },
    });
  });

  test('keeps values of options that no variant has', async () => {
    const { mutate, simple } = await makeScene();
    const options = [{ name: 'Color', values: [{ name: 'Red' }, { name: 'Blue' }, { name: 'Green' }] }];
    const shown = 'product { options { values optionValues { name hasVariants } } }';
    await mutate('productOptionsCreate', { productId: simple.id, options });
    const variants = [{ optionValues: [{ optionName: 'Color', name: 'Blue' }] }];
    const { payload } = await mutate('productVariantsBulkCreate', { productId: simple.id, variants }, shown);
    expect(payload['product']).toEqual({
      options: [
        {
          values: ['Red', 'Blue'],
          optionValues: [
            { name: 'Red', hasVariants: true },
            { name: 'Blue', hasVariants: true },
            { name: 'Green', hasVariants: false },
          ],
        },
      ],
    });
  });
});

describe('productVariantsBulkUpdate', () => {
  test('in part writes the good one, and answers both, the bad one as it is', async () => {
    const { mutate, product, variantIds } = await makeScene();
    const [red, blue] = variantIds;
    const variants = [
      { id: red, inventoryItem: { sku: 'PARTIAL' }, price: '9.99' },
      { id: blue, price: '-1.00' },
    ];
    const { payload } = await mutate(
      'productVariantsBulkUpdate',
      { productId: product.id, variants, allowPartialUpdates: true },
      'product { id } productVariants { id sku price }',
    );
    expect(payload).toMatchObject({
      product: { id: product.id },
      productVariants: [
        { id: red, sku: 'PARTIAL', price: '9.99' },
        { id: blue, sku: 'shirt-Red-L', price: '0.00' },
      ],
      userErrors: [
        {
          field: ['variants', '1', 'price'],
          message: 'Price must be greater than or equal to 0',
          code: 'GREATER_THAN_OR_EQUAL_TO',
        },
      ],
    });
  });

  test('that is refused for a plain field answers the variants as they are, and sorts what is wrong by its place', async () => {
    const { mutate, product, variantIds } = await makeScene();
    const variants = [{ id: variantIds[0], price: '-1.00', compareAtPrice: '1000000000000000000' }];
    const { payload } = await mutate(
      'productVariantsBulkUpdate',
      { productId: product.id, variants },
      selection,
    );
    expect(payload).toMatchObject({
      product: { id: product.id },
      productVariants: [{ id: variantIds[0], price: '0.00' }],
      userErrors: [
        { field: ['variants', '0', 'compareAtPrice'], code: 'INVALID_INPUT' },
        { field: ['variants', '0', 'price'], code: 'GREATER_THAN_OR_EQUAL_TO' },
      ],
    });
  });

  test('of a variant that there is not answers the product and no list', async () => {
    const { mutate, product, staticId } = await makeScene();
    const variants = [{ id: staticId('ProductVariant'), price: '1.00' }];
    const { payload } = await mutate(
      'productVariantsBulkUpdate',
      { productId: product.id, variants },
      selection,
    );
    expect(payload).toMatchObject({
      product: { id: product.id },
      productVariants: null,
      userErrors: [{ code: 'PRODUCT_VARIANT_DOES_NOT_EXIST' }],
    });
  });

  test('of a product that there is not answers neither', async () => {
    const { mutate, variantIds, staticId } = await makeScene();
    const variants = [{ id: variantIds[0], price: '1.00' }];
    const productId = staticId('Product');
    const { payload } = await mutate('productVariantsBulkUpdate', { productId, variants }, selection);
    expect(payload).toMatchObject({ product: null, productVariants: null });
  });

  test('keeps the harmonized system code without punctuation and blanks', async () => {
    const { mutate, product, variantIds } = await makeScene();
    const variants = [{ id: variantIds[0], inventoryItem: { harmonizedSystemCode: '1234.56' } }];
    const { payload } = await mutate(
      'productVariantsBulkUpdate',
      { productId: product.id, variants },
      'productVariants { inventoryItem { harmonizedSystemCode } }',
    );
    expect(payload['productVariants']).toEqual([{ inventoryItem: { harmonizedSystemCode: '123456' } }]);
  });
});

test('productVariantsBulkDelete that is refused answers no product, and nothing is gone', async () => {
  const { mutate, product, variantIds, staticId } = await makeScene();
  const variantsIds = [variantIds[0], staticId('ProductVariant')];
  const { payload } = await mutate(
    'productVariantsBulkDelete',
    { productId: product.id, variantsIds },
    'product { id }',
  );
  expect(payload['product']).toBeNull();
  expect(product.variants).toHaveLength(4);
});

test('productOptionsCreate gives the variant that there is the first value of each option', async () => {
  const shop = simulatedShop();
  const [productId = ''] = shop.simulator.seed([{ title: 'Options' }]);
  const variantId = shop.simulator.state.products.get(productId)?.variants[0]?.id;
  const options = ['Color', 'Size'].map((name) => ({
    name,
    values: [{ name: `${name} 1` }, { name: `${name} 2` }],
  }));
  const { data } = await shop.call(
    'mutation Make($productId: ID!, $options: [OptionCreateInput!]!) { productOptionsCreate(productId: $productId, options: $options) { product { options { name position values optionValues { name hasVariants } } variants(first: 5) { nodes { id title sku price } } } userErrors { message } } }',
    { productId, options },
  );
  expect(data?.['productOptionsCreate']).toEqual({
    product: {
      options: ['Color', 'Size'].map((name, index) => ({
        name,
        position: index + 1,
        values: [`${name} 1`],
        optionValues: [
          { name: `${name} 1`, hasVariants: true },
          { name: `${name} 2`, hasVariants: false },
        ],
      })),
      variants: { nodes: [{ id: variantId, title: 'Color 1 / Size 1', sku: null, price: '0.00' }] },
    },
    userErrors: [],
  });
});
