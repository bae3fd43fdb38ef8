// What real shops did with options of products (recordings of API 2025-01, in our words).
import { describe, expect, test } from 'vitest';

import { simulatedShop } from '../simulated-shop.ts';

const shown =
  'product { options { id name position values optionValues { id name hasVariants } } variants(first: 10) { nodes { id title selectedOptions { name value } } } }';

async function shopWithOptions() {
  const shop = simulatedShop();
  const [productId = ''] = shop.simulator.seed([{ title: 'Options' }]);
  const options = [
    { name: 'Color', values: [{ name: 'Red' }, { name: 'Green' }] },
    { name: 'Size', values: [{ name: 'Small' }] },
  ];
  await shop.call(
    'mutation Make($productId: ID!, $options: [OptionCreateInput!]!) { productOptionsCreate(productId: $productId, options: $options) { userErrors { message } } }',
    { productId, options },
  );
  const product = () => shop.simulator.state.products.get(productId);
  const [color, size] = product()?.options ?? [];
  return { shop, productId, product, color, size, variantId: product()?.variants[0]?.id };
}

const update = `mutation Update($productId: ID!, $option: OptionUpdateInput!, $add: [OptionValueCreateInput!], $change: [OptionValueUpdateInput!], $drop: [ID!]) {
  productOptionUpdate(productId: $productId, option: $option, optionValuesToAdd: $add, optionValuesToUpdate: $change, optionValuesToDelete: $drop) { ${shown} userErrors { field message } } }`;
const remove = `mutation Delete($productId: ID!, $options: [ID!]!) {
  productOptionsDelete(productId: $productId, options: $options) { deletedOptionsIds ${shown} userErrors { field message } } }`;

test('an option is renamed and moved, values come and go, and the variant keeps its id and follows', async () => {
  const { shop, productId, color, size, variantId } = await shopWithOptions();
  const [red, green] = color?.values ?? [];
  const { data, extensions } = await shop.call(update, {
    productId,
    option: { id: color?.id, name: 'Shade', position: 2 },
    add: [{ name: 'Blue' }],
    change: [{ id: red?.id, name: 'Crimson' }],
    drop: [green?.id],
  });
  expect(data?.['productOptionUpdate']).toMatchObject({
    product: {
      options: [
        { id: size?.id, name: 'Size', position: 1, values: ['Small'] },
        {
          id: color?.id,
          name: 'Shade',
          position: 2,
          values: ['Crimson'],
          optionValues: [
            { id: red?.id, name: 'Crimson', hasVariants: true },
            { name: 'Blue', hasVariants: false },
          ],
        },
      ],
      variants: { nodes: [{ id: variantId, title: 'Small / Crimson' }] },
    },
    userErrors: [],
  });
  expect(extensions?.cost).toMatchObject({ requestedQueryCost: 22, actualQueryCost: 16 });
});

test('all options are deleted, one with a value that no variant has, and the variant stays as the default', async () => {
  const { shop, productId, color, size, variantId } = await shopWithOptions();
  const { data } = await shop.call(remove, { productId, options: [size?.id, color?.id] });
  expect(data?.['productOptionsDelete']).toMatchObject({
    deletedOptionsIds: [size?.id, color?.id],
    product: {
      options: [{ name: 'Title', position: 1, values: ['Default Title'] }],
      variants: { nodes: [{ id: variantId, title: 'Default Title' }] },
    },
    userErrors: [],
  });
});

describe('a change of options that is refused answers the product as it is', () => {
  const nobody = 'gid://shopify/ProductOption/7777777';

  test('an option that there is not cannot be changed', async () => {
    const { shop, productId, color, size } = await shopWithOptions();
    const { data } = await shop.call(update, { productId, option: { id: nobody, name: 'Other' } });
    expect(data?.['productOptionUpdate']).toMatchObject({
      product: { options: [{ id: color?.id, name: 'Color' }, { id: size?.id }] },
      userErrors: [{ field: ['option'], message: 'Option does not exist' }],
    });
  });

  test('nor be deleted', async () => {
    const { shop, productId, color, size } = await shopWithOptions();
    const { data } = await shop.call(remove, { productId, options: [nobody] });
    expect(data?.['productOptionsDelete']).toMatchObject({
      deletedOptionsIds: [],
      product: { options: [{ id: color?.id }, { id: size?.id }] },
      userErrors: [{ field: ['options', '0'], message: 'Option does not exist' }],
    });
  });

  test.each([
    [
      'twice the same name',
      [
        { name: 'Material', values: [{ name: 'Wool' }] },
        { name: 'Material', values: [{ name: 'Silk' }] },
      ],
      { field: ['options'], code: 'OPTIONS_OVER_LIMIT' },
    ],
    [
      'no values',
      [{ name: 'Material', values: [] }],
      {
        field: ['options', '0'],
        message: "Option 'Material' must specify at least one option value.",
        code: 'OPTION_VALUES_MISSING',
      },
    ],
    [
      'a name that there is',
      [{ name: 'Color', values: [{ name: 'Blue' }] }],
      { field: ['options', '0'], message: "Option 'Color' already exists.", code: 'OPTION_ALREADY_EXISTS' },
    ],
  ])('%s', async (_what, options, error) => {
    const { shop, productId, product } = await shopWithOptions();
    const before = structuredClone(product());
    const { data } = await shop.call(
      'mutation Make($productId: ID!, $options: [OptionCreateInput!]!) { productOptionsCreate(productId: $productId, options: $options, variantStrategy: null) { product { id } userErrors { field message code } } }',
      { productId, options },
    );
    expect(data?.['productOptionsCreate']).toMatchObject({ product: { id: productId }, userErrors: [error] });
    expect(product()).toEqual(before);
  });
});
