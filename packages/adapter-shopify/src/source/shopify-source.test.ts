import { createPipeline, memoryStore } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { shopify } from '../shopify.ts';
import { dataOf, openSourceShop, readAll, setMetafields, setProduct } from '../testing/source-shop.ts';
import { shopifySource } from './shopify-source.ts';

describe('a product', () => {
  test('is read with its variants, prices, texts, tags and metafields', async () => {
    const { connection, context } = await openSourceShop();
    const { records, end } = await readAll(shopifySource(connection), 'product', context);
    expect(end).toMatchObject({ type: 'end', enumeratedAll: true });
    const product = dataOf(records[0]);
    expect(product).toMatchObject({
      key: 'tent-1',
      status: 'active',
      variesBy: ['size'],
      assets: [{ asset: 'tent-1.jpg', role: 'main' }],
      attributes: {
        name: { type: 'text', values: [{ locale: 'en', scope: null, data: 'Tent 1' }] },
        description: { type: 'richText', values: [{ locale: 'en', scope: null, data: '<p>A tent</p>' }] },
        brand: { type: 'text', values: [{ locale: null, scope: null, data: 'Tarnfell' }] },
        tags: { type: 'options', values: [{ locale: null, scope: null, data: ['new', 'outdoor'] }] },
        metaTitle: { values: [{ data: 'Buy a tent' }] },
        'custom.care': { type: 'text', values: [{ locale: null, scope: null, data: 'Dry it' }] },
        'custom.height': { type: 'quantity', values: [{ data: { amount: '1.2', unit: 'MTR' } }] },
      },
      variants: [
        {
          key: 'TENT-1-S',
          identifiers: [{ scheme: 'sku', value: 'TENT-1-S' }],
          attributes: {
            size: { type: 'option', values: [{ locale: null, scope: null, data: 'S' }] },
            weight: { type: 'quantity', values: [{ data: { amount: '2.1', unit: 'KGM' } }] },
          },
          prices: [
            { kind: 'list', amount: '299', currency: 'EUR' },
            { kind: 'sale', amount: '199.9', currency: 'EUR' },
            { kind: 'cost', amount: '80', currency: 'EUR' },
          ],
        },
        { key: 'TENT-1-L' },
      ],
    });
  });

  test('has its translations as locales and its market prices as scopes', async () => {
    const shop = await openSourceShop({
      markets: [{ name: 'Switzerland', currency: 'CHF', countries: ['CH'] }],
    });
    const { call, id, simulator, connection, context } = shop;
    const variantId = simulator.state.products.get(id)?.variants[0]?.id;
    const list = [...simulator.state.priceLists.keys()][0];
    const digest = (
      await call(
        'query D($id: ID!) { translatableResource(resourceId: $id) { translatableContent { key digest } } }',
        { id },
      )
    )['translatableContent'] as { key: string; digest: string }[];
    await call(
      'mutation T($id: ID!, $t: [TranslationInput!]!) { translationsRegister(resourceId: $id, translations: $t) { userErrors { message } } }',
      {
        id,
        t: [
          {
            key: 'title',
            locale: 'de',
            value: 'Zelt 1',
            translatableContentDigest: digest.find(({ key }) => key === 'title')?.digest,
          },
        ],
      },
    );
    await call(
      'mutation P($l: ID!, $p: [PriceListPriceInput!]!) { priceListFixedPricesAdd(priceListId: $l, prices: $p) { userErrors { message } } }',
      { l: list, p: [{ variantId, price: { amount: '210', currencyCode: 'CHF' } }] },
    );
    const source = shopifySource(connection);
    const product = dataOf((await readAll(source, 'product', context)).records[0]);
    expect(product.attributes['name']?.values).toEqual([
      { locale: 'en', scope: null, data: 'Tent 1' },
      { locale: 'de', scope: null, data: 'Zelt 1' },
    ]);
    const swiss = { kind: 'list', amount: '210', currency: 'CHF', scope: 'Switzerland' };
    expect(product.variants[0]?.prices).toContainEqual(swiss);
    expect(product.variants[1]?.prices?.some(({ scope }) => scope !== undefined)).toBe(false);
    const prices = dataOf(
      (await source.fetch?.({ entity: 'price', keys: ['TENT-1-S'] }, context))?.get('TENT-1-S'),
    );
    expect(prices.prices).toEqual(product.variants[0]?.prices);
  });

  test.each(['pages', 'bulk'] as const)(
    'with 300 variants and 60 metafields is whole, read by %s',
    async (lane) => {
      const { call, connection, context } = await openSourceShop({}, 0);
      const numbers = (length: number) => [...Array(length).keys()].map(String);
      const values = (names: readonly string[]) => names.map((name) => ({ name }));
      const pairs = numbers(30).flatMap((tens) => numbers(10).map((ones) => [tens, ones] as const));
      await call(setProduct, {
        input: {
          handle: 'many',
          title: 'Many',
          productOptions: [
            { name: 'Tens', values: values(numbers(30)) },
            { name: 'Ones', values: values(numbers(10)) },
          ],
          variants: pairs.map(([tens, ones]) => ({
            optionValues: [
              { optionName: 'Tens', name: tens },
              { optionName: 'Ones', name: ones },
            ],
            sku: `M-${tens}-${ones}`,
            price: '1',
          })),
          metafields: [...Array(60).keys()].map((number) => ({
            namespace: 'custom',
            key: `k${number}`,
            type: 'number_integer',
            value: String(number),
          })),
        },
      });
      const { records } = await readAll(shopifySource({ ...connection, lane }), 'product', context);
      const product = dataOf(records[0]);
      expect(product.variants.map(({ key }) => key)).toEqual(
        pairs.map(([tens, ones]) => `M-${tens}-${ones}`),
      );
      expect(Object.keys(product.attributes).filter((code) => code.startsWith('custom.'))).toHaveLength(60);
    },
  );

  test('is the same read by pages, by bulk operation, and by its key', async () => {
    const { connection, context } = await openSourceShop({}, 3);
    const pages = await readAll(shopifySource({ ...connection, lane: 'pages' }), 'product', context);
    const bulk = await readAll(shopifySource({ ...connection, lane: 'bulk' }), 'product', context);
    expect(bulk.records).toEqual(pages.records);
    const found = await shopifySource(connection).fetch?.(
      { entity: 'product', keys: ['tent-2', 'none'] },
      context,
    );
    expect(found?.get('tent-2')).toEqual(pages.records[1]);
    expect(found?.get('none')).toBeNull();
  });

  test('is known by the SKU of its first variant where the user says so', async () => {
    const { connection, context } = await openSourceShop({}, 2);
    const source = shopifySource({ ...connection, keys: ['sku', 'handle'] });
    const { records } = await readAll(source, 'product', context);
    expect(records.map(({ key }) => key)).toEqual(['TENT-1-S', 'TENT-2-S']);
    const found = await source.fetch?.({ entity: 'product', keys: ['TENT-2-S', 'TENT-2-L'] }, context);
    expect(found?.get('TENT-2-S')).toEqual(records[1]);
    expect(found?.get('TENT-2-L')).toBeNull();
  });

  test('has one metafield at most that may be its key', async () => {
    const { connection } = await openSourceShop({}, 0);
    const keys = ['first', 'second'].map((key) => ({ namespace: 'custom', key }));
    expect(() => shopifySource({ ...connection, keys: [...keys, 'handle'] })).toThrow(
      'one metafield at most',
    );
    expect(() => shopifySource({ ...connection, keys: [...keys.slice(1), 'handle'] })).not.toThrow();
  });

  test('without SKUs keeps variants apart, and has no prices or stock of its own', async () => {
    const { call, connection, context } = await openSourceShop({}, 0);
    await call(setProduct, {
      input: {
        handle: 'bare',
        title: 'Bare',
        productOptions: [{ name: 'Size', values: [{ name: 'S' }, { name: 'L' }] }],
        variants: ['S', 'L'].map((name) => ({ optionValues: [{ optionName: 'Size', name }], price: '1' })),
      },
    });
    const source = shopifySource(connection);
    const product = dataOf((await readAll(source, 'product', context)).records[0]);
    expect(product.variants.map(({ key }) => key)).toEqual(['bare: S', 'bare: L']);
    const prices = await readAll(source, 'price', context);
    expect([prices.records, prices.invalid.length]).toEqual([[], 2]);
    // What is not known by a key must not let others be taken for gone.
    expect(prices.end).toMatchObject({ enumeratedAll: false });
  });
});

describe('metafields', () => {
  test('of each type become attributes', async () => {
    const { call, id, simulator, connection, context } = await openSourceShop();
    const file = simulator.state.products.get(id)?.mediaIds[0];
    const values: readonly (readonly [string, string, object])[] = [
      ['number_decimal', '1.50', { type: 'number', values: [{ data: '1.5' }] }],
      ['boolean', 'true', { type: 'boolean', values: [{ data: true }] }],
      ['date', '2026-11-01', { type: 'date', values: [{ data: '2026-11-01' }] }],
      ['date_time', '2026-11-01T10:00:00', { type: 'dateTime', values: [{ data: '2026-11-01T10:00:00Z' }] }],
      [
        'weight',
        '{"value":1.5,"unit":"lb"}',
        { type: 'quantity', values: [{ data: { amount: '1.5', unit: 'LBR' } }] },
      ],
      [
        'volume',
        '{"value":2,"unit":"us_gal"}',
        { type: 'quantity', values: [{ data: { amount: '2', unit: 'GLL' } }] },
      ],
      [
        'money',
        '{"amount":"5.00","currency_code":"EUR"}',
        { type: 'money', values: [{ data: [{ amount: '5', currency: 'EUR' }] }] },
      ],
      ['json', '{"a":[1,2]}', { type: 'json', values: [{ data: { a: [1, 2] } }] }],
      ['list.single_line_text_field', '["a","b"]', { type: 'json', values: [{ data: ['a', 'b'] }] }],
      [
        'product_reference',
        id,
        { type: 'references', values: [{ data: [{ entity: 'product', key: 'tent-1' }] }] },
      ],
      [
        'list.file_reference',
        JSON.stringify([file]),
        { type: 'references', values: [{ data: [{ entity: 'asset', key: 'tent-1.jpg' }] }] },
      ],
      [
        'list.dimension',
        '[{"value":1,"unit":"cm"}]',
        { type: 'json', values: [{ data: [{ amount: '1', unit: 'CMT' }] }] },
      ],
    ];
    await call(setMetafields, {
      m: values.map(([type, value], index) => ({
        ownerId: id,
        namespace: 'types',
        key: `key${index}`,
        type,
        value,
      })),
    });
    const { attributes } = dataOf((await readAll(shopifySource(connection), 'product', context)).records[0]);
    for (const [index, [, , expected]] of values.entries())
      expect(attributes[`types.key${index}`]).toMatchObject(expected);
  });
});

describe('stock', () => {
  test('is read per location, and only where it is kept', async () => {
    const { call, id, simulator, connection, context } = await openSourceShop({
      locationNames: ['North', 'South'],
    });
    const { state } = simulator;
    const [variant] = state.products.get(id)?.variants ?? [];
    const north = [...state.locations.values()].find(({ name }) => name === 'North');
    const item = variant?.inventoryItemId ?? '';
    if (state.inventoryItems.get(item)?.levels.has(north?.id ?? '') === false)
      await call(
        'mutation A($i: ID!, $l: ID!) { inventoryActivate(inventoryItemId: $i, locationId: $l) @idempotent(key: "a") { userErrors { message } } }',
        { i: item, l: north?.id },
      );
    await call(
      'mutation Q($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) @idempotent(key: "b") { userErrors { message } } }',
      {
        input: {
          name: 'available',
          reason: 'correction',
          quantities: [
            { inventoryItemId: item, locationId: north?.id, quantity: 7, changeFromQuantity: null },
          ],
        },
      },
    );
    const { records } = await readAll(shopifySource(connection), 'inventory', context);
    const stock = dataOf(records.find(({ key }) => key === 'TENT-1-S'));
    expect(stock.levels).toContainEqual({ location: 'North', quantity: '7', tracked: true });
  });
});

const renameTent =
  'mutation C($p: ProductUpdateInput!) { productUpdate(identifier: { handle: "tent-2" }, product: $p) { userErrors { message } } }';

describe('incremental', () => {
  test('passes give what changed since the beginning of the last one', async () => {
    const { clock, call, connection, context } = await openSourceShop({}, 3);
    const source = shopifySource(connection);
    await clock.sleep(3_600_000);
    const full = await readAll(source, 'product', context);
    const bookmark = full.end?.type === 'end' ? full.end.bookmark : undefined;
    await clock.sleep(3_600_000);
    await call(renameTent, { p: { title: 'Changed' } });
    await clock.sleep(60_000);
    const changed = await readAll(source, 'product', context, { bookmark: bookmark ?? '' });
    expect(changed.records.map(({ key }) => key)).toEqual(['tent-2']);
    expect(changed.end).toMatchObject({ enumeratedAll: false });
  });

  test.each([
    ['ahead', 3_600_000],
    ['behind', -3_600_000],
  ])('a clock of ours that is an hour %s loses no change', async (_what, shift) => {
    const { clock, call, connection, context } = await openSourceShop({}, 3);
    const ours = {
      now: () => clock.now() + shift,
      sleep: (milliseconds: number, signal?: AbortSignal) => clock.sleep(milliseconds, signal),
    };
    const source = shopifySource({ ...connection, clock: ours });
    await clock.sleep(3_600_000);
    const { end } = await readAll(source, 'product', { ...context, clock: ours });
    await clock.sleep(60_000);
    await call(renameTent, { p: { title: 'Changed' } });
    await clock.sleep(60_000);
    const bookmark = (end?.type === 'end' ? end.bookmark : undefined) ?? '';
    const changed = await readAll(source, 'product', { ...context, clock: ours }, { bookmark });
    expect(changed.records.map(({ key }) => key)).toEqual(['tent-2']);
  });
});

describe('check', () => {
  test('names the scopes that are missing', async () => {
    const { connection, context } = await openSourceShop(
      { scopes: ['read_products', 'write_files', 'read_locales'] },
      0,
    );
    const { ok, items } = await shopifySource(connection).check(context);
    expect(ok).toBe(false);
    const said = items.find(({ name }) => name === 'permissions')?.message;
    expect(said).toContain('read_inventory');
    expect(said).not.toContain('read_files');
  });

  test('tells of a clock that is wrong', async () => {
    const { clock, connection, context } = await openSourceShop({}, 0);
    const items = async (shift: number) => {
      const ours = { now: () => clock.now() + shift, sleep: async () => undefined };
      const source = shopifySource({ ...connection, clock: ours });
      return (await source.check({ ...context, clock: ours })).items;
    };
    expect(await items(0)).toContainEqual(expect.objectContaining({ name: 'clock', status: 'ok' }));
    expect(await items(600_000)).toContainEqual(
      expect.objectContaining({ name: 'clock', status: 'warning' }),
    );
  });
});

describe('there and back', () => {
  test('what the destination wrote reads back as the same values', async () => {
    const from = await openSourceShop({}, 2);
    const to = await openSourceShop({}, 0);
    const store = memoryStore();
    const pipeline = createPipeline({
      name: 'shop-to-shop',
      source: shopifySource(from.connection),
      destination: shopify({ ...to.connection, shop: 'other' }),
      entities: ['asset', 'product'],
      store,
      clock: to.clock,
    });
    const report = await pipeline.run({ mode: 'full' });
    expect(report).toMatchObject({ status: 'complete' });
    await to.clock.sleep(60_000);
    const before = (await readAll(shopifySource(from.connection), 'product', from.context)).records.map(
      dataOf,
    );
    const after = (await readAll(shopifySource(to.connection), 'product', to.context)).records.map(dataOf);
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
    for (const [index, product] of before.entries()) {
      const other = after[index];
      for (const code of ['name', 'description', 'brand', 'metaTitle', 'metaDescription'])
        expect(other?.attributes[code]).toEqual(product.attributes[code]);
      expect(other?.variesBy).toEqual(product.variesBy);
      expect(other?.status).toBe(product.status);
      expect(other?.assets).toHaveLength(product.assets?.length ?? 0);
      const facts = ({ key, identifiers, attributes }: (typeof product.variants)[number]) => [
        key,
        identifiers,
        attributes['size'],
      ];
      expect(other?.variants.map(facts)).toEqual(product.variants.map(facts));
    }
  });
});
