import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { caller } from '../source/seeded-shop.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

type Product = ShopifyRecords['product'];

const text = (value: string) => ({ custom: { kind: { type: 'single_line_text_field', value } } });

/** The parts of a product that have calls of their own. */
const parts = [
  'content',
  'tags',
  'metafields',
  'media',
  'publications',
  'translations',
  'barcodes',
  'prices',
  'variantImages',
  'variantMetafields',
  'marketPrices',
] as const;
const ofVariants = parts.slice(6);

/** A shirt, of which one part is another than in the first version. */
function shirt(key: string, changed?: (typeof parts)[number]): Product {
  const of = (part: (typeof parts)[number]) => (part === changed ? '2' : '1');
  const images = ['front', 'back'];
  return {
    title: `Shirt ${of('content')}`,
    status: 'active',
    options: ['Size'],
    tags: [`tag-${of('tags')}`],
    metafields: text(of('metafields')),
    images: changed === 'media' ? images.toReversed() : images,
    publications: [changed === 'publications' ? 'Point of Sale' : 'Online Store'],
    translations: { de: { title: `Hemd ${of('translations')}` } },
    variants: ['S', 'M'].map((size) => ({
      sku: `${key}-${size}`,
      barcode: of('barcodes'),
      options: [{ name: 'Size', value: size }],
      price: `${of('prices')}.5`,
      image: changed === 'variantImages' ? 'back' : 'front',
      metafields: text(of('variantMetafields')),
      marketPrices: [{ priceList: 'Switzerland', amount: of('marketPrices') }],
    })),
  };
}

/** A shop with a shirt for each part. */
async function loaded(keys: typeof parts | typeof ofVariants) {
  const shop = shopPipeline(
    {
      assets: {
        front: { url: 'https://assets.example/front.jpg' },
        back: { url: 'https://assets.example/back.jpg' },
      },
      products: Object.fromEntries(keys.map((key) => [key, shirt(key)])),
    },
    {
      simulator: { plan: 'plus', markets: [{ name: 'Switzerland', currency: 'CHF', countries: ['CH'] }] },
      config: { lane: 'direct' },
    },
  );
  await shop.pipeline.run();
  const change = () => {
    for (const key of keys) shop.pim.products[key] = shirt(key, key);
  };
  return { ...shop, change, call: caller(shop.simulator) };
}

describe('what a merchant deleted while one part of it changed in the PIM', () => {
  test('a product: it is made anew, whole, and no update passes for written', async () => {
    const shop = await loaded(parts);
    for (const id of shop.state.products.keys()) {
      // oxlint-disable-next-line no-await-in-loop
      await shop.call('mutation($id: ID!) { productDelete(input: { id: $id }) { userErrors { message } } }', {
        id,
      });
    }
    shop.change();
    const { counts } = await shop.pipeline.run({ mode: 'full' });
    expect(counts).toMatchObject({ deleted: parts.length, rejected: 0, failed: 0 });
    await shop.pipeline.run({ mode: 'full' });
    expect(shop.state.products.size).toBe(parts.length);
    expect(await shop.drifts()).toEqual({});
  });

  test('a variant: it is made anew in the same run with all that it needs, the other keeps its id', async () => {
    const shop = await loaded(ofVariants);
    const products = [...shop.state.products.values()];
    const kept = products.map(({ variants }) => variants[0]?.id);
    for (const { id, variants } of products) {
      // oxlint-disable-next-line no-await-in-loop
      await shop.call(
        'mutation($id: ID!, $variants: [ID!]!) { productVariantsBulkDelete(productId: $id, variantsIds: $variants) { userErrors { message } } }',
        { id, variants: [variants[1]?.id] },
      );
    }
    shop.change();
    const report = await shop.pipeline.run({ mode: 'full' });
    expect(report).toMatchObject({
      status: 'complete',
      counts: { updated: ofVariants.length, failed: 0, rejected: 0 },
    });
    expect(products.map(({ variants }) => variants.length)).toEqual(ofVariants.map(() => 2));
    expect(products.map(({ variants }) => variants[0]?.id)).toEqual(kept);
    // SKU, price, barcode, image, metafields and market prices of the new ones, too.
    expect(await shop.drifts()).toEqual({});
  });

  test('a collection: it is made anew', async () => {
    const category = (metafield: string, translation: string): ShopifyRecords['category'] => ({
      title: 'Shirts',
      metafields: text(metafield),
      translations: { de: { title: `Hemden ${translation}` } },
    });
    const shop = shopPipeline({
      categories: { metafields: category('1', '1'), translations: category('1', '1') },
    });
    await shop.pipeline.run();
    for (const id of shop.state.collections.keys()) {
      // oxlint-disable-next-line no-await-in-loop
      await caller(shop.simulator)(
        'mutation($id: ID!) { collectionDelete(input: { id: $id }) { userErrors { message } } }',
        { id },
      );
    }
    shop.pim.categories = { metafields: category('2', '1'), translations: category('1', '2') };
    const { counts } = await shop.pipeline.run({ mode: 'full' });
    expect(counts).toMatchObject({ deleted: 2, rejected: 0, failed: 0 });
    await shop.pipeline.run({ mode: 'full' });
    expect(shop.state.collections.size).toBe(2);
    expect(await shop.drifts()).toEqual({});
  });
});
