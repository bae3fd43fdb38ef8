import { createPipeline, memoryStore } from '@pim-connector/core';
import type { Entity, Fetch, SourceRecord } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { openShop } from '../testing/open-shop.ts';
import { recordSource, someCategory, someProduct } from '../testing/record-source.ts';

type Category = ShopifyRecords['category'];

function inCategories(
  key: string,
  categories: readonly string[],
  title = `Product ${key}`,
): SourceRecord<'product'> {
  const record = someProduct(key, { name: title }, [{ sku: `${key}-1` }]);
  if (record.op !== 'upsert') throw new Error('no product');
  return { ...record, data: { ...record.data, categories: [...categories] } };
}

function setUp(
  records: SourceRecord[],
  {
    entities = ['category', 'product'],
    around,
  }: { readonly entities?: readonly Entity[]; readonly around?: (fetch: Fetch) => Fetch } = {},
) {
  const shop = openShop({ collectionTitles: ['Merchant'] }, around === undefined ? {} : { around });
  const open = (store = memoryStore({ clock: shop.clock })) =>
    createPipeline({
      name: 'categories',
      source: recordSource({
        records,
        entities: ['category', 'product'],
        locales: ['en', 'de'],
      }),
      destination: shop.destination,
      entities,
      store,
      clock: shop.clock,
      concurrency: 1,
      parkTime: 3_600_000,
    });
  const collections = () => [...shop.state.collections.values()].filter(({ title }) => title !== 'Merchant');
  const valuesOf = (id: string | undefined) =>
    Object.fromEntries(
      [...(shop.state.metafields.get(id ?? '')?.values() ?? [])].map(({ key, value }) => [key, value]),
    );
  const membersOf = (title: string) => {
    const id = [...shop.state.collections.values()].find((each) => each.title === title)?.id ?? '';
    return [...shop.state.products.values()]
      .filter(({ collectionIds }) => collectionIds.includes(id))
      .map((product) => product.title);
  };
  return { ...shop, open, pipeline: open(), collections, valuesOf, membersOf };
}

describe('categories without a mapping', () => {
  test('become collections that products are put into, and a second run sends nothing', async () => {
    // The child comes first: it waits for its parent.
    const records = [
      someCategory('tents', 'outdoor', 'Tents'),
      someCategory('outdoor', null, 'Outdoor'),
      inCategories('a', ['tents', 'outdoor']),
      inCategories('b', ['outdoor']),
    ];
    const { pipeline, collections, valuesOf, membersOf, state, simulator } = setUp(records);
    const plan = await pipeline.plan();
    expect(plan.counts).toMatchObject({ created: 4, parked: 0 });
    expect(collections()).toEqual([]);
    await pipeline.apply(plan);
    const [outdoor, tents] = collections();
    expect([outdoor, tents]).toMatchObject([
      { title: 'Outdoor', handle: 'outdoor' },
      { title: 'Tents', handle: 'tents' },
    ]);
    expect(valuesOf(outdoor?.id)).toEqual({ pim_id: 'outdoor' });
    expect(valuesOf(tents?.id)).toEqual({ pim_id: 'tents', parent: outdoor?.id });
    expect([...(state.translations.get(tents?.id ?? '')?.values() ?? [])]).toMatchObject([
      { locale: 'de', key: 'title', value: 'Tents (de)' },
    ]);
    expect(membersOf('Outdoor')).toEqual(['Product a', 'Product b']);
    expect(membersOf('Tents')).toEqual(['Product a']);
    simulator.resetCalls();
    expect((await pipeline.run({ mode: 'full' })).counts).toMatchObject({ unchanged: 4 });
    const mutations = simulator
      .calls()
      .filter(({ operation }) => /Make|Patch|Put|Upsert/.test(operation ?? ''));
    expect(mutations).toEqual([]);
  });

  test('are left when the product leaves them; collections of the merchant stay', async () => {
    const records = [
      someCategory('a', null, 'A'),
      someCategory('b', null, 'B'),
      inCategories('x', ['a', 'b']),
    ];
    const { pipeline, membersOf, state } = setUp(records);
    await pipeline.run();
    const merchant = [...state.collections.values()].find(({ title }) => title === 'Merchant')?.id ?? '';
    const [product] = state.products.values();
    product?.collectionIds.push(merchant);
    records[2] = inCategories('x', ['b']);
    await pipeline.run({ mode: 'full' });
    expect([membersOf('A'), membersOf('B'), membersOf('Merchant')]).toEqual([
      [],
      ['Product x'],
      ['Product x'],
    ]);
    records[2] = inCategories('x', []);
    await pipeline.run({ mode: 'full' });
    expect([membersOf('B'), membersOf('Merchant')]).toEqual([[], ['Product x']]);
  });

  test('that are missing keep the product waiting until they come', async () => {
    const records: SourceRecord[] = [inCategories('x', ['late'])];
    const { pipeline, membersOf } = setUp(records);
    expect((await pipeline.run()).counts).toMatchObject({ parked: 1, created: 0 });
    records.unshift(someCategory('late', null, 'Late'));
    await pipeline.run({ mode: 'full' });
    expect(membersOf('Late')).toEqual(['Product x']);
  });

  test('are not waited for by a pipeline that does not bring them', async () => {
    const { pipeline, state } = setUp([inCategories('x', ['nowhere'])], { entities: ['product'] });
    expect((await pipeline.run()).counts).toMatchObject({ created: 1, parked: 0 });
    expect(state.products.size).toBe(1);
  });

  test('whose collection chooses its products by rules refuse a product, and the others go on', async () => {
    const records: SourceRecord[] = [someCategory('a', null, 'A'), someCategory('b', null, 'B')];
    const { pipeline, state, collections } = setUp(records);
    await pipeline.run();
    const [smart] = collections();
    if (smart === undefined) throw new Error('no collection');
    state.collections.set(smart.id, { ...smart, automated: true });
    records.push(inCategories('x', ['a']), inCategories('y', ['b']));
    expect((await pipeline.run({ mode: 'full' })).counts).toMatchObject({ rejected: 1, created: 1 });
    const [letter] = await Array.fromAsync(pipeline.deadLetters());
    expect(letter?.issues).toMatchObject([
      { path: 'collections.0', hint: expect.stringContaining('by rules') },
    ]);
  });
});

describe('identity of a collection', () => {
  test('a create whose answer is lost makes one collection', async () => {
    let lost = 0;
    const { pipeline, collections } = setUp([someCategory('a')], {
      around: (next) => async (request) => {
        const isCreate = (await request.clone().text()).includes('mutation CollectionMake');
        const response = await next(request);
        if (!isCreate || lost > 0) return response;
        lost += 1;
        throw new TypeError('fetch failed');
      },
    });
    const { status } = await pipeline.run();
    expect([lost, status]).toEqual([1, 'complete']);
    expect(collections()).toHaveLength(1);
  });

  test('survives the loss of the store, and what the merchant added to the collection as well', async () => {
    const { pipeline, open, collections, state, valuesOf } = setUp([someCategory('a', null, 'A')]);
    await pipeline.run();
    const [collection] = collections();
    if (collection === undefined) throw new Error('no collection');
    collection.descriptionHtml = '<p>Of the merchant</p>';
    collection.title = 'Renamed';
    expect((await open().run()).counts).toMatchObject({ updated: 1, created: 0 });
    expect(collections()).toHaveLength(1);
    expect(collections()[0]).toMatchObject({ title: 'A', descriptionHtml: '<p>Of the merchant</p>' });
    expect(valuesOf(collection.id)).toEqual({ pim_id: 'a' });
    expect(state.translations.get(collection.id)?.size).toBe(1);
  });

  test('the key is another’s by the moment of writing: that one is changed', async () => {
    const shop = openShop();
    const operation = await shop.plan('category', 'a', { title: 'A' });
    let isFirst = true;
    const racing = openShop(
      {},
      {
        around: (next) => async (request) => {
          const isCreate = (await request.clone().text()).includes('mutation CollectionMake');
          if (isCreate && isFirst) {
            isFirst = false;
            // The same call of another process comes before.
            await next(request.clone());
          }
          return next(request);
        },
      },
    );
    expect(await racing.write([operation])).toMatchObject([{ status: 'updated' }]);
    expect(racing.state.collections.size).toBe(1);
  });

  test('one that was deleted in the shop loses its link, and the next run makes it anew', async () => {
    const records = [someCategory('a', null, 'A')];
    const { pipeline, plan, write, collections } = setUp(records);
    await pipeline.run();
    const id = collections()[0]?.id ?? '';
    await write([
      { ...(await plan('category', 'a', { title: 'A' })), action: 'delete', payload: { id, mode: 'delete' } },
    ]);
    expect(collections()).toEqual([]);
    records[0] = someCategory('a', null, 'Changed');
    await pipeline.run({ mode: 'full' });
    await pipeline.run({ mode: 'full' });
    expect(collections()).toMatchObject([{ title: 'Changed' }]);
  });
});

describe('what is sent of a category', () => {
  const summer: Category = {
    title: 'Summer',
    handle: 'summer',
    seoTitle: 'All of summer',
    sortOrder: 'price_asc',
    image: { url: 'https://assets.example/summer.jpg', alt: 'Sun' },
    metafields: { custom: { mood: { type: 'single_line_text_field', value: 'warm' } } },
    publications: ['Online Store'],
    translations: { de: { title: 'Sommer' } },
  };

  test('is all of it at first, then what changed, each by a call of its own', async () => {
    const shop = openShop();
    const { remote, calls } = await shop.send('category', 'summer', summer);
    expect(calls).toEqual([
      'MetafieldDefinitionCreate',
      'CollectionByIdentifier',
      'CollectionMake',
      'TranslatableContent',
      'TranslationsPut',
      'Publications',
      'Publish',
    ]);
    const [collection] = shop.state.collections.values();
    expect(collection).toMatchObject({
      title: 'Summer',
      handle: 'summer',
      seo: { title: 'All of summer' },
      sortOrder: 'PRICE_ASC',
      image: { url: 'https://assets.example/summer.jpg', altText: 'Sun' },
    });
    const change = (data: Category, sections: readonly string[]) =>
      shop.send('category', 'summer', data, { remote, sections });
    expect((await change({ ...summer, image: null }, ['media'])).calls).toEqual(['CollectionPatch']);
    expect(collection?.image).toBeNull();
    expect((await change({ ...summer, metafields: {} }, ['metafields'])).calls).toEqual(['MetafieldsRemove']);
    expect((await change({ ...summer, publications: [] }, ['publication'])).calls).toEqual(['Unpublish']);
    expect(shop.state.published.get(collection?.id ?? '')?.size).toBe(0);
    const cleared = await change({ ...summer, translations: { de: { title: null } } }, ['translations']);
    expect(cleared.calls).toEqual(['TranslationsRemove']);
    expect((await change({ ...summer, parent: null }, ['relations'])).calls).toEqual(['MetafieldsRemove']);
    expect((await change({ title: 'Summer' }, ['publication'])).calls).toEqual([]);
  });

  test('is refused with the place in the record', async () => {
    const shop = openShop({ collectionTitles: ['Summer'] });
    const taken = await shop.send('category', 'a', { title: 'A', handle: 'summer' });
    expect(taken.outcome).toMatchObject({
      status: 'rejected',
      issues: [{ code: 'value.duplicate', path: 'handle' }],
    });
    const metafields = { custom: { size: { type: 'number_integer', value: 'many' } } };
    const wrong = await shop.send('category', 'a', { title: 'A', metafields });
    expect(wrong.outcome).toMatchObject({ status: 'rejected', issues: [{ path: 'metafields.custom.size' }] });
    expect(shop.state.collections.size).toBe(1);
  });
});

describe('a collection of the merchant', () => {
  test('becomes the category by its handle, but not that of another one', async () => {
    const shop = openShop({ collectionTitles: ['Summer'] }, { adopt: ['handle'] });
    const open = (records: readonly { readonly key: string; readonly data: Category }[]) =>
      shop.destination.adopt?.(
        { entity: 'category', records: records.map((record) => ({ ...record, variantKeys: [] })) },
        shop.context,
      );
    const record = { key: 'summer', data: { title: 'Better summer', handle: 'summer' } };
    const [collection] = shop.state.collections.values();
    const id = collection?.id ?? '';
    const adoption = { by: 'handle', value: 'summer' };
    expect((await open([record]))?.get('summer')).toEqual({ remote: { id }, adoption });
    const { outcome } = await shop.send('category', 'summer', record.data, { remote: { id }, adoption });
    expect(outcome).toMatchObject({ status: 'updated', remote: { id } });
    expect(collection?.title).toBe('Better summer');
    // Claimed by now: known by its key, and nobody else’s.
    expect((await open([record]))?.get('summer')).toEqual({ remote: { id } });
    expect((await open([{ ...record, key: 'other' }]))?.get('other')).toMatchObject({
      issues: [{ code: 'record.ambiguous', path: 'handle' }],
    });
    const stolen = await shop.send('category', 'other', record.data, { remote: { id }, adoption });
    expect(stolen.outcome).toMatchObject({ status: 'rejected', issues: [{ code: 'record.ambiguous' }] });
    expect((await open([{ key: 'new', data: { title: 'New' } }]))?.size).toBe(0);
  });

  test('stays as it is where the shop will not have it claimed, and is nobody else’s for that', async () => {
    const userErrors = [{ code: 'INTERNAL_ERROR', field: null, message: 'not now' }];
    const shop = openShop(
      { collectionTitles: ['Summer'] },
      {
        around: (next) => async (request) => {
          const isClaim = (await request.clone().text()).includes('mutation MetafieldsPut');
          return isClaim ? Response.json({ data: { metafieldsSet: { userErrors } } }) : next(request);
        },
      },
    );
    const [collection] = shop.state.collections.values();
    const remote = { id: collection?.id ?? '' };
    const adoption = { by: 'handle', value: 'summer' };
    const { outcome } = await shop.send(
      'category',
      'summer',
      { title: 'Better summer' },
      { remote, adoption },
    );
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'resource.conflict' } });
    expect(outcome).toHaveProperty('error.message', expect.stringContaining('not now'));
    expect(collection?.title).toBe('Summer');
  });
});

test.each([
  ['unpublish', 1],
  ['delete', 0],
] as const)('a category that goes is gone by %s, and its products stay', async (mode, left) => {
  const shop = openShop();
  const { remote } = await shop.send('category', 'a', { title: 'A', publications: ['Online Store'] });
  const [operation] = await shop.destination.plan(
    [{ op: 'delete', entity: 'category', key: 'a', mode, remote }],
    shop.context,
  );
  if (operation === undefined) throw new Error('not planned');
  expect(await shop.write([operation])).toEqual([{ key: 'a', status: 'deleted' }]);
  expect(shop.state.collections.size).toBe(left);
  expect(shop.state.published.get(remote?.id ?? '')?.size ?? 0).toBe(0);
  expect(await shop.write([operation])).toEqual([{ key: 'a', status: 'deleted' }]);
});

test('a collection of which nobody says how it should be is read back as it can be written again', async () => {
  const { pipeline, collections, destination, context } = setUp([
    someCategory('outdoor', null, 'Outdoor'),
    someCategory('tents', 'outdoor', 'Tents'),
  ]);
  await pipeline.run();
  const id = collections()[1]?.id ?? '';
  const known = new Map([['tents', { remote: { id } }]]);
  const found = await destination.lookup?.({ entity: 'category', keys: ['tents'], known }, context);
  const data = found?.get('tents')?.data;
  expect(data).toMatchObject({ title: 'Tents', handle: 'tents', parent: 'outdoor', metafields: {} });
  expect(destination.records.category.schema.safeParse(data).error).toBeUndefined();
});

describe('what products are in', () => {
  async function loaded() {
    const records = [
      someCategory('a', null, 'Aa'),
      someCategory('b', null, 'Bb'),
      inCategories('x', ['a']),
      inCategories('y', []),
    ];
    const shop = setUp(records);
    await shop.pipeline.run();
    const product = (title: string) => {
      const found = [...shop.state.products.values()].find((each) => each.title === title);
      if (found === undefined) throw new Error(`no ${title}`);
      return found;
    };
    const drifts = async () =>
      (await shop.pipeline.reconcile()).drifts.map(({ key, differences }) => [key, ...differences]);
    return { ...shop, records, product, drifts };
  }

  test('is read back: what the merchant adds is no drift, what he takes away is told and repaired', async () => {
    const { pipeline, product, collections, drifts, membersOf } = await loaded();
    expect(await drifts()).toEqual([]);
    product('Product y').collectionIds = [collections()[1]?.id ?? ''];
    expect(await drifts()).toEqual([]);
    product('Product x').collectionIds = [];
    expect(await drifts()).toEqual([['x', { path: 'categories', before: [], after: ['a'] }]]);
    expect((await pipeline.reconcile({ repair: true })).repairs).toMatchObject({ updated: 1 });
    expect(membersOf('Aa')).toEqual(['Product x']);
    expect(await drifts()).toEqual([]);
  });

  test('and has left in the PIM is told by the handle of the collection, until it has left it', async () => {
    const { records, pipeline, drifts, membersOf } = await loaded();
    records[2] = inCategories('x', ['b']);
    expect(await drifts()).toEqual([['x', { path: 'categories.0', before: 'aa', after: 'b' }]]);
    await pipeline.reconcile({ repair: true });
    expect([membersOf('Aa'), membersOf('Bb')]).toEqual([[], ['Product x']]);
    expect(await drifts()).toEqual([]);
  });
});
