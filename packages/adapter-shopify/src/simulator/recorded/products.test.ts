// What real shops did with products as a whole (recordings of API 2025-01 and 2026-04, in our words).
import { describe, expect, test } from 'vitest';

import { simulatedShop } from '../simulated-shop.ts';
import { makeScene } from '../testing/scene.ts';

const soon = 1_000;
const later = 60_000;

describe('a change that is refused', () => {
  test('answers the product as it is', async () => {
    const { mutate, simple } = await makeScene();
    const args = { product: { id: simple.id, title: '', vendor: 'Other' } };
    const { payload, userErrors } = await mutate('productUpdate', args, 'product { id title vendor }');
    expect(userErrors).toEqual([{ field: ['title'], message: "Title can't be blank" }]);
    expect(payload['product']).toEqual({ id: simple.id, title: 'Tent', vendor: 'Example' });
  });

  test('of a product that there is not answers none', async () => {
    const { mutate, staticId } = await makeScene();
    const args = { product: { id: staticId('Product'), title: 'New' } };
    const { payload, userErrors } = await mutate('productUpdate', args, 'product { id }');
    expect(userErrors).toEqual([{ field: ['id'], message: 'Product does not exist' }]);
    expect(payload['product']).toBeNull();
  });

  test.each(['productUpdate', 'productSet'])(
    '%s to a handle that another has answers it as it is',
    async (name) => {
      const { mutate, simple, product } = await makeScene();
      const input = { handle: product.handle };
      const args =
        name === 'productUpdate'
          ? { product: { id: simple.id, ...input } }
          : { identifier: { id: simple.id }, input };
      const { payload, userErrors } = await mutate(name, args, 'product { id handle }');
      expect(userErrors).toMatchObject([
        {
          field: ['input', 'handle'],
          message: "Handle 'shirt' already in use. Please provide a new handle.",
        },
      ]);
      expect(payload['product']).toEqual({ id: simple.id, handle: 'tent' });
    },
  );
});

describe('productSet', () => {
  const long = 'x'.repeat(256);

  test('finds a title too long, and the handle that would be made of it', async () => {
    const { mutate } = await makeScene();
    const { payload, userErrors } = await mutate('productSet', { input: { title: long } }, 'product { id }');
    expect(payload['product']).toBeNull();
    expect(userErrors.map(({ field, message }) => ({ field, message }))).toEqual([
      { field: ['input', 'title'], message: 'is too long (maximum is 255 characters)' },
      { field: ['input'], message: 'Handle is too long (maximum is 255 characters)' },
    ]);
  });

  test.each([
    ['handle', 'Handle is too long (maximum is 255 characters)'],
    ['vendor', 'Vendor is too long (maximum is 255 characters)'],
  ])('finds a %s too long', async (field, message) => {
    const { mutate } = await makeScene();
    const { userErrors } = await mutate('productSet', { input: { title: 'Stove', [field]: long } });
    expect(userErrors).toMatchObject([{ field: ['input'], message }]);
  });

  test('leaves metafields, tags, vendor and handle alone that it does not name, and keeps ids that are given', async () => {
    const shop = simulatedShop();
    const productOptions = [{ name: 'Color', values: [{ name: 'Blue' }, { name: 'Black' }] }];
    const metafields = [
      { namespace: 'custom', key: 'material', type: 'single_line_text_field', value: 'canvas' },
    ];
    const [id = ''] = shop.simulator.seed([
      {
        title: 'Graph',
        vendor: 'HERMES',
        tags: ['conformance', 'product-graph', '17'],
        productOptions,
        metafields,
        variants: ['Blue', 'Black'].map((name) => ({ optionValues: [{ optionName: 'Color', name }] })),
      },
    ]);
    const before = structuredClone(shop.simulator.state.products.get(id));
    const input = {
      title: 'Graph, updated',
      productOptions: [{ id: before?.options[0]?.id, ...productOptions[0] }],
      variants: before?.variants.map((variant, index) => ({
        id: variant.id,
        price: '89.99',
        optionValues: [{ optionName: 'Color', name: index === 0 ? 'Blue' : 'Black' }],
      })),
    };
    const { data } = await shop.call(
      `mutation Set($identifier: ProductSetIdentifiers, $input: ProductSetInput!) { productSet(identifier: $identifier, input: $input) {
        product { handle vendor tags options { id values optionValues { id hasVariants } } variants(first: 5) { nodes { id price } } metafields(first: 5) { nodes { value } } }
        productSetOperation { id } userErrors { message } } }`,
      { identifier: { id }, input },
    );
    const [option] = before?.options ?? [];
    expect(data?.['productSet']).toEqual({
      product: {
        handle: 'graph',
        vendor: 'HERMES',
        tags: ['17', 'conformance', 'product-graph'],
        options: [
          {
            id: option?.id,
            values: ['Blue', 'Black'],
            optionValues: option?.values.map((value) => ({ id: value.id, hasVariants: true })),
          },
        ],
        variants: { nodes: before?.variants.map((variant) => ({ id: variant.id, price: '89.99' })) },
        metafields: { nodes: [{ value: 'canvas' }] },
      },
      productSetOperation: null,
      userErrors: [],
    });
  });

  test('refuses an id beside an identifier before it looks at anything else', async () => {
    const { mutate, staticId } = await makeScene();
    const args = { identifier: { handle: 'stove' }, input: { id: staticId('Product'), handle: 'stove' } };
    const { payload, userErrors } = await mutate('productSet', args, 'product { id }');
    expect(payload['product']).toBeNull();
    expect(userErrors).toEqual([
      {
        field: ['input'],
        message: 'The id field is not allowed if identifier is provided.',
        code: 'ID_NOT_ALLOWED',
      },
    ]);
  });

  test('that is done later answers an operation at once, which tells the product when it is done', async () => {
    const { shop, mutate } = await makeScene();
    const operation = 'productSetOperation { id status product { id } userErrors { message } }';
    const args = { synchronous: false, input: { title: 'Async', status: 'DRAFT' } };
    const { payload } = await mutate('productSet', args, `product { id } ${operation}`);
    const { id } = payload['productSetOperation'] as { readonly id: string };
    expect(payload).toEqual({
      product: null,
      productSetOperation: { id, status: 'CREATED', product: null, userErrors: [] },
      userErrors: [],
    });
    expect(id).toMatch(/^gid:\/\/shopify\/ProductSetOperation\/\d+$/);
    await shop.clock.advance(later);
    const { data } = await shop.call(
      'query Read($id: ID!) { productOperation(id: $id) { __typename status product { title handle } ... on ProductSetOperation { id userErrors { message } } } }',
      { id },
    );
    expect(data?.['productOperation']).toEqual({
      __typename: 'ProductSetOperation',
      id,
      status: 'COMPLETE',
      product: { title: 'Async', handle: 'async' },
      userErrors: [],
    });
  });
});

describe('handles', () => {
  test.each([
    ['  Weird Handle / 100%  ', 'weird-handle-100'],
    ['  Mixed CASE/ Weird 200 % ', 'mixed-case-weird-200'],
    ['  Another Weird/Handle 300 % ', 'another-weird-handle-300'],
    ['東京', '東京'],
    ['%%%', 'product'],
    ['admin', 'admin'],
    ['checkout', 'checkout'],
  ])('“%s” is kept as “%s”', async (given, kept) => {
    const { mutate } = await makeScene();
    const { payload } = await mutate(
      'productSet',
      { input: { title: 'Stove', handle: given } },
      'product { handle }',
    );
    expect(payload['product']).toEqual({ handle: kept });
  });

  test.each([
    [
      ['Probe', 'Probe', 'Probe'],
      ['probe', 'probe-1', 'probe-2'],
    ],
    [
      ['Probe 1776424335756', 'Probe 1776424335756'],
      ['probe-1776424335756', 'probe-1776424335757'],
    ],
  ])('those made of the titles %s differ', async (titles, handles) => {
    const { simulator } = simulatedShop();
    const ids = simulator.seed(titles.map((title) => ({ title })));
    expect(ids.map((id) => simulator.state.products.get(id)?.handle)).toEqual(handles);
  });

  test('of nothing but punctuation are told apart without a complaint', async () => {
    const { simulator } = simulatedShop();
    const ids = simulator.seed([
      { title: 'Stove', handle: '%%%' },
      { title: 'Stove', handle: '%%%' },
    ]);
    expect(ids.map((id) => simulator.state.products.get(id)?.handle)).toEqual(['product', 'product-1']);
  });

  test('stay when only the title changes', async () => {
    const { mutate, simple } = await makeScene();
    const args = { product: { id: simple.id, title: 'Renamed' } };
    const { payload } = await mutate('productUpdate', args, 'product { title handle }');
    expect(payload['product']).toEqual({ title: 'Renamed', handle: 'tent' });
  });
});

describe('tags', () => {
  test('that are added are split at commas, trimmed, once each whatever their case, and sorted', async () => {
    const { mutate, simple } = await makeScene();
    const node = 'node { ... on Product { tags } }';
    const added = await mutate('tagsAdd', { id: simple.id, tags: ['Red, green', ' blue ', 'RED'] }, node);
    expect(added.payload['node']).toEqual({ tags: ['blue', 'green', 'Red'] });
    const removed = await mutate('tagsRemove', { id: simple.id, tags: ['red,GREEN'] }, node);
    expect(removed.payload['node']).toEqual({ tags: ['blue'] });
  });

  test('of what there is not are refused, the type being told', async () => {
    const { mutate, staticId } = await makeScene();
    const { payload, userErrors } = await mutate(
      'tagsAdd',
      { id: staticId('Product'), tags: ['a'] },
      'node { id }',
    );
    expect(payload['node']).toBeNull();
    expect(userErrors).toEqual([{ field: ['id'], message: 'Product does not exist' }]);
  });
});

describe('deleting', () => {
  test('later answers an operation, and a second one while it is under way is refused', async () => {
    const { shop, mutate, simple } = await makeScene();
    const args = { input: { id: simple.id }, synchronous: false };
    const selection = 'deletedProductId productDeleteOperation { status deletedProductId }';
    expect((await mutate('productDelete', args, selection)).payload).toMatchObject({
      deletedProductId: null,
      productDeleteOperation: { status: 'CREATED', deletedProductId: null },
      userErrors: [],
    });
    expect((await mutate('productDelete', args, selection)).payload).toEqual({
      deletedProductId: null,
      productDeleteOperation: null,
      userErrors: [
        {
          field: null,
          message: 'Another operation already in progress. Please wait until current one is finished.',
        },
      ],
    });
    await shop.clock.advance(later);
    const { data } = await shop.call('query Read($id: ID!) { product(id: $id) { id } }', { id: simple.id });
    expect(data).toEqual({ product: null });
  });
});

describe('searches', () => {
  test('do not know a variant that was just written; what is read by its id is new', async () => {
    const { shop, mutate, product, variantIds } = await makeScene();
    const variants = [{ id: variantIds[0], inventoryItem: { sku: 'new-sku' } }];
    await mutate('productVariantsBulkUpdate', { productId: product.id, variants });
    await shop.clock.advance(soon);
    const read = () =>
      shop.call(
        'query Read($id: ID!) { products(first: 5, query: "sku:new-sku") { nodes { id } } productsCount(query: "sku:new-sku") { count precision } productVariant(id: $id) { sku } }',
        { id: variantIds[0] },
      );
    expect((await read()).data).toEqual({
      products: { nodes: [] },
      productsCount: { count: 0, precision: 'EXACT' },
      productVariant: { sku: 'new-sku' },
    });
    await shop.clock.advance(later);
    expect((await read()).data).toMatchObject({ productsCount: { count: 1 } });
  });
});
