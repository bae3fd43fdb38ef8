import { fc, test } from '@fast-check/vitest';
import type { Fetch } from '@pim-connector/core';
import { describe, expect } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';
import type { ShopPipelineOptions } from '../testing/shop-pipeline.ts';
import { movesTo } from './write-media.ts';

/** What Shopify does with moves: one after the other. */
function moved(list: readonly string[], moves: ReturnType<typeof movesTo>): readonly string[] {
  return moves.reduce(
    (now, { id, newPosition }) => {
      const others = now.filter((each) => each !== id);
      others.splice(Number(newPosition), 0, id);
      return others;
    },
    [...list],
  );
}

const lists = fc
  .uniqueArray(fc.integer({ min: 0, max: 30 }).map((number) => `f${number}`))
  .chain((now) => fc.record({ now: fc.constant(now), order: fc.shuffledSubarray(now) }));

test.prop([lists])(
  'moves bring our pictures into the order of the record, and leave those of others where they are',
  ({ now, order }) => {
    const after = moved(now, movesTo(now, [...order, 'of another product']));
    expect(after.filter((file) => order.includes(file))).toEqual(order);
    const ofOthers = (list: readonly string[]) => list.map((file) => (order.includes(file) ? null : file));
    expect(ofOthers(after)).toEqual(ofOthers(now));
  },
);

test('what stands where it should is not moved', () => {
  expect(movesTo(['a', 'theirs', 'b', 'c'], ['a', 'b', 'c'])).toEqual([]);
  expect(movesTo(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual([{ id: 'c', newPosition: '0' }]);
});

describe('a variant whose record has no image any more', () => {
  const shirt = (image: string | null, price = '5'): ShopifyRecords['product'] => ({
    title: 'Shirt',
    options: ['Size'],
    images: ['front', 'back'],
    variants: ['S', 'M'].map((size) => ({
      sku: `shirt-${size}`,
      options: [{ name: 'Size', value: size }],
      image: size === 'S' ? image : 'back',
      price,
    })),
  });

  async function loaded(config: ShopPipelineOptions['config'] = {}) {
    const assets = {
      front: { url: 'https://assets.example/front.jpg' },
      back: { url: 'https://assets.example/back.jpg' },
    };
    const shop = shopPipeline({ assets, products: { shirt: shirt('front') } }, { config });
    await shop.pipeline.run();
    const product = () => {
      const [found] = shop.state.products.values();
      if (found === undefined) throw new Error('no product');
      return found;
    };
    const images = () => product().variants.map(({ mediaIds }) => mediaIds);
    const [front = '', back = ''] = shop.state.files.keys();
    return { ...shop, product, images, front, back };
  }

  test('loses it, the product keeps showing it, and a second run sends nothing', async () => {
    const shop = await loaded();
    expect(shop.images()).toEqual([[shop.front], [shop.back]]);
    // What else is written of the variant does not make anybody forget whose the image is.
    shop.pim.products['shirt'] = shirt('front', '6');
    await shop.pipeline.run();
    shop.pim.products['shirt'] = shirt(null, '6');
    await shop.pipeline.run();
    expect(shop.images()).toEqual([[], [shop.back]]);
    expect(shop.product().mediaIds).toEqual([shop.front, shop.back]);
    expect(await shop.drifts()).toEqual({});
    expect((await shop.pipeline.run()).counts).toMatchObject({ updated: 0 });
  });

  /** Keeps what images are taken away with. */
  function detaching() {
    const detached: string[] = [];
    const around =
      (next: Fetch): Fetch =>
      async (request) => {
        const body = await request.clone().text();
        if (body.includes('mutation MediaDetach')) detached.push(body);
        return next(request);
      };
    return { around, detached };
  }

  test('loses it alone: none that another variant keeps is taken away on the way', async () => {
    const { around, detached } = detaching();
    const shop = await loaded({ around });
    shop.pim.products['shirt'] = shirt(null);
    await shop.pipeline.run();
    expect(detached).toHaveLength(1);
    expect(detached[0]).toContain(shop.front);
    expect(detached[0]).not.toContain(shop.back);
  });

  test('is told by reading back, until it is repaired', async () => {
    const shop = await loaded();
    shop.pim.products['shirt'] = shirt(null);
    expect(await shop.drifts()).toEqual({ 'product shirt': ['variants.0.image'] });
    expect((await shop.pipeline.reconcile({ repair: true })).repairs).toMatchObject({ updated: 1 });
    expect(shop.images()).toEqual([[], [shop.back]]);
    expect(await shop.drifts()).toEqual({});
  });

  test.each([
    ['merge', 1],
    ['own', 0],
  ] as const)('and that somebody else has given another one: media under %s', async (media, left) => {
    const { around, detached } = detaching();
    const shop = await loaded({ ownership: { media }, around });
    const [variant] = shop.product().variants;
    if (variant === undefined) throw new Error('no variant');
    variant.mediaIds = [shop.back];
    shop.pim.products['shirt'] = shirt(null);
    await shop.pipeline.run();
    expect(shop.images()[0]).toHaveLength(left);
    expect(detached).toHaveLength(1 - left);
    expect(await shop.drifts()).toEqual({});
  });

  test('never had one of ours, and keeps that of somebody else, where media are left alone', async () => {
    const shop = await loaded({ ownership: { media: 'ignore' } });
    expect([shop.product().mediaIds, shop.images()]).toEqual([[], [[], []]]);
    const [variant] = shop.product().variants;
    if (variant === undefined) throw new Error('no variant');
    shop.product().mediaIds = [shop.back];
    variant.mediaIds = [shop.back];
    shop.pim.products['shirt'] = shirt(null, '6');
    await shop.pipeline.run();
    expect(shop.images()).toEqual([[shop.back], []]);
    expect(await shop.drifts()).toEqual({});
  });
});
