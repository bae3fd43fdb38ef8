import { expect, test } from 'vitest';

import { simulatedShop } from '../simulated-shop.ts';
import { makeScene } from '../testing/scene.ts';

const titles = async (shop: ReturnType<typeof simulatedShop>, query: string) => {
  const found = (await shop.data(
    'query Find($query: String) { products(first: 50, query: $query) { nodes { title } } }',
    {
      query,
    },
  )) as unknown as { readonly nodes: readonly { readonly title: string }[] };
  return found.nodes.map(({ title }) => title);
};

test('searches know writes later: what is new is not found yet, what changed is found as it was', async () => {
  const { shop, simple, mutate } = await makeScene();
  await mutate('productSet', { input: { title: 'New' } });
  await mutate('productUpdate', { product: { id: simple.id, title: 'Renamed' } });
  expect(await titles(shop, 'title:New')).toEqual([]);
  expect(await titles(shop, 'title:Tent')).toEqual(['Renamed']);
  expect(await shop.data('query One($id: ID!) { product(id: $id) { title } }', { id: simple.id })).toEqual({
    title: 'Renamed',
  });
  await shop.clock.advance(3_000);
  expect(await titles(shop, 'title:New')).toEqual(['New']);
  expect(await titles(shop, 'title:Tent')).toEqual([]);
  await mutate('productDelete', { input: { id: simple.id } });
  expect(await titles(shop, 'title:Renamed')).toEqual([]);
});

test.each([
  ['sku:a1', ['A']],
  ['sku:a1 OR sku:b1', ['A', 'B']],
  ['vendor:Acme AND tag:new', ['B']],
  ['vendor:acme tag:"old stock"', ['A']],
  ['status:draft', ['C']],
  ['title:b*', ['B']],
  ['barcode:4006381333931', ['A']],
  ['id:>1 vendor:Acme', ['A', 'B']],
  ['updated_at:>2030-01-01', []],
  ['anything', []],
])('finds by %s', async (query, expected) => {
  const shop = simulatedShop();
  const one = (name: string, more: object) => ({
    title: name,
    productOptions: [{ name: 'Size', values: [{ name: 'S' }] }],
    variants: [
      {
        optionValues: [{ optionName: 'Size', name: 'S' }],
        sku: `${name.toLowerCase()}1`,
        ...(name === 'A' ? { barcode: '4006381333931' } : {}),
      },
    ],
    ...more,
  });
  shop.simulator.seed([
    one('A', { vendor: 'Acme', tags: ['old stock'] }),
    one('B', { vendor: 'Acme', tags: ['new'] }),
    one('C', { status: 'DRAFT' }),
  ]);
  expect(await titles(shop, query)).toEqual(expected);
});

test('metafields are searched only with a filterable definition', async () => {
  const { shop, simple, mutate } = await makeScene();
  const own = { namespace: 'custom', key: 'care' };
  const type = 'single_line_text_field';
  await mutate('metafieldsSet', { metafields: [{ ...own, ownerId: simple.id, type, value: 'cold' }] });
  const query = '{ products(first: 5, query: "metafields.custom.care:cold") { nodes { id } } }';
  expect((await shop.call(query)).errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  await mutate('metafieldDefinitionCreate', {
    definition: {
      ...own,
      name: 'Care',
      type,
      ownerType: 'PRODUCT',
      capabilities: { adminFilterable: { enabled: true } },
    },
  });
  expect(await shop.data(query)).toEqual({ nodes: [{ id: simple.id }] });
});
