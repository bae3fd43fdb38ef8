import { createPipeline, formatPlan, memoryStore } from '@pim-connector/core';
import type { Fetch, SourceRecord } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import type { AdoptionRule } from '../destination-config.ts';
import { openShop } from '../testing/open-shop.ts';
import { recordSource, someProduct } from '../testing/record-source.ts';

const mapping = {
  version: 1,
  name: 'adoption',
  entity: 'product',
  locales: { en: ['en'] },
  rules: [
    { to: 'title', required: true, from: { op: 'attribute', code: 'name' } },
    { to: 'handle', from: { op: 'attribute', code: 'handle' } },
    { to: 'tags', from: { op: 'constant', value: ['pim'] } },
    {
      to: 'metafields.custom.care',
      from: { op: 'constant', value: { type: 'single_line_text_field', value: 'cold' } },
    },
    { to: 'options', from: { op: 'constant', value: ['Size'] } },
    { to: 'sku', level: 'variant', required: true, from: { op: 'field', path: 'key' } },
    { to: 'barcode', level: 'variant', from: { op: 'attribute', code: 'barcode' } },
    { to: 'price', level: 'variant', from: { op: 'constant', value: '5' } },
    {
      to: 'options',
      level: 'variant',
      from: {
        op: 'list',
        of: [
          {
            op: 'object',
            fields: { name: { op: 'constant', value: 'Size' }, value: { op: 'attribute', code: 'size' } },
          },
        ],
      },
    },
  ],
};

/** A variant as the merchant has made it. */
const theirs = (sku: string | null, size: string, more: object = {}) => ({
  optionValues: [{ optionName: 'Size', name: size }],
  ...(sku === null ? {} : { sku }),
  price: '1',
  ...more,
});

const merchant = (title: string, variants: readonly ReturnType<typeof theirs>[], more: object = {}) => ({
  title,
  productOptions: [
    { name: 'Size', values: variants.map(({ optionValues: [value] }) => ({ name: value?.name })) },
  ],
  variants,
  ...more,
});

const shirt = () =>
  merchant('Merchant’s shirt', [theirs('S-1', 'S'), theirs('L-1', 'L'), theirs('X-1', 'XL')], {
    handle: 'old-shirt',
    tags: ['theirs'],
    metafields: [{ namespace: 'custom', key: 'fit', type: 'single_line_text_field', value: 'slim' }],
  });

const ours = (key = 'shirt') =>
  someProduct(key, { handle: 'shirt' }, [
    { sku: 'S-1', size: 'S', barcode: '4006381333931' },
    { sku: 'L-1', size: 'L' },
  ]);

function setUp(
  adopt: AdoptionRule[],
  records: SourceRecord[],
  seeds: readonly object[],
  { pageSize = 50, around }: { readonly pageSize?: number; readonly around?: (fetch: Fetch) => Fetch } = {},
) {
  const shop = openShop({}, { adopt, ...(around === undefined ? {} : { around }) });
  const ids = shop.simulator.seed(seeds);
  const store = memoryStore({ clock: shop.clock });
  const pipeline = createPipeline({
    name: 'adoption',
    source: recordSource({ records, pageSize }),
    destination: shop.destination,
    mapping,
    store,
    clock: shop.clock,
    concurrency: 1,
    retry: { attempts: 1 },
    refusedTime: 0,
  });
  const keyOf = (id: string | undefined) =>
    [...(shop.state.metafields.get(id ?? '')?.values() ?? [])].find(({ key }) => key === 'pim_id')?.value;
  return { ...shop, ids, store, pipeline, keyOf };
}

async function problemsOf({ pipeline }: Pick<ReturnType<typeof setUp>, 'pipeline'>) {
  const letters = await Array.fromAsync(pipeline.deadLetters());
  return letters.map(({ key, issues }) => ({ key, messages: issues.map(({ message }) => message) }));
}

describe('a product of the merchant', () => {
  test('becomes the record by SKU: its ids and everything that is not the record’s survive', async () => {
    const { pipeline, state, ids, keyOf, simulator } = setUp(['sku'], [ours()], [shirt()]);
    const [id = ''] = ids;
    const before = state.products.get(id)?.variants.map((variant) => variant.id);
    const report = await pipeline.run();
    expect(report.counts).toMatchObject({ updated: 1, created: 0 });
    expect(state.products.size).toBe(1);
    const product = state.products.get(id);
    expect(product).toMatchObject({ title: 'Product shirt', handle: 'shirt', tags: ['pim', 'theirs'] });
    expect(product?.variants.map((variant) => variant.id)).toEqual(before);
    expect(product?.variants.map(({ price }) => price)).toEqual(['5.00', '5.00', '1.00']);
    const metafields = [...(state.metafields.get(id)?.values() ?? [])];
    expect(metafields.map(({ key, value }) => `${key}=${value}`).toSorted()).toEqual([
      'care=cold',
      'fit=slim',
      'pim_id=shirt',
    ]);
    expect(keyOf(id)).toBe('shirt');
    // Whether the merchant counts the stock of what he has is his to say.
    expect([...state.inventoryItems.values()].map(({ tracked }) => tracked)).toEqual([false, false, false]);
    simulator.resetCalls();
    expect((await pipeline.run({ mode: 'full' })).counts).toMatchObject({ unchanged: 1 });
    expect(simulator.calls()).toEqual([]);
  });

  test('is told in the plan first, and the plan is not applied if it has moved', async () => {
    const { pipeline, state, ids, keyOf } = setUp(['sku'], [ours()], [shirt()]);
    const [id = ''] = ids;
    const plan = await pipeline.plan();
    expect(formatPlan(plan)).toContain(`    adopts ${id} by sku S-1\n`);
    expect(plan.changes).toMatchObject([
      { operation: { action: 'update' }, remote: { id }, adoption: { by: 'sku', value: 'S-1' } },
    ]);
    expect(keyOf(id)).toBeUndefined();
    const skus = [...state.inventoryItems.values()];
    for (const item of skus) item.sku = `other-${item.sku}`;
    await expect(pipeline.apply(plan)).rejects.toMatchObject({ code: 'plan.stale' });
    expect(state.products.get(id)?.title).toBe('Merchant’s shirt');
    for (const item of skus) item.sku = item.sku?.replace('other-', '') ?? null;
    await pipeline.apply(plan);
    expect(state.products.get(id)?.title).toBe('Product shirt');
  });

  test('becomes the record by barcode, its variants as well', async () => {
    const seed = merchant('Theirs', [theirs('old-1', 'Klein', { barcode: '4006381333931' })]);
    const record = someProduct('shirt', {}, [{ sku: 'S-1', size: 'S', barcode: '4006381333931' }]);
    const { pipeline, state, ids } = setUp(['sku', 'barcode'], [record], [seed]);
    const before = state.products.get(ids[0] ?? '')?.variants.map(({ id }) => id);
    const plan = await pipeline.plan();
    expect(plan.changes).toMatchObject([{ adoption: { by: 'barcode', value: '4006381333931' } }]);
    await pipeline.apply(plan);
    expect(state.products.size).toBe(1);
    const [product] = state.products.values();
    expect(product?.variants.map(({ id }) => id)).toEqual(before);
    expect([...state.inventoryItems.values()].map(({ sku }) => sku)).toEqual(['S-1']);
  });

  test('becomes the record by handle', async () => {
    const seed = merchant('Theirs', [theirs(null, 'S'), theirs(null, 'L')], { handle: 'shirt' });
    const { pipeline, state, ids } = setUp(['handle'], [ours()], [seed]);
    const before = state.products.get(ids[0] ?? '')?.variants.map(({ id }) => id);
    const plan = await pipeline.plan();
    expect(plan.changes).toMatchObject([{ adoption: { by: 'handle', value: 'shirt' } }]);
    await pipeline.apply(plan);
    expect(state.products.get(ids[0] ?? '')?.variants.map(({ id }) => id)).toEqual(before);
    expect([...state.inventoryItems.values()].map(({ tracked }) => tracked)).toEqual([false, false]);
  });

  test('stays his without a rule; then a handle in use refuses the record', async () => {
    const seed = merchant('Theirs', [theirs('S-1', 'S')], { handle: 'shirt' });
    const shop = setUp([], [ours()], [seed]);
    expect((await shop.pipeline.run()).counts).toMatchObject({ rejected: 1 });
    expect(shop.keyOf(shop.ids[0])).toBeUndefined();
    // And with a rule that finds another one.
    const other = setUp(
      ['sku'],
      [ours()],
      [shirt(), merchant('Other', [theirs('x', 'S')], { handle: 'shirt' })],
    );
    expect((await other.pipeline.run()).counts).toMatchObject({ rejected: 1 });
    const [letter] = await Array.fromAsync(other.pipeline.deadLetters());
    expect(letter?.issues).toMatchObject([{ code: 'value.duplicate', path: 'handle' }]);
    expect(other.state.products.size).toBe(2);
  });

  test('is another one if a value only looks alike', async () => {
    const { pipeline, state } = setUp(['sku'], [ours()], [merchant('Theirs', [theirs('s-1', 'S')])]);
    expect((await pipeline.run()).counts).toMatchObject({ created: 1 });
    expect(state.products.size).toBe(2);
  });

  test('is found by a value with signs that mean something to the search', async () => {
    const sku = String.raw`a"b\c`;
    const records = [someProduct('odd', {}, [{ sku, size: 'S' }])];
    const { pipeline, state } = setUp(['sku'], records, [merchant('Theirs', [theirs(sku, 'S')])]);
    expect((await pipeline.run()).counts).toMatchObject({ updated: 1 });
    expect(state.products.size).toBe(1);
  });
});

test('the variants of an adopted product can be planned with it, and its old address leads to the new one', async () => {
  const price: SourceRecord<'price'> = {
    op: 'upsert',
    entity: 'price',
    key: 'S-1',
    data: { key: 'S-1', prices: [{ kind: 'list', amount: '7', currency: 'EUR' }] },
    coverage: 'complete',
  };
  const records = [ours(), price];
  const { destination, clock, simulator, state } = setUp(['sku'], [], [shirt()]);
  const pipeline = createPipeline({
    name: 'with prices',
    source: recordSource({ records, entities: ['product', 'price'] }),
    destination,
    mapping,
    entities: ['product', 'price'],
    store: memoryStore({ clock }),
    clock,
  });
  const plan = await pipeline.plan();
  expect(plan.counts).toMatchObject({ updated: 2, parked: 0 });
  expect(plan.changes[0]?.operation.payload).toMatchObject({
    product: { handle: 'shirt', redirectNewHandle: true },
  });
  expect(JSON.stringify(plan.changes[1]?.operation.payload)).toContain('adopted by this plan: variant:S-1');
  await pipeline.apply(plan);
  const [product] = state.products.values();
  expect(product?.variants.map((variant) => variant.price)).toEqual(['7.00', '5.00', '1.00']);
  expect(simulator.state.products.size).toBe(1);
});

test('a product that was made a moment ago is not found by its SKU, for the search does not know it; by its handle it is', async () => {
  const shop = setUp(['sku', 'handle'], [ours()], []);
  const make = async ({ simulator }: Pick<typeof shop, 'simulator'>, handle: string) => {
    const input = merchant('Just made', [theirs('S-1', 'S')], { handle });
    const response = await simulator.handler(
      new Request('https://example.myshopify.com/admin/api/2026-10/graphql.json', {
        method: 'POST',
        headers: { 'x-shopify-access-token': 'shpat_static', 'content-type': 'application/json' },
        body: JSON.stringify({
          query: 'mutation Make($input: ProductSetInput!) { productSet(input: $input) { product { id } } }',
          variables: { input },
        }),
      }),
    );
    expect(await response.json()).not.toHaveProperty('errors');
  };
  await make(shop, 'other');
  expect((await shop.pipeline.plan()).changes).toMatchObject([{ operation: { action: 'create' } }]);
  shop.clock.advance(3_000);
  expect((await shop.pipeline.plan()).changes).toMatchObject([{ adoption: { by: 'sku' } }]);
  const fresh = setUp(['handle'], [ours()], []);
  await make(fresh, 'shirt');
  expect((await fresh.pipeline.plan()).changes).toMatchObject([{ adoption: { by: 'handle' } }]);
});

test('the first rule that finds anything counts', async () => {
  const byHandle = merchant('By handle', [theirs('x', 'S')], { handle: 'shirt' });
  const { pipeline, ids } = setUp(['handle', 'sku'], [ours()], [shirt(), byHandle]);
  const [change] = (await pipeline.plan()).changes;
  expect(change).toMatchObject({ remote: { id: ids[1] }, adoption: { by: 'handle' } });
});

describe('what nobody can be sure of is refused, and nothing is written', () => {
  test('several products', async () => {
    const seeds = [merchant('One', [theirs('S-1', 'S')]), merchant('Two', [theirs('L-1', 'L')])];
    const shop = setUp(['sku', 'handle'], [ours()], seeds);
    expect((await shop.pipeline.run()).counts).toMatchObject({ rejected: 1 });
    const [one = '', two = ''] = shop.ids;
    expect(await problemsOf(shop)).toEqual([
      {
        key: 'shirt',
        messages: [
          `Several products of the shop could be this one by sku S-1: “One” (${one}), “Two” (${two})`,
        ],
      },
    ]);
    expect(shop.state.products.size).toBe(2);
    expect([shop.keyOf(one), shop.keyOf(two)]).toEqual([undefined, undefined]);
  });

  test('a product that is another record already', async () => {
    const shop = setUp(['sku'], [ours()], [shirt()]);
    await shop.pipeline.run();
    const records = [ours('other')];
    const second = createPipeline({
      name: 'second',
      source: recordSource({ records }),
      destination: shop.destination,
      mapping,
      store: memoryStore({ clock: shop.clock }),
      clock: shop.clock,
    });
    // The plan says so already.
    expect((await second.plan()).counts).toMatchObject({ rejected: 1 });
    expect((await second.run()).counts).toMatchObject({ rejected: 1 });
    expect(await problemsOf({ pipeline: second })).toEqual([
      {
        key: 'other',
        messages: [`“Product shirt” (${shop.ids[0]}) has the sku S-1, but is the record “shirt” already`],
      },
    ]);
    expect(shop.keyOf(shop.ids[0])).toBe('shirt');
    expect(shop.state.products.size).toBe(1);
  });

  test('two records of one page', async () => {
    const records = [ours(), someProduct('second', { handle: 'old-shirt' }, [{ sku: 'new', size: 'S' }])];
    const shop = setUp(['sku', 'handle'], records, [shirt()]);
    expect((await shop.pipeline.run()).counts).toMatchObject({ rejected: 2 });
    expect(shop.keyOf(shop.ids[0])).toBeUndefined();
    expect(shop.state.products.get(shop.ids[0] ?? '')?.title).toBe('Merchant’s shirt');
  });

  test('two records of different pages that are planned before either is written: Shopify lets one have it', async () => {
    const records = [ours(), someProduct('second', { handle: 'old-shirt' }, [{ sku: 'new', size: 'S' }])];
    const shop = setUp(['sku', 'handle'], records, [shirt()]);
    const operations = await Promise.all(
      records.map(async ({ key }) => {
        const { changes } = await shop.pipeline.plan({ keys: [key] });
        return changes[0]?.operation;
      }),
    );
    const [first, second] = operations;
    if (first === undefined || second === undefined) throw new Error('not planned');
    expect(await shop.write([first])).toMatchObject([{ status: 'updated' }]);
    const [outcome] = await shop.write([second]);
    expect(outcome).toMatchObject({ status: 'rejected', issues: [{ code: 'record.ambiguous' }] });
    expect(shop.keyOf(shop.ids[0])).toBe('shirt');
    expect(shop.state.products.get(shop.ids[0] ?? '')?.title).toBe('Product shirt');
  });
});

test('a product that goes between plan and write fails the record, and the next run makes it', async () => {
  const shop = setUp(['sku'], [ours()], [shirt()]);
  const [change] = (await shop.pipeline.plan()).changes;
  if (change === undefined) throw new Error('not planned');
  shop.state.products.clear();
  const [outcome] = await shop.write([change.operation]);
  expect(outcome).toMatchObject({ status: 'failed', error: { code: 'resource.conflict' } });
  shop.clock.advance(5_000);
  expect((await shop.pipeline.run()).counts).toMatchObject({ created: 1 });
});

test('a crash after the product was claimed leaves no second one, and the next run goes on', async () => {
  let dies = true;
  const shop = setUp(['sku'], [ours()], [shirt()], {
    around: (next) => async (request) => {
      const text = await request.clone().text();
      if (dies && text.includes('mutation ProductUpsert')) throw new TypeError('fetch failed');
      if (dies && text.includes('mutation VariantsPatch')) throw new TypeError('fetch failed');
      return next(request);
    },
  });
  const [id = ''] = shop.ids;
  expect((await shop.pipeline.run()).counts).toMatchObject({ failed: 1 });
  expect(shop.keyOf(id)).toBe('shirt');
  expect(shop.state.products.get(id)?.title).toBe('Merchant’s shirt');
  dies = false;
  const report = await shop.pipeline.run({ mode: 'full' });
  expect(report.counts).toMatchObject({ updated: 1, created: 0 });
  expect(shop.state.products.size).toBe(1);
  expect(shop.state.products.get(id)?.variants).toHaveLength(3);
  expect([...shop.state.inventoryItems.values()].every(({ tracked }) => !tracked)).toBe(true);
});
