import { expect, test } from 'vitest';

import { makeScene } from '../testing/scene.ts';

const key = { namespace: '$app', key: 'pim_id' };

async function withDefinition() {
  const scene = await makeScene();
  await scene.mutate('metafieldDefinitionCreate', {
    definition: { ...key, name: 'Key', ownerType: 'COLLECTION', type: 'id' },
  });
  const find = (value: string) =>
    scene.shop.call(
      'query Find($value: String!) { collectionByIdentifier(identifier: { customId: { namespace: "$app", key: "pim_id", value: $value } }) { id image { url } } }',
      { value },
    );
  const make = (title: string, more: object = {}) =>
    scene.mutate('collectionCreate', { collection: { title, ...more } }, 'collection { id handle }');
  return { ...scene, find, make };
}

test('a collection keeps metafields from the beginning, and is found by a value that only it has', async () => {
  const { make, find } = await withDefinition();
  const metafields = [{ ...key, type: 'id', value: 'tents' }];
  const made = await make('Tents', { metafields, image: { src: 'https://assets.example/tents.jpg' } });
  const { id } = made.payload['collection'] as { readonly id: string };
  expect((await find('tents')).data).toEqual({
    collectionByIdentifier: { id, image: { url: 'https://assets.example/tents.jpg' } },
  });
  expect((await find('boats')).data).toEqual({ collectionByIdentifier: null });
  const again = await make('Tents', { metafields });
  expect(again.userErrors).toMatchObject([{ field: ['metafields', '0', 'value'] }]);
  expect(again.payload).toMatchObject({ collection: null });
});

test('without a definition of type id nothing is found by such a value: it is an error', async () => {
  const { shop } = await makeScene();
  const answer = await shop.call(
    '{ collectionByIdentifier(identifier: { customId: { key: "pim_id", value: "x" } }) { id } }',
  );
  expect(answer.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
});

test('a handle that is asked for must be free; one made of the title gets a number', async () => {
  const { make, mutate, collectionId } = await withDefinition();
  expect((await make('Summer')).payload).toMatchObject({ collection: { handle: 'summer-1' } });
  expect((await make('Other', { handle: 'summer' })).userErrors).toMatchObject([{ field: ['handle'] }]);
  const rename = (handle: string) => mutate('collectionUpdate', { collection: { id: collectionId, handle } });
  expect((await rename('summer-1')).userErrors).toMatchObject([{ field: ['handle'] }]);
  expect((await rename('summer')).userErrors).toEqual([]);
});

test('a deleted collection leaves its products, and its values are free again', async () => {
  const { make, mutate, find, simple, shop } = await withDefinition();
  const metafields = [{ ...key, type: 'id', value: 'tents' }];
  const { collection } = (await make('Tents', { metafields })).payload as {
    readonly collection: { readonly id: string };
  };
  await mutate('productUpdate', { product: { id: simple.id, collectionsToJoin: [collection.id] } });
  expect((await mutate('collectionDelete', { input: { id: collection.id } })).userErrors).toEqual([]);
  expect(shop.simulator.state.products.get(simple.id)?.collectionIds).toEqual([]);
  expect((await find('tents')).data).toEqual({ collectionByIdentifier: null });
  expect((await make('Tents', { metafields })).userErrors).toEqual([]);
});
