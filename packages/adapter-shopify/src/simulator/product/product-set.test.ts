import { describe, expect, test } from 'vitest';

import { simulatedShop } from '../simulated-shop.ts';

const upsert = /* GraphQL */ `
  mutation Upsert(
    $identifier: ProductSetIdentifiers
    $input: ProductSetInput!
    $synchronous: Boolean = true
  ) {
    productSet(identifier: $identifier, input: $input, synchronous: $synchronous) {
      product {
        id
        handle
        title
        tags
        vendor
        variants(first: 10) {
          nodes {
            id
            sku
            title
            price
            inventoryItem {
              id
              tracked
            }
          }
        }
        options {
          id
          name
          optionValues {
            id
            name
          }
        }
        metafields(first: 10) {
          nodes {
            namespace
            key
            value
            type
          }
        }
        media(first: 10) {
          nodes {
            id
          }
        }
        collections(first: 10) {
          nodes {
            id
          }
        }
      }
      productSetOperation {
        id
        status
      }
      userErrors {
        field
        message
        code
      }
    }
  }
`;

const sizes = { name: 'Size', values: [{ name: 'S' }, { name: 'M' }] };
const variant = (size: string, more: object = {}) => ({
  optionValues: [{ optionName: 'Size', name: size }],
  sku: `shirt-${size}`,
  price: '10',
  ...more,
});
const shirt = { title: 'Shirt', productOptions: [sizes], variants: [variant('S'), variant('M')] };

interface Upserted {
  readonly product: {
    readonly id: string;
    readonly handle: string;
    readonly options: readonly {
      readonly id: string;
      readonly optionValues: readonly { readonly id: string }[];
    }[];
    readonly variants: { readonly nodes: readonly { readonly id: string }[] };
  };
}

async function set(
  shop: ReturnType<typeof simulatedShop>,
  input: object,
  identifier?: object,
): Promise<Upserted> {
  return (await shop.data(upsert, { input, identifier })) as unknown as Upserted;
}

describe('productSet', () => {
  test('makes a simple product with one variant, and a new one at each call without an identifier', async () => {
    const shop = simulatedShop();
    const first = await set(shop, { title: 'Tent' });
    expect(first.product).toMatchObject({
      handle: 'tent',
      variants: { nodes: [{ title: 'Default Title' }] },
    });
    const second = await set(shop, { title: 'Tent' });
    expect(second.product.handle).toBe('tent-1');
    expect(second.product.id).not.toBe(first.product.id);
    expect(shop.simulator.state.products.size).toBe(2);
  });

  test('replaces lists and leaves alone what it is not told', async () => {
    const shop = simulatedShop({ collectionTitles: ['Summer', 'Winter'] });
    const [summer = '', winter = ''] = shop.simulator.state.collections.keys();
    const made = await set(shop, {
      ...shirt,
      vendor: 'Acme',
      tags: ['b', 'A', ' a '],
      collections: [summer],
      files: [{ originalSource: 'https://cdn.example/1.jpg' }],
      metafields: [{ namespace: 'custom', key: 'care', type: 'single_line_text_field', value: 'cold' }],
    });
    expect(made.product).toMatchObject({ tags: ['A', 'b'], media: { nodes: [{}] } });
    const { id } = made.product;
    const titled = await set(shop, { title: 'Shirt 2' }, { id });
    expect(titled.product).toMatchObject({
      title: 'Shirt 2',
      handle: 'shirt',
      vendor: 'Acme',
      tags: ['A', 'b'],
      media: { nodes: [{}] },
      metafields: { nodes: [{ value: 'cold' }] },
      variants: { nodes: [{ sku: 'shirt-S' }, { sku: 'shirt-M' }] },
    });
    const emptied = await set(shop, { tags: [], collections: [winter], files: [], metafields: [] }, { id });
    expect(emptied.product).toMatchObject({
      tags: [],
      collections: { nodes: [{ id: winter }] },
      media: { nodes: [] },
      metafields: { nodes: [] },
    });
  });

  test('keeps variants that are given by id, makes new ones of the others, and drops those left out', async () => {
    const shop = simulatedShop();
    const { product } = await set(shop, shirt);
    const [small] = product.variants.nodes;
    const [option] = product.options;
    const changed = await set(
      shop,
      {
        productOptions: [
          {
            id: option?.id,
            name: 'Größe',
            values: [{ id: option?.optionValues[0]?.id, name: 'Klein' }, { name: 'L' }],
          },
        ],
        variants: [
          { id: small?.id, optionValues: [{ optionName: 'Größe', name: 'Klein' }], price: '12.5' },
          { optionValues: [{ optionName: 'Größe', name: 'L' }] },
        ],
      },
      { id: product.id },
    );
    expect(changed.product.variants.nodes).toMatchObject([
      { id: small?.id, title: 'Klein', sku: 'shirt-S', price: '12.50' },
      { title: 'L', sku: null },
    ]);
    expect(changed.product.options[0]?.id).toBe(option?.id);
    expect(shop.simulator.state.inventoryItems.size).toBe(2);
    const recreated = await set(
      shop,
      { productOptions: [sizes], variants: [variant('S')] },
      { id: product.id },
    );
    expect(recreated.product.variants.nodes[0]?.id).not.toBe(small?.id);
  });

  test.each([
    ['a title that is blank', { title: ' ' }, ['input', 'title'], null],
    [
      'options without variants',
      { title: 'x', productOptions: [sizes] },
      ['input', 'variants'],
      'VARIANTS_INPUT_MISSING',
    ],
    [
      'variants without options',
      { title: 'x', variants: [variant('S')] },
      ['input', 'productOptions'],
      'PRODUCT_OPTIONS_INPUT_MISSING',
    ],
    [
      'two variants with the same values',
      { ...shirt, variants: [variant('S'), variant('S')] },
      ['input', 'variants', '1'],
      'INVALID_VARIANT',
    ],
    [
      'an option with a slash',
      { title: 'x', productOptions: [{ ...sizes, name: 'a / b' }], variants: [] },
      ['input', 'productOptions', '0', 'name'],
      'INVALID_INPUT',
    ],
    [
      'a value that no option has',
      { ...shirt, variants: [variant('XL')] },
      ['input', 'variants', '0', 'optionValues', '0'],
      'OPTION_VALUE_DOES_NOT_EXIST',
    ],
    [
      'a product that there is not',
      { id: 'gid://shopify/Product/1', title: 'x' },
      ['input', 'id'],
      'PRODUCT_DOES_NOT_EXIST',
    ],
    [
      'a metafield of the wrong type',
      {
        title: 'x',
        metafields: [{ namespace: 'custom', key: 'count', type: 'number_integer', value: 'many' }],
      },
      ['input', 'metafields', '0', 'value'],
      'INVALID_METAFIELD',
    ],
    [
      'a cost below zero',
      { ...shirt, variants: [variant('S', { inventoryItem: { cost: '-1' } })] },
      ['input', 'variants', '0', 'inventoryItem', 'cost'],
      'INVALID_VARIANT',
    ],
  ])('refuses %s and changes nothing', async (_what, input, field, code) => {
    const shop = simulatedShop();
    const answer = await shop.data(upsert, { input });
    expect(answer).toMatchObject({ product: null, userErrors: [{ field, code }] });
    expect(shop.simulator.state.products.size).toBe(0);
    expect(shop.simulator.state.productByHandle.size).toBe(0);
  });

  test('takes no handle that is in use', async () => {
    const shop = simulatedShop();
    await set(shop, { title: 'Tent', handle: 'Big Tent!' });
    const answer = await shop.data(upsert, { input: { title: 'Other', handle: 'BIG-tent' } });
    expect(answer).toMatchObject({
      userErrors: [
        {
          field: ['input', 'handle'],
          message: "Handle 'BIG-tent' already in use. Please provide a new handle.",
        },
      ],
    });
  });

  test('finds products by a custom id, which needs a definition of type id', async () => {
    const shop = simulatedShop();
    const identifier = { customId: { namespace: '$app', key: 'pim', value: 'A-1' } };
    const input = { title: 'Tent', metafields: [{ namespace: '$app', key: 'pim', value: 'A-1' }] };
    expect((await shop.call(upsert, { input, identifier })).errors).toMatchObject([
      {
        message: "Metafield definition of type 'id' is required when using custom ids.",
        extensions: { code: 'NOT_FOUND' },
      },
    ]);
    await shop.data(
      /* GraphQL */ `
        mutation Define($definition: MetafieldDefinitionInput!) {
          metafieldDefinitionCreate(definition: $definition) {
            createdDefinition {
              id
            }
            userErrors {
              message
            }
          }
        }
      `,
      { definition: { namespace: '$app', key: 'pim', name: 'PIM', type: 'id', ownerType: 'PRODUCT' } },
    );
    const made = await set(shop, input, identifier);
    const again = await set(shop, { ...input, title: 'Tent 2' }, identifier);
    expect(again.product.id).toBe(made.product.id);
    const other = { customId: { ...identifier.customId, value: 'A-2' } };
    expect(await shop.data(upsert, { input, identifier: other })).toMatchObject({
      userErrors: [{ code: 'METAFIELD_MISMATCH' }],
    });
    const taken = await shop.data(upsert, { input });
    expect(taken).toMatchObject({ product: null, userErrors: [{ code: 'DUPLICATED_METAFIELD_VALUE' }] });
  });

  test('takes 2,048 variants and not one more', async () => {
    const shop = simulatedShop({ plan: 'plus' });
    const input = (count: number) => {
      const names = Array.from({ length: count }, (_value, index) => ({ name: `n${index}` }));
      const variants = names.map(({ name }) => ({ optionValues: [{ optionName: 'N', name }] }));
      return { title: 'Many', productOptions: [{ name: 'N', values: names.slice(0, 250) }], variants };
    };
    expect((await shop.call(upsert, { input: input(2049) })).errors).toMatchObject([
      {
        message: 'The input array size of 2049 is greater than the maximum allowed of 2048.',
        extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
      },
    ]);
  });

  test('can be done later', async () => {
    const shop = simulatedShop();
    const started = await shop.data(upsert, { input: { title: 'Tent' }, synchronous: false });
    expect(started).toMatchObject({ product: null, productSetOperation: { status: 'CREATED' } });
    const { id } = started['productSetOperation'] ?? { id: null };
    const query = /* GraphQL */ `
      query Operation($id: ID!) {
        productOperation(id: $id) {
          status
          product {
            title
          }
          ... on ProductSetOperation {
            userErrors {
              message
            }
          }
        }
      }
    `;
    expect(await shop.data(query, { id })).toMatchObject({ status: 'CREATED', product: null });
    await shop.clock.advance(1_000);
    expect(await shop.data(query, { id })).toMatchObject({ status: 'COMPLETE', product: { title: 'Tent' } });
  });
});
