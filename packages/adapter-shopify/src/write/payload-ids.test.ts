import { expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { merchant } from '../testing/merchant.ts';
import { openShop } from '../testing/open-shop.ts';

const shirt = (
  metafields: ShopifyRecords['product']['metafields'],
  ofVariant: ShopifyRecords['product']['metafields'] = {},
): ShopifyRecords['product'] => ({
  title: 'Shirt',
  metafields: metafields ?? {},
  variants: [{ sku: 'S-1', metafields: ofVariant }],
});

/** A shop with two brands. */
async function withBrands(options: Parameters<typeof openShop>[0] = {}) {
  const shop = openShop(options);
  const { state } = shop;
  const { define, put } = merchant(shop.simulator);
  await define(
    'brand',
    [
      { key: 'name', type: 'single_line_text_field', required: true },
      { key: 'founded', type: 'date' },
      { key: 'logo', type: 'file_reference' },
    ],
    { name: 'Brand', displayNameKey: 'name' },
  );
  const ids = [
    await put('brand', 'acme', { name: 'acme' }),
    await put('brand', 'tarnfell', { name: 'tarnfell' }),
  ];
  const valuesOf = (ownerId: string | undefined) =>
    [...(state.metafields.get(ownerId ?? '')?.values() ?? [])]
      .filter(({ key }) => key !== 'pim_id')
      .map(({ key, type, value }) => [key, type, value]);
  return { ...shop, ids, valuesOf };
}

test('metafields point to metaobjects by type and handle, at products, variants and categories', async () => {
  const { send, plan, state, ids, valuesOf } = await withBrands();
  const [acme, tarnfell] = ids;
  const one = { metaobject: 'brand', handle: 'acme' };
  const several = { metaobject: 'brand', handle: ['tarnfell', 'acme'] };
  const record = shirt({ custom: { brand: one } }, { custom: { makers: several } });
  expect((await plan('product', 'shirt', record)).payload).toMatchObject({ metafields: [{ value: 'acme' }] });
  const { outcome, remote } = await send('product', 'shirt', record);
  expect(outcome?.status).toBe('created');
  const [product] = state.products.values();
  expect(valuesOf(product?.id)).toEqual([['brand', 'metaobject_reference', acme]]);
  const list = ['makers', 'list.metaobject_reference', JSON.stringify([tarnfell, acme])];
  expect(valuesOf(product?.variants[0]?.id)).toEqual([list]);
  // And when they change, also to none.
  const changed = shirt(
    { custom: { brand: { ...one, handle: 'tarnfell' } } },
    {
      custom: { makers: { ...several, handle: [] } },
    },
  );
  await send('product', 'shirt', changed, { remote, sections: ['metafields'] });
  expect(valuesOf(product?.id)).toEqual([['brand', 'metaobject_reference', tarnfell]]);
  expect(valuesOf(product?.variants[0]?.id)).toEqual([]);
  await send('category', 'a', { title: 'A', metafields: { custom: { brand: one } } });
  expect(valuesOf([...state.collections.keys()][0])).toEqual([['brand', 'metaobject_reference', acme]]);
});

test('a metaobject that the shop does not have is an issue at the metafield, and nothing is written', async () => {
  const { send, state } = await withBrands();
  const unknown = { custom: { brand: { metaobject: 'brand', handle: 'nobody' } } };
  const issue = { code: 'value.unknown_option', path: 'metafields.custom.brand' };
  expect((await send('product', 'shirt', shirt(unknown))).outcome).toMatchObject({
    status: 'rejected',
    issues: [issue],
  });
  expect((await send('product', 'shirt', shirt({}, unknown))).outcome).toMatchObject({
    status: 'rejected',
    issues: [{ ...issue, path: `variants.0.${issue.path}` }],
  });
  expect((await send('category', 'a', { title: 'A', metafields: unknown })).outcome).toMatchObject({
    status: 'rejected',
    issues: [issue],
  });
  expect([state.products.size, state.collections.size]).toEqual([0, 0]);
});

test('one that is found is not asked for again', async () => {
  const { send } = await withBrands();
  const record = shirt({ custom: { brand: { metaobject: 'brand', handle: 'acme' } } });
  expect((await send('product', 'a', record)).calls).toContain('MetaobjectByHandle');
  const other = { ...record, variants: [{ sku: 'other' }] };
  expect((await send('product', 'b', other)).calls).not.toContain('MetaobjectByHandle');
});

test('the shop tells of its kinds of metaobjects; without the scope it tells that it cannot', async () => {
  const { destination, context } = await withBrands();
  const attribute = { localizable: false, scopable: false };
  expect((await destination.describe(context)).recordKinds).toEqual([
    {
      code: 'brand',
      labels: { en: 'Brand' },
      attributes: [
        {
          ...attribute,
          key: 'name',
          type: 'text',
          labels: { en: 'name' },
          extensions: { shopify: { type: 'single_line_text_field', required: true, isName: true } },
        },
        {
          ...attribute,
          key: 'founded',
          type: 'date',
          labels: { en: 'founded' },
          extensions: { shopify: { type: 'date', required: false, isName: false } },
        },
        {
          ...attribute,
          key: 'logo',
          type: 'references',
          labels: { en: 'logo' },
          extensions: { shopify: { type: 'file_reference', required: false, isName: false } },
        },
      ],
    },
  ]);
  const without = openShop({
    scopes: ['read_products', 'read_locations', 'read_publications', 'read_locales'],
  });
  expect((await without.destination.describe(without.context)).recordKinds).toEqual([]);
  expect(without.warnings).toEqual([expect.stringContaining('metaobjectDefinitions')]);
});
