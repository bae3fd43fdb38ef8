import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { caller } from '../source/seeded-shop.ts';
import { codeOf, openShop } from '../testing/open-shop.ts';

type Product = ShopifyRecords['product'];

const shirt: Product = {
  title: 'Shirt',
  status: 'active',
  options: ['Size'],
  variants: ['S', 'M'].map((size) => ({
    sku: `shirt-${size}`,
    options: [{ name: 'Size', value: size }],
    price: '19.9',
  })),
};

const only = (shop: ReturnType<typeof openShop>) => {
  const products = [...shop.state.products.values()];
  expect(products).toHaveLength(1);
  const [product] = products;
  if (product === undefined) throw new Error('no product');
  return product;
};

describe('identity', () => {
  test('a product that nobody remembers is found by its key, and nothing of the merchant’s is lost', async () => {
    const shop = openShop({ collectionTitles: ['Summer'] });
    await shop.send('product', 'shirt', shirt);
    const product = only(shop);
    const collection = [...shop.state.collections.keys()][0] ?? '';
    product.tags = ['merchant'];
    product.collectionIds = [collection];
    const ids = product.variants.map(({ id }) => id);
    // Sent as for the first time: the store was lost.
    const { outcome } = await shop.send('product', 'shirt', {
      ...shirt,
      title: 'Better shirt',
      tags: ['pim'],
    });
    expect(outcome?.status).toBe('updated');
    const after = only(shop);
    expect(after.title).toBe('Better shirt');
    expect(after.tags).toEqual(['merchant', 'pim']);
    expect(after.collectionIds).toEqual([collection]);
    expect(after.variants.map(({ id }) => id)).toEqual(ids);
  });

  test('a create whose answer is lost makes one product', async () => {
    let lost = 0;
    const shop = openShop(
      {},
      {
        around: (next) => async (request) => {
          const isCreate = (await request.clone().text()).includes('mutation ProductUpsert');
          const response = await next(request);
          if (!isCreate || lost > 0) return response;
          lost += 1;
          throw new TypeError('fetch failed');
        },
      },
    );
    const { outcome } = await shop.send('product', 'shirt', shirt);
    expect(lost).toBe(1);
    expect(outcome?.status).toBe('created');
    only(shop);
  });

  test('what makes products ours is made with the next one, where the shop would not make it with the first', async () => {
    let refusals = 0;
    const shop = openShop(
      {},
      {
        around: (next) => async (request) => {
          const isFirst =
            refusals === 0 && (await request.clone().text()).includes('mutation MetafieldDefinitionCreate');
          if (!isFirst) return next(request);
          refusals += 1;
          const userErrors = [{ code: 'INTERNAL_ERROR', field: null, message: 'not now' }];
          return Response.json({ data: { metafieldDefinitionCreate: { userErrors } } });
        },
      },
    );
    expect((await shop.send('product', 'shirt', shirt)).outcome?.status).not.toBe('created');
    expect(refusals).toBe(1);
    expect((await shop.send('product', 'shirt', shirt)).outcome?.status).toBe('created');
    only(shop);
  });

  test.each([
    ['texts', 'content'],
    ['variants', 'variants'],
    ['prices', 'prices'],
  ])(
    'a product that was deleted in the shop loses its link with its %s, and is not half made anew',
    async (_what, section) => {
      const shop = openShop();
      const { remote } = await shop.send('product', 'shirt', shirt);
      shop.state.products.clear();
      const { outcome } = await shop.send(
        'product',
        'shirt',
        { ...shirt, title: 'New' },
        { remote, sections: [section] },
      );
      expect(outcome?.status).toBe('deleted');
      expect(shop.state.products.size).toBe(0);
    },
  );

  test('a handle in use is an issue at the handle, and no second product is made', async () => {
    const shop = openShop();
    await shop.send('product', 'one', { ...shirt, handle: 'shirt' });
    const { outcome } = await shop.send('product', 'two', {
      ...shirt,
      handle: 'shirt',
      variants: [{ sku: 'x', options: [{ name: 'Size', value: 'S' }] }],
    });
    expect(outcome).toMatchObject({
      status: 'rejected',
      issues: [{ code: 'value.duplicate', path: 'handle' }],
    });
    only(shop);
  });
});

describe('what is sent', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['texts', ['content'], ['ProductPatch']],
    ['prices', ['prices'], ['VariantsPatch']],
    ['tags', ['tags'], ['TagsAdd']],
    ['metafields', ['metafields'], ['MetafieldsPut']],
    ['options and variants that are the same', ['variants'], ['ProductStructure', 'VariantsPatch']],
  ])('for %s is one small call', async (_what, sections, expected) => {
    const shop = openShop();
    const data: Product = {
      ...shirt,
      tags: ['a'],
      metafields: { custom: { kind: { type: 'single_line_text_field', value: 'x' } } },
    };
    const { remote } = await shop.send('product', 'shirt', data);
    const { calls, outcome } = await shop.send('product', 'shirt', data, { remote, sections });
    expect(outcome?.status).toBe('updated');
    expect(calls).toEqual(expected);
  });

  test('variants and stock keep their ids when options are renamed, reordered and added', async () => {
    const shop = openShop();
    const { remote } = await shop.send('product', 'shirt', shirt);
    const before = only(shop).variants.map(({ id, inventoryItemId }) => [id, inventoryItemId]);
    const changed: Product = {
      ...shirt,
      options: ['Color', 'Fit'],
      variants: shirt.variants.toReversed().map(({ sku }, index) => ({
        sku,
        options: [
          { name: 'Fit', value: index === 0 ? 'Medium' : 'Small' },
          { name: 'Color', value: 'red' },
        ],
      })),
    };
    const { outcome } = await shop.send('product', 'shirt', changed, { remote, sections: ['variants'] });
    expect(outcome?.status).toBe('updated');
    const product = only(shop);
    expect(product.options.map(({ name }) => name)).toEqual(['Color', 'Fit']);
    expect(product.variants.map(({ id, inventoryItemId }) => [id, inventoryItemId])).toEqual(
      before.toReversed(),
    );
  });

  test('a variant that was deleted in the shop comes back', async () => {
    const shop = openShop();
    const { remote } = await shop.send('product', 'shirt', shirt);
    const product = only(shop);
    product.variants = product.variants.slice(0, 1);
    const first = await shop.send('product', 'shirt', shirt, { remote, sections: ['prices'] });
    expect(first.outcome).toMatchObject({ status: 'failed', error: { retry: 'backoff' } });
    const again = await shop.send('product', 'shirt', shirt, { remote: first.remote, sections: ['prices'] });
    expect(again.outcome?.status).toBe('updated');
    expect(only(shop).variants).toHaveLength(2);
  });

  test('2,000 variants with metafields are more than one call may cost: they are made, and the rest follows', async () => {
    const shop = openShop();
    const variants = [...Array(2000).keys()].map((number) => ({
      sku: `v-${number}`,
      options: [
        { name: 'Tens', value: `${Math.floor(number / 100)}` },
        { name: 'Rest', value: `${number % 100}` },
      ],
      metafields: { custom: { kind: { type: 'single_line_text_field', value: `${number}` } } },
    }));
    const { outcome } = await shop.send('product', 'many', {
      title: 'Many',
      options: ['Tens', 'Rest'],
      variants,
    });
    expect(outcome?.status).toBe('created');
    const product = only(shop);
    expect(product.variants).toHaveLength(2000);
    const last = product.variants.at(-1)?.id ?? '';
    expect([...(shop.state.metafields.get(last)?.values() ?? [])]).toMatchObject([{ value: '1999' }]);
  });
});

describe('lists of others', () => {
  const data: Product = {
    ...shirt,
    tags: ['a', 'b'],
    collections: ['summer'],
    publications: ['online store'],
    metafields: { custom: { kind: { type: 'single_line_text_field', value: 'x' } } },
  };

  test('what others added stays, what the record has not any more goes', async () => {
    const shop = openShop({ collectionTitles: ['Summer', 'Sale'] });
    const [summer = '', sale = ''] = [...shop.state.collections.keys()];
    const { remote } = await shop.send('product', 'shirt', data);
    const product = only(shop);
    expect(product.collectionIds).toEqual([summer]);
    product.tags.push('merchant');
    product.collectionIds.push(sale);
    const { outcome } = await shop.send(
      'product',
      'shirt',
      { ...data, tags: ['b'], collections: [], metafields: {} },
      { remote, sections: ['tags', 'relations', 'metafields'] },
    );
    expect(outcome?.status).toBe('updated');
    const after = only(shop);
    expect(after.tags).toEqual(['b', 'merchant']);
    expect(after.collectionIds).toEqual([sale]);
    expect([...(shop.state.metafields.get(after.id)?.values() ?? [])].map(({ key }) => key)).toEqual([
      'pim_id',
    ]);
  });

  test('of variants: what others added stays, what the record has not any more goes', async () => {
    const shop = openShop();
    const { remote } = await shop.send('product', 'shirt', shirt);
    const [small, medium] = only(shop).variants.map(({ id }) => id);
    await caller(shop.simulator)(
      'mutation Add($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkCreate(productId: $id, variants: $variants) { userErrors { message } } }',
      { id: only(shop).id, variants: [{ optionValues: [{ optionName: 'Size', name: 'XXL' }] }] },
    );
    const theirs = only(shop).variants.at(-1)?.id;
    const variants = ['S', 'L'].map((size) => ({
      sku: `shirt-${size}`,
      options: [{ name: 'Size', value: size }],
    }));
    await shop.send('product', 'shirt', { ...shirt, variants }, { remote, sections: ['variants'] });
    const after = only(shop).variants.map(({ id }) => id);
    expect(after).toEqual(expect.arrayContaining([small, theirs]));
    expect(after).not.toContain(medium);
    expect(after).toHaveLength(3);
  });

  test('are replaced where the adapter owns them, and left alone where it ignores them', async () => {
    const options = { collectionTitles: ['Summer', 'Sale'] };
    const owning = openShop(options, { ownership: { tags: 'own', collections: 'own' } });
    const ignoring = openShop(options, { ownership: { tags: 'ignore', collections: 'ignore' } });
    for (const [shop, tags, count] of [
      [owning, ['b'], 1],
      [ignoring, ['merchant'], 1],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop
      const { remote } = await shop.send('product', 'shirt', data);
      const product = only(shop);
      const [summer = '', sale = ''] = [...shop.state.collections.keys()];
      product.tags = ['merchant'];
      product.collectionIds = [sale];
      // oxlint-disable-next-line no-await-in-loop
      await shop.send(
        'product',
        'shirt',
        { ...data, tags: ['b'] },
        { remote, sections: ['tags', 'relations'] },
      );
      expect(only(shop).tags).toEqual(tags);
      expect(only(shop).collectionIds).toEqual(shop === owning ? [summer] : [sale]);
      expect(only(shop).collectionIds).toHaveLength(count);
    }
  });
});

describe('what the shop refuses', () => {
  test.each<[string, Partial<Product>, object]>([
    [
      'an unknown collection',
      { collections: ['nowhere'] },
      { code: 'value.unknown_option', path: 'collections.0' },
    ],
    [
      'an unknown publication',
      { publications: ['Nowhere'] },
      { code: 'value.unknown_option', path: 'publications.0' },
    ],
    [
      'an unknown category',
      { category: 'gid://shopify/TaxonomyCategory/zz' },
      { code: 'value.unknown_option' },
    ],
    [
      'a metafield of the wrong type',
      { metafields: { custom: { count: { type: 'number_integer', value: 'many' } } } },
      { path: 'metafields.custom.count' },
    ],
    [
      'a metafield without type or definition',
      { metafields: { custom: { x1: 'y' } } },
      { path: 'metafields.custom.x1' },
    ],
    [
      'a language that the shop does not have',
      { translations: { es: { title: 'Camisa' } } },
      { path: 'translations.es.title' },
    ],
    [
      'an unknown price list',
      { variants: [{ ...shirt.variants[0], sku: 'a', marketPrices: [{ priceList: 'Mars', amount: '1' }] }] },
      { path: 'variants.0.marketPrices.0.priceList', variant: 'a' },
    ],
    [
      'a negative price',
      { variants: [{ ...shirt.variants[0], sku: 'a', price: '-1' }] },
      { path: 'variants.0.price', variant: 'a' },
    ],
  ])('%s is an issue that names the place', async (_what, fields, issue) => {
    const shop = openShop();
    const { outcome } = await shop.send('product', 'shirt', { ...shirt, ...fields });
    expect(outcome).toMatchObject({ status: 'rejected', issues: [{ severity: 'error', ...issue }] });
  });

  test.each<[string, Partial<Product>, string]>([
    [
      'two variants alike',
      { variants: ['a', 'b'].map((sku) => ({ sku, options: [{ name: 'Size', value: 'S' }] })) },
      'variants.1.options',
    ],
    ['a variant without a value', { variants: [{ sku: 'a', options: [] }] }, 'variants.0.options'],
    [
      'two SKUs alike',
      { variants: ['S', 'M'].map((value) => ({ sku: 'a', options: [{ name: 'Size', value }] })) },
      'variants.1.sku',
    ],
  ])('%s are said before anything is sent', async (_what, fields, path) => {
    const shop = openShop();
    const { issues } = await shop.plan('product', 'shirt', { ...shirt, ...fields });
    expect(issues).toMatchObject([{ severity: 'error', path }]);
  });

  test.each([[402], [423]] as const)('a shop that is closed (%i) stops the run', async (status) => {
    const shop = openShop();
    shop.simulator.setClosed(status);
    const operation = await shop.plan('product', 'shirt', shirt);
    expect(codeOf(await shop.write([operation]).catch((error: unknown) => error))).toBe('platform.suspended');
  });

  test('the daily limit of variants is a date, not a pause', async () => {
    const shop = openShop(
      {},
      {
        around: () => async () =>
          Response.json({ errors: 'Daily variant creation limit reached' }, { status: 429 }),
      },
    );
    const operation = await shop.plan('product', 'shirt', shirt);
    const error: unknown = await shop.write([operation]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'quota.exhausted', retryAfter: 86_400_000 });
  });

  test('a missing scope is named', async () => {
    const shop = openShop({ scopes: ['read_products'] });
    const { ok, items } = await shop.destination.check(shop.context);
    expect(ok).toBe(false);
    expect(items.find(({ name }) => name === 'permissions')?.message).toContain('write_products');
  });
});

describe('order', () => {
  test('what readers must not see unfinished is a draft until all is there', async () => {
    const seen: string[] = [];
    const shop: ReturnType<typeof openShop> = openShop(
      { markets: [{ name: 'Switzerland', currency: 'CHF', countries: ['CH'] }] },
      {
        around: (next) => async (request) => {
          for (const { status } of shop.state.products.values())
            if (seen.at(-1) !== status) seen.push(status);
          return next(request);
        },
      },
    );
    const { calls } = await shop.send('product', 'shirt', {
      ...shirt,
      publications: ['Online Store'],
      translations: { de: { title: 'Hemd' } },
    });
    expect(calls).toEqual([
      'MetafieldDefinitionCreate',
      'FindProduct',
      'ProductUpsert',
      'TranslatableContent',
      'TranslationsPut',
      'Publications',
      'Publish',
      'ProductPatch',
    ]);
    expect([...seen, only(shop).status]).toEqual(['DRAFT', 'ACTIVE']);
  });

  test('translations are registered anew when their source changed', async () => {
    const shop = openShop();
    const data: Product = { ...shirt, translations: { de: { title: 'Hemd' } } };
    const { remote } = await shop.send('product', 'shirt', data);
    await shop.send('product', 'shirt', { ...data, title: 'Blouse' }, { remote, sections: ['content'] });
    const [translation] = [...(shop.state.translations.get(only(shop).id)?.values() ?? [])];
    expect(translation).toMatchObject({ locale: 'de', value: 'Hemd' });
    const answer = await shop.simulator.handler(
      new Request('https://example.myshopify.com/admin/api/2026-10/graphql.json', {
        method: 'POST',
        headers: { 'x-shopify-access-token': 'shpat_static' },
        body: JSON.stringify({
          query: `{ product(id: "${only(shop).id}") { translations(locale: "de") { outdated } } }`,
        }),
      }),
    );
    expect(await answer.json()).toMatchObject({ data: { product: { translations: [{ outdated: false }] } } });
  });
});
