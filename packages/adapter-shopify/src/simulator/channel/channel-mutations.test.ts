import { describe, expect, test } from 'vitest';

import { sha256Hex } from '../sha256.ts';
import { makeScene } from '../testing/scene.ts';
import type { Scene } from '../testing/scene.ts';

const visible = ({ shop, simple, publicationId }: Scene) =>
  shop.data(
    'query Seen($id: ID!, $publicationId: ID!) { product(id: $id) { status publishedOnPublication(publicationId: $publicationId) } }',
    { id: simple.id, publicationId },
  );

describe('publications', () => {
  test('an active product is not visible before it is published, and not before its day', async () => {
    const scene = await makeScene();
    const { simple, publicationId, mutate, shop } = scene;
    expect(await visible(scene)).toEqual({ status: 'ACTIVE', publishedOnPublication: false });
    const publishDate = new Date(shop.clock.now() + 5_000).toISOString();
    await mutate('publishablePublish', { id: simple.id, input: [{ publicationId, publishDate }] });
    expect(await visible(scene)).toMatchObject({ publishedOnPublication: false });
    await shop.clock.advance(6_000);
    expect(await visible(scene)).toMatchObject({ publishedOnPublication: true });
    await mutate('publishableUnpublish', { id: simple.id, input: [{ publicationId }] });
    expect(await visible(scene)).toMatchObject({ publishedOnPublication: false });
  });
});

describe('translations', () => {
  const register = ({ mutate, simple }: Scene, rows: readonly (readonly [string, string, string])[]) =>
    mutate('translationsRegister', {
      resourceId: simple.id,
      translations: rows.map(([key, value, source]) => ({
        locale: 'de',
        key,
        value,
        translatableContentDigest: sha256Hex(source),
      })),
    });
  const read = ({ shop, simple }: Scene) =>
    shop.data(
      'query Read($id: ID!) { product(id: $id) { translations(locale: "de") { key value outdated } } }',
      {
        id: simple.id,
      },
    );

  test('good rows are stored, bad ones of the same call are told', async () => {
    const scene = await makeScene();
    const { userErrors } = await register(scene, [
      ['title', 'Zelt', 'Tent'],
      ['handle', 'zelt', 'not the source'],
    ]);
    expect(userErrors).toMatchObject([
      { field: ['translations', '1', 'translatableContentDigest'], code: 'INVALID_TRANSLATABLE_CONTENT' },
    ]);
    expect(await read(scene)).toEqual({ translations: [{ key: 'title', value: 'Zelt', outdated: false }] });
  });

  test('are outdated once the source has changed, and go when they are removed', async () => {
    const scene = await makeScene();
    await register(scene, [['title', 'Zelt', 'Tent']]);
    await scene.mutate('productUpdate', { product: { id: scene.simple.id, title: 'Big tent' } });
    expect(await read(scene)).toMatchObject({ translations: [{ outdated: true }] });
    const gone = { resourceId: scene.simple.id, translationKeys: ['title'], locales: ['de'] };
    await scene.mutate('translationsRemove', gone);
    expect(await read(scene)).toEqual({ translations: [] });
  });
});

describe('prices of a market', () => {
  test('hold for its countries, the last of two counts, and end with their variant', async () => {
    const scene = await makeScene();
    const { shop, priceListId, variantIds, product, mutate } = scene;
    const [variantId = ''] = variantIds;
    const price = (amount: string) => ({ variantId, price: { amount, currencyCode: 'CHF' } });
    await mutate('priceListFixedPricesAdd', { priceListId, prices: [price('4'), price('5.5')] });
    const query =
      'query Price($id: ID!) { productVariant(id: $id) { contextualPricing(context: { country: CH }) { price { amount currencyCode } } } }';
    expect(await shop.data(query, { id: variantId })).toEqual({
      contextualPricing: { price: { amount: '5.5', currencyCode: 'CHF' } },
    });
    await mutate('productVariantsBulkDelete', { productId: product.id, variantsIds: [variantId] });
    expect(shop.simulator.state.priceLists.get(priceListId)?.fixed.size).toBe(0);
  });

  test('have no decimals where the currency has none', async () => {
    const scene = await makeScene({ markets: [{ name: 'Japan', currency: 'JPY', countries: ['JP'] }] });
    const { shop, priceListId, variantIds, mutate } = scene;
    const prices = [{ variantId: variantIds[0], price: { amount: '980.4', currencyCode: 'JPY' } }];
    await mutate('priceListFixedPricesAdd', { priceListId, prices });
    expect([...(shop.simulator.state.priceLists.get(priceListId)?.fixed.values() ?? [])]).toMatchObject([
      { price: '980' },
    ]);
  });
});

test('a collection that conditions fill takes no product by hand', async () => {
  const { shop, simple, collectionId, mutate } = await makeScene();
  const known = shop.simulator.state.collections.get(collectionId);
  if (known !== undefined) shop.simulator.state.collections.set(collectionId, { ...known, automated: true });
  const input = { collections: [collectionId] };
  const set = await mutate('productSet', { identifier: { id: simple.id }, input });
  expect(set.userErrors).toMatchObject([{ message: "Can't manually add products to a smart collection" }]);
  const join = { id: simple.id, collectionsToJoin: [collectionId] };
  expect((await mutate('productUpdate', { product: join })).userErrors.length).toBe(1);
});
