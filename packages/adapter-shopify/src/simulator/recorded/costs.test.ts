// What calls of known shapes cost in a real shop: asked and charged (recordings of API 2025-01 and 2026-04).
import { describe, expect, test } from 'vitest';

import { simulatedShop } from '../simulated-shop.ts';

const productOptions = (...names: readonly string[]) =>
  names.map((name) => ({ name, values: [{ name: `${name} 1` }, { name: `${name} 2` }] }));
const optionValues = (value: number, ...names: readonly string[]) =>
  names.map((optionName) => ({ optionName, name: `${optionName} ${value}` }));

async function shopWith(options: readonly string[], variants: number) {
  const shop = simulatedShop();
  const input =
    options.length === 0
      ? { title: 'Tent' }
      : {
          title: 'Tent',
          productOptions: productOptions(...options),
          variants: Array.from({ length: variants }, (_value, index) => ({
            optionValues: optionValues(index + 1, ...options),
          })),
        };
  const [productId = ''] = shop.simulator.seed([input]);
  const variantId = shop.simulator.state.products.get(productId)?.variants[0]?.id ?? '';
  const ids = { productId, variantId };
  return { shop, ...ids };
}

const selectedOptions = 'selectedOptions { name }';
const item = 'inventoryItem { id tracked }';
const bulkUpdate = (selection: string) =>
  `mutation Update($productId: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $productId, variants: $variants) { ${selection} userErrors { field } } }`;
const bulkCreate = (selection: string) =>
  `mutation Create($productId: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkCreate(productId: $productId, variants: $variants) { ${selection} userErrors { field } } }`;

describe('mutations are charged for what came of them', () => {
  test.each([
    [
      'variants changed, product with a page of variants',
      `product { id variants(first: 10) { nodes { id ${item} } } } productVariants { id ${item} }`,
      21,
      15,
    ],
    ['variants changed, no page', `product { id totalInventory } productVariants { id ${item} }`, 11, 11],
    ['variants changed, plain', 'product { id } productVariants { id sku price }', 10, 10],
  ])('%s', async (_name, selection, requested, actual) => {
    const { shop, productId, variantId } = await shopWith(['Color'], 1);
    const variants = [{ id: variantId, price: '24.00' }];
    const { extensions } = await shop.call(bulkUpdate(selection), { productId, variants });
    expect(extensions?.cost).toMatchObject({ requestedQueryCost: requested, actualQueryCost: actual });
  });

  test.each([
    [
      'a second variant, one option',
      ['Color'],
      `product { variants(first: 10) { nodes { id ${selectedOptions} ${item} } } } productVariants { id ${selectedOptions} ${item} }`,
      26,
      17,
    ],
    [
      'a second variant, two options',
      ['Color', 'Size'],
      `product { variants(first: 10) { nodes { id ${selectedOptions} } } } productVariants { id ${selectedOptions} }`,
      21,
      15,
    ],
  ])('%s', async (_name, options, selection, requested, actual) => {
    const { shop, productId } = await shopWith(options, 1);
    const variants = [{ optionValues: optionValues(2, ...options), price: '27.00' }];
    const { extensions } = await shop.call(bulkCreate(selection), { productId, variants });
    expect(extensions?.cost).toMatchObject({ requestedQueryCost: requested, actualQueryCost: actual });
  });

  test('options made', async () => {
    const { shop, productId } = await shopWith([], 1);
    const options = productOptions('Color', 'Size');
    const call = (selection: string) =>
      `mutation Make($productId: ID!, $options: [OptionCreateInput!]!) { productOptionsCreate(productId: $productId, options: $options) { product { options { id optionValues { id } } ${selection} } userErrors { field } } }`;
    const { extensions } = await shop.call(call(`variants(first: 10) { nodes { id ${selectedOptions} } }`), {
      productId,
      options,
    });
    expect(extensions?.cost).toMatchObject({ requestedQueryCost: 22, actualQueryCost: 16 });
  });

  test('a variant deleted', async () => {
    const { shop, productId, variantId } = await shopWith(['Color'], 2);
    const { extensions } = await shop.call(
      `mutation Delete($productId: ID!, $variantsIds: [ID!]!) { productVariantsBulkDelete(productId: $productId, variantsIds: $variantsIds) { product { variants(first: 10) { nodes { id ${selectedOptions} } } } userErrors { field } } }`,
      { productId, variantsIds: [variantId] },
    );
    expect(extensions?.cost).toMatchObject({ requestedQueryCost: 20, actualQueryCost: 14 });
  });

  test('one that is refused is charged as a bare mutation', async () => {
    const { shop } = await shopWith([], 1);
    const { extensions } = await shop.call(bulkCreate(`product { id } productVariants { id ${item} }`), {
      productId: 'gid://shopify/Product/999999999999999999',
      variants: [],
    });
    expect(extensions?.cost).toMatchObject({ requestedQueryCost: 11, actualQueryCost: 10 });
  });

  test('a product that productSet makes is charged in full; one that it is not to make, not', async () => {
    const { shop } = await shopWith([], 1);
    const set = `mutation Set($input: ProductSetInput!) { productSet(input: $input) { product { id variants(first: 10) { nodes { id ${item} } } } userErrors { field } } }`;
    const made = await shop.call(set, { input: { title: 'Stove' } });
    expect(made.extensions?.cost).toMatchObject({ requestedQueryCost: 20, actualQueryCost: 20 });
    const refused = await shop.call(set, { input: { title: '' } });
    expect(refused.extensions?.cost).toMatchObject({ requestedQueryCost: 20, actualQueryCost: 10 });
  });

  test.each([
    [2, 1, 11],
    [2, 0, 10],
  ])('%i variants and %i metafields make productSet cost %i', async (variants, metafields, cost) => {
    const { shop, productId } = await shopWith(['Color'], 2);
    const input = {
      productOptions: productOptions('Color'),
      variants: Array.from({ length: variants }, (_value, index) => ({
        optionValues: optionValues(index + 1, 'Color'),
      })),
      metafields: Array.from({ length: metafields }, () => ({
        namespace: 'custom',
        key: 'material',
        type: 'single_line_text_field',
        value: 'canvas',
      })),
    };
    const { extensions } = await shop.call(
      'mutation Set($identifier: ProductSetIdentifiers, $input: ProductSetInput!) { productSet(identifier: $identifier, input: $input) { product { id } userErrors { field } } }',
      { identifier: { id: productId }, input },
    );
    expect(extensions?.cost).toMatchObject({ requestedQueryCost: cost, actualQueryCost: cost });
  });
});

describe('queries are charged for what was found', () => {
  test.each([
    [`{ product(id: $id) { id variants(first: 10) { nodes { id ${item} } } } }`, 11, 5],
    [
      `{ product(id: $id) { options { id optionValues { id } } variants(first: 10) { nodes { id ${selectedOptions} } } } }`,
      13,
      7,
    ],
    [
      '{ products(first: 5, query: "tag:none") { nodes { id } } productsCount(query: "tag:none") { count } }',
      15,
      15,
    ],
    ['{ products(first: 5) { nodes { id } } productsCount { count } }', 15, 13],
  ])('%s', async (query, requested, actual) => {
    const { shop, productId } = await shopWith(['Color', 'Size'], 1);
    const { extensions } = await shop.call(query.replace('$id', JSON.stringify(productId)));
    expect(extensions?.cost).toMatchObject({ requestedQueryCost: requested, actualQueryCost: actual });
  });
});
