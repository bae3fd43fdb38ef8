import { describe, expect, test } from 'vitest';

import { openBulkShop } from '../testing/bulk-shop.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

const shirts = 'gid://shopify/TaxonomyCategory/aa-1-13';

/** Products whose categories are named so. */
function shopWith(categories: Readonly<Record<string, string | null>>, nodes?: readonly [string, string][]) {
  const products = Object.fromEntries(
    Object.entries(categories).map(([key, category]) => [
      key,
      { title: key, category, variants: [{ sku: key, price: '5' }] },
    ]),
  );
  const shop = shopPipeline({ products }, nodes === undefined ? {} : { simulator: { taxonomyNodes: nodes } });
  const searches = () => shop.simulator.calls().filter(({ operation }) => operation === 'TaxonomyCategories');
  const inShop = () =>
    Object.fromEntries([...shop.state.products.values()].map(({ title, categoryId }) => [title, categoryId]));
  return { ...shop, searches, inShop };
}

describe('the category of a product in the taxonomy', () => {
  test('is named by its full name or its id; of a name one search is made', async () => {
    const fullName = 'Apparel & Accessories > Clothing > Shirts & Tops';
    const shop = shopWith({
      id: shirts,
      bare: 'aa-1-13',
      name: fullName,
      again: fullName,
      blanks: ' Apparel &  Accessories>Clothing > Shirts & Tops ',
      top: 'Apparel & Accessories',
      none: null,
    });
    expect((await shop.pipeline.run()).counts).toMatchObject({ created: 7, rejected: 0 });
    expect(shop.inShop()).toEqual({
      id: shirts,
      bare: shirts,
      name: shirts,
      again: shirts,
      blanks: shirts,
      top: 'gid://shopify/TaxonomyCategory/aa',
      none: null,
    });
    expect(shop.searches()).toHaveLength(2);
    expect(await shop.drifts()).toEqual({});
    for (const product of shop.state.products.values())
      if (product.title !== 'none') product.categoryId = 'gid://shopify/TaxonomyCategory/hg';
    const told = ['id', 'bare', 'name', 'again', 'blanks', 'top'].map((key) => [
      `product ${key}`,
      ['category'],
    ]);
    expect(await shop.drifts()).toEqual(Object.fromEntries(told));
    await shop.pipeline.reconcile({ repair: true });
    expect(await shop.drifts()).toEqual({});
    expect(shop.searches()).toHaveLength(2);
  });

  test('that the taxonomy does not have, or has twice, is an issue at the category; the others go on', async () => {
    const shop = shopWith(
      { partly: 'Clothing > Shirts', twice: 'Home > Lamps', good: 'Home > Tables', lamp: 'aa-2' },
      [
        ['aa', 'Home'],
        ['aa-1', 'Home > Lamps'],
        ['aa-2', 'Home > Lamps'],
        ['aa-3', 'Home > Tables'],
        ['bb', 'Clothing'],
        ['bb-1', 'Clothing > Shirts & Tops'],
      ],
    );
    const { counts } = await shop.pipeline.run();
    expect(counts).toMatchObject({ created: 2, rejected: 2 });
    const place = { path: 'category', rule: 'category', attribute: 'pim_category' };
    expect(await shop.refusals()).toEqual([
      expect.objectContaining({
        ...place,
        key: 'partly',
        code: 'value.unknown_option',
        hint: expect.stringContaining('Clothing > Shirts & Tops') as unknown,
      }),
      expect.objectContaining({
        ...place,
        key: 'twice',
        code: 'record.ambiguous',
        message: expect.stringContaining('aa-1, gid://shopify/TaxonomyCategory/aa-2') as unknown,
      }),
    ]);
    expect(shop.inShop()).toEqual({
      good: 'gid://shopify/TaxonomyCategory/aa-3',
      lamp: 'gid://shopify/TaxonomyCategory/aa-2',
    });
  });

  test('that is archived is none; what is not there is asked for again some minutes later', async () => {
    const shop = shopWith({ a: 'Home & Garden', b: 'Home & Garden' });
    const node = shop.state.taxonomy.get('gid://shopify/TaxonomyCategory/hg');
    if (node === undefined) throw new Error('no node');
    shop.state.taxonomy.set(node.id, { ...node, archived: true });
    expect((await shop.pipeline.run()).counts).toMatchObject({ rejected: 2 });
    expect(shop.searches()).toHaveLength(1);
    shop.state.taxonomy.set(node.id, node);
    shop.clock.advance(600_001);
    expect((await shop.pipeline.replay()).counts).toMatchObject({ created: 2 });
    expect(shop.searches()).toHaveLength(2);
  });
});

test('in files, too, what a product names otherwise gets its id', async () => {
  const shop = openBulkShop();
  const process = shop.start();
  const data = { title: 'Shirt', variants: [{ sku: 'shirt' }] };
  const first = { ...data, category: 'Apparel & Accessories' };
  await process.write(await shop.planAll([{ key: 'shirt', data: first }]));
  await shop.finish(process);
  const outcome = shop.outcomes.get('shirt');
  expect(outcome).toMatchObject({ status: 'created' });
  const categories = () => [...shop.state.products.values()].map(({ categoryId }) => categoryId);
  expect(categories()).toEqual(['gid://shopify/TaxonomyCategory/aa']);
  const remote = outcome !== undefined && 'remote' in outcome ? (outcome.remote ?? null) : null;
  const { state } = shop;
  const acme = state.newId('Metaobject');
  state.metaobjects.set(acme, {
    id: acme,
    type: 'brand',
    handle: 'acme',
    fields: new Map(),
    status: 'ACTIVE',
    createdAt: 0,
    updatedAt: 0,
  });
  state.metaobjectByHandle.set('brand acme', acme);
  const second = {
    ...data,
    category: 'Apparel & Accessories > Clothing > Shirts & Tops',
    metafields: { custom: { brand: { metaobject: 'brand', handle: 'acme' } } },
  };
  const sections = ['content', 'metafields'];
  await process.write(await shop.planAll([{ key: 'shirt', data: second, remote, sections }]));
  await shop.finish(process);
  expect(shop.outcomes.get('shirt')).toMatchObject({ status: 'updated' });
  expect(categories()).toEqual([shirts]);
  const metafields = [...(state.metafields.get(remote?.id ?? '')?.values() ?? [])];
  expect(metafields.find(({ key }) => key === 'brand')?.value).toBe(acme);
  expect(shop.called()).not.toContain('ProductPatch');
});
