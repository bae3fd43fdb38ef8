// What real shops made of `productCreate` (recordings of API 2025-01 and 2026-04, in our words).
import { expect, test } from 'vitest';

import { simulatedShop } from '../simulated-shop.ts';

const create = (selection: string) =>
  `mutation Create($product: ProductCreateInput) { productCreate(product: $product) { product { ${selection} } userErrors { field message } } }`;
const options = ['Color', 'Size'].map((name) => ({
  name,
  values: [{ name: `${name} 1` }, { name: `${name} 2` }],
}));

test('a product gets one variant, of the first value of each option, and costs what came of it', async () => {
  const shop = simulatedShop();
  const selection =
    'title handle status options { name position values optionValues { name hasVariants } } variants(first: 10) { nodes { title selectedOptions { name value } } }';
  const product = { title: 'Multi Value', status: 'DRAFT', productOptions: options };
  const { data, extensions } = await shop.call(create(selection), { product });
  expect(data?.['productCreate']).toEqual({
    product: {
      title: 'Multi Value',
      handle: 'multi-value',
      status: 'DRAFT',
      options: ['Color', 'Size'].map((name, index) => ({
        name,
        position: index + 1,
        values: [`${name} 1`],
        optionValues: [
          { name: `${name} 1`, hasVariants: true },
          { name: `${name} 2`, hasVariants: false },
        ],
      })),
      variants: {
        nodes: [
          {
            title: 'Color 1 / Size 1',
            selectedOptions: [
              { name: 'Color', value: 'Color 1' },
              { name: 'Size', value: 'Size 1' },
            ],
          },
        ],
      },
    },
    userErrors: [],
  });
  expect(extensions?.cost).toMatchObject({ requestedQueryCost: 22, actualQueryCost: 16 });
});

test('a product without anything is active, not tracked, and costs nothing', async () => {
  const shop = simulatedShop({ currency: 'CAD' });
  const selection =
    'status totalInventory tracksInventory hasOnlyDefaultVariant priceRangeV2 { minVariantPrice { amount currencyCode } } variants(first: 1) { nodes { title price inventoryItem { tracked requiresShipping } } }';
  const { data } = await shop.call(create(selection), { product: { title: 'Plain' } });
  expect(data?.['productCreate']).toMatchObject({
    product: {
      status: 'ACTIVE',
      totalInventory: 0,
      tracksInventory: false,
      hasOnlyDefaultVariant: true,
      priceRangeV2: { minVariantPrice: { amount: '0.0', currencyCode: 'CAD' } },
      variants: {
        nodes: [
          {
            title: 'Default Title',
            price: '0.00',
            inventoryItem: { tracked: false, requiresShipping: true },
          },
        ],
      },
    },
  });
});

test('its range of prices follows its variants, which are tracked when they are added', async () => {
  const shop = simulatedShop({ currency: 'CAD' });
  const [color] = options;
  const { data } = await shop.call(create('id'), {
    product: { title: 'Hat', productOptions: [{ name: 'Color', values: color?.values.slice(0, 1) }] },
  });
  const { product } = (data?.['productCreate'] ?? {}) as { readonly product?: { readonly id: string } };
  const variants = ['Blue', 'Green'].map((name, index) => ({
    optionValues: [{ optionName: 'Color', name }],
    price: index === 0 ? '5.00' : '20.00',
  }));
  const answer = await shop.call(
    'mutation Add($productId: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkCreate(productId: $productId, variants: $variants) { product { tracksInventory totalInventory priceRangeV2 { minVariantPrice { amount } maxVariantPrice { amount } } } productVariants { title price } userErrors { message } } }',
    { productId: product?.id, variants },
  );
  expect(answer.data?.['productVariantsBulkCreate']).toEqual({
    product: {
      tracksInventory: true,
      totalInventory: 0,
      priceRangeV2: { minVariantPrice: { amount: '0.0' }, maxVariantPrice: { amount: '20.0' } },
    },
    productVariants: [
      { title: 'Blue', price: '5.00' },
      { title: 'Green', price: '20.00' },
    ],
    userErrors: [],
  });
});

test('collections that there are not are passed over', async () => {
  const shop = simulatedShop({ collectionTitles: ['Summer'] });
  const [known] = [...shop.simulator.state.collections.keys()];
  const collectionsToJoin = [known, 'gid://shopify/Collection/7777777'];
  const { data } = await shop.call(create('collections(first: 5) { nodes { id } }'), {
    product: { title: 'Hat', collectionsToJoin },
  });
  expect([...shop.simulator.state.products.values()][0]?.collectionIds).toEqual([known]);
  expect(data?.['productCreate']).toEqual({
    product: { collections: { nodes: [{ id: known }] } },
    userErrors: [],
  });
});

test.each([
  ['a blank title', { title: '' }, 'title', "Title can't be blank"],
  [
    'an option with a slash',
    { title: 'x', productOptions: [{ name: 'a / b', values: [{ name: 'S' }] }] },
    'options',
    'Name cannot contain the character sequence " / "',
  ],
])('%s is refused, and leaves nothing behind', async (_what, product, field, message) => {
  const shop = simulatedShop();
  const { data } = await shop.call(create('id'), { product });
  expect(data?.['productCreate']).toEqual({ product: null, userErrors: [{ field: [field], message }] });
  const { products, inventoryItems, productOf } = shop.simulator.state;
  expect([products.size, inventoryItems.size, productOf.size]).toEqual([0, 0, 0]);
});

test('without an argument the call is refused as a whole, at the price of a mutation', async () => {
  const { data, errors, extensions } = await simulatedShop().call(
    'mutation { productCreate { product { id } userErrors { message } } }',
  );
  expect(data).toEqual({ productCreate: null });
  expect(errors).toMatchObject([
    {
      message: 'productCreate must include exactly one of the following arguments: input, product.',
      path: ['productCreate'],
      extensions: { code: 'INVALID_FIELD_ARGUMENTS' },
    },
  ]);
  expect(extensions?.cost).toMatchObject({ requestedQueryCost: 10, actualQueryCost: 10 });
});
