import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { caller } from '../source/seeded-shop.ts';
import { merchant } from '../testing/merchant.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

type Product = ShopifyRecords['product'];
type Shop = ReturnType<typeof shopPipeline>;

const full = { mode: 'full' } as const;
const text = (value: string) => ({ type: 'single_line_text_field', value });
/** Is refused, after most of the product has been written. */
const nowhere = ['Nowhere'];

const only = (shop: Shop) => {
  const products = [...shop.state.products.values()];
  expect(products).toHaveLength(1);
  const [product] = products;
  if (product === undefined) throw new Error('no product');
  return product;
};
const keysOf = (shop: Shop, owner: string) =>
  [...(shop.state.metafields.get(owner)?.values() ?? [])].map(({ key }) => key);

describe('a product of which a part was written before the rest was refused', () => {
  const sizes = (...list: string[]): Product['variants'] =>
    list.map((size) => ({ sku: `shirt-${size}`, options: [{ name: 'Size', value: size }], price: '5' }));
  const shirt: Product = {
    title: 'Shirt',
    options: ['Size'],
    tags: ['old'],
    images: ['front'],
    metafields: { custom: { first: text('1') } },
    publications: ['Online Store'],
    variants: sizes('S'),
  };
  const more: Product = {
    ...shirt,
    tags: ['old', 'new'],
    images: ['front', 'back'],
    metafields: { custom: { first: text('1'), second: text('2') } },
    variants: sizes('S', 'M'),
    publications: nowhere,
  };
  const assets = {
    front: { url: 'https://assets.example/front.jpg' },
    back: { url: 'https://assets.example/back.jpg' },
  };

  test('loses that part when the PIM takes it back, variants too', async () => {
    // The rules are made of all that there is to begin with.
    const shop = shopPipeline({ assets, products: { shirt: more } });
    shop.pim.products['shirt'] = shirt;
    await shop.pipeline.run();
    only(shop).tags.push('merchant');
    shop.pim.products['shirt'] = more;
    expect((await shop.pipeline.run(full)).counts).toMatchObject({ rejected: 1 });
    expect(only(shop)).toMatchObject({ tags: ['merchant', 'new', 'old'], variants: [{}, {}] });
    expect(keysOf(shop, only(shop).id)).toContain('second');
    shop.pim.products['shirt'] = shirt;
    expect((await shop.pipeline.run(full)).counts).toMatchObject({ updated: 1 });
    const product = only(shop);
    expect(product.tags).toEqual(['merchant', 'old']);
    expect(product.variants).toHaveLength(1);
    expect(product.mediaIds).toHaveLength(1);
    expect(keysOf(shop, product.id)).not.toContain('second');
    expect(await shop.drifts()).toEqual({});
  });

  test('loses translations that were stored beside one that was refused', async () => {
    const texts = (shop: Shop) =>
      [...(shop.state.translations.get(only(shop).id)?.values() ?? [])].map(({ value }) => value);
    const cup: Product = {
      title: 'Cup',
      translations: { de: { title: 'Tasse' }, xx: { title: 'Not a language of the shop' } },
      variants: [{ sku: 'cup' }],
    };
    const shop = shopPipeline({ products: { cup } });
    expect((await shop.pipeline.run()).counts).toMatchObject({ rejected: 1 });
    expect(texts(shop)).toEqual(['Tasse']);
    // What somebody else wrote where ours was refused is theirs.
    const theirs = { key: 'title', locale: 'xx', value: 'Theirs', digest: '', updatedAt: 0 };
    shop.state.translations.get(only(shop).id)?.set('xx title', theirs);
    shop.pim.products['cup'] = { ...cup, translations: {} };
    expect((await shop.pipeline.run(full)).counts).toMatchObject({ updated: 1 });
    expect(texts(shop)).toEqual(['Theirs']);
  });

  test('loses metafields, of variants too, that were set by a call before the one that was refused', async () => {
    // The last of those of the product and the first of the variant’s are set by one call.
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_each, at) => [`field-${at}`, text('x')]));
    const cup = (ofProduct: object, ofVariant: object): Product =>
      ({
        title: 'Cup',
        metafields: { custom: ofProduct },
        variants: [{ sku: 'cup', metafields: { custom: ofVariant } }],
      }) as Product;
    const before = cup(many(1), { own: text('1') });
    const bad = { type: 'number_integer', value: 'not a number' };
    const refused = cup(many(24), { new: text('2'), own: text('2'), bad });
    const shop = shopPipeline({ products: { cup: refused } });
    shop.pim.products['cup'] = before;
    await shop.pipeline.run();
    const owner = only(shop).id;
    const ofVariant = () => keysOf(shop, only(shop).variants[0]?.id ?? '').toSorted();
    shop.pim.products['cup'] = refused;
    expect((await shop.pipeline.run(full)).counts).toMatchObject({ rejected: 1 });
    expect(keysOf(shop, owner)).toHaveLength(25);
    expect(ofVariant()).toEqual(['new', 'own']);
    shop.pim.products['cup'] = before;
    expect((await shop.pipeline.run(full)).counts).toMatchObject({ updated: 1 });
    expect(keysOf(shop, owner).toSorted()).toEqual(['field-0', 'pim_id']);
    expect(ofVariant()).toEqual(['own']);
  });

  test('as it was made is shown as soon as the rest is there, although its record names no status', async () => {
    const cup: Product = { title: 'Cup', tags: ['a'], publications: nowhere, variants: [{ sku: 'cup' }] };
    const shop = shopPipeline({ products: { cup } });
    expect((await shop.pipeline.run()).counts).toMatchObject({ rejected: 1 });
    expect(only(shop).status).toBe('DRAFT');
    shop.pim.products['cup'] = { ...cup, tags: [], publications: ['Online Store'] };
    expect((await shop.pipeline.run(full)).counts).toMatchObject({ updated: 1 });
    expect(only(shop)).toMatchObject({ status: 'ACTIVE', tags: [] });
    // Only once: what a merchant hides later stays hidden.
    only(shop).status = 'DRAFT';
    shop.pim.products['cup'] = { ...cup, title: 'Mug', tags: [], publications: ['Online Store'] };
    await shop.pipeline.run(full);
    expect(only(shop)).toMatchObject({ status: 'DRAFT', title: 'Mug' });
  });

  test('does not claim what was not written: a merchant’s metafield of another type stays', async () => {
    const shop = shopPipeline({
      products: {
        shirt: { ...shirt, images: [], metafields: { custom: { first: text('1'), fit: text('x') } } },
      },
    });
    shop.pim.products['shirt'] = { ...shirt, images: [] };
    await shop.pipeline.run();
    const owner = only(shop).id;
    await merchant(shop.simulator).defineMetafield('fit', 'number_integer');
    await caller(shop.simulator)(
      'mutation($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { userErrors { message } } }',
      { metafields: [{ ownerId: owner, namespace: 'custom', key: 'fit', value: '7' }] },
    );
    shop.pim.products['shirt'] = {
      ...shirt,
      images: [],
      tags: ['x'],
      metafields: { custom: { first: text('1'), fit: text('wide') } },
    };
    expect((await shop.pipeline.run(full)).counts).toMatchObject({ rejected: 1 });
    shop.pim.products['shirt'] = { ...shirt, images: [], tags: ['y'] };
    expect((await shop.pipeline.run(full)).counts).toMatchObject({ updated: 1 });
    expect(keysOf(shop, owner)).toContain('fit');
    expect(only(shop).tags).toEqual(['y']);
  });
});

test('a collection that was made before its channels were refused is the category’s, and so is what it was made with', async () => {
  const shirts = (metafield: string, publications: readonly string[]): ShopifyRecords['category'] => ({
    title: 'Shirts',
    metafields: { custom: { [metafield]: text('1') } },
    publications: [...publications],
  });
  const both = {
    ...shirts('first', nowhere).metafields?.['custom'],
    ...shirts('second', []).metafields?.['custom'],
  };
  // The rules are made of all that there is to begin with.
  const shop = shopPipeline({
    categories: { shirts: { ...shirts('first', nowhere), metafields: { custom: both } } },
  });
  shop.pim.categories['shirts'] = shirts('first', nowhere);
  expect((await shop.pipeline.run()).counts).toMatchObject({ rejected: 1 });
  const [id = ''] = shop.state.collections.keys();
  shop.pim.categories['shirts'] = shirts('second', ['Online Store']);
  expect((await shop.pipeline.run(full)).counts).toMatchObject({ updated: 1 });
  expect([...shop.state.collections.keys()]).toEqual([id]);
  expect(keysOf(shop, id)).toEqual(expect.arrayContaining(['second']));
  expect(keysOf(shop, id)).not.toContain('first');
  expect([...(shop.state.published.get(id)?.keys() ?? [])]).toHaveLength(1);
});
