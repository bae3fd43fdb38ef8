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

describe('an image that only a variant has', () => {
  const assets = Object.fromEntries(
    ['front', 'red', 'blue', 'green'].map((name) => [name, { url: `https://assets.example/${name}.jpg` }]),
  );
  type Colours = Readonly<Record<string, string | null | undefined>>;
  const shirt = (colours: Colours, images: readonly string[] | undefined): ShopifyRecords['product'] => ({
    title: 'Shirt',
    options: ['Colour'],
    ...(images === undefined ? {} : { images: [...images] }),
    variants: Object.entries(colours).map(([sku, image]) => ({
      sku,
      options: [{ name: 'Colour', value: sku }],
      price: '5',
      ...(image === undefined ? {} : { image }),
    })),
  });

  async function coloured(colours: Colours, images: readonly string[] | undefined = ['front']) {
    // The rules are made of all that there is to begin with.
    const shop = shopPipeline({ assets, products: { shirt: shirt({ a: 'red' }, ['front']) } });
    shop.pim.products['shirt'] = shirt(colours, images);
    await shop.pipeline.run();
    const nameOf = (id: string) => /(\w+)\.jpg$/.exec(shop.state.files.get(id)?.source ?? '')?.[1];
    const product = () => [...shop.state.products.values()][0];
    return {
      ...shop,
      async change(to: Colours, others: readonly string[] | undefined = images) {
        shop.pim.products['shirt'] = shirt(to, others);
        await shop.pipeline.run({ mode: 'full' });
        expect(await shop.refusals()).toEqual([]);
      },
      shown: () => product()?.mediaIds.map(nameOf),
      images: () => product()?.variants.map(({ mediaIds }) => mediaIds.map(nameOf).join()),
      add(name: string) {
        const file = [...shop.state.files.values()].find(({ source }) => source.endsWith(`${name}.jpg`));
        product()?.mediaIds.push(file?.id ?? '');
      },
    };
  }

  test('leaves the product when the variant has another one, or none, or is gone', async () => {
    const shop = await coloured({ a: 'red', b: 'red' });
    expect(shop.shown()).toEqual(['front', 'red']);
    // The other variant shows it still.
    await shop.change({ a: 'blue', b: 'red' });
    expect(shop.shown()).toEqual(['front', 'red', 'blue']);
    await shop.change({ a: 'blue', b: 'green' });
    expect(shop.shown()).toEqual(['front', 'blue', 'green']);
    expect(shop.images()).toEqual(['blue', 'green']);
    await shop.change({ a: 'blue', b: null });
    expect(shop.shown()).toEqual(['front', 'blue']);
    await shop.change({ b: null });
    expect(shop.shown()).toEqual(['front']);
  });

  test('stays where the record does not say otherwise, or images of the product name it', async () => {
    const shop = await coloured({ a: 'red', b: 'red' });
    // Of the other variant it says nothing.
    await shop.change({ a: 'blue', b: undefined });
    expect(shop.shown()).toEqual(['front', 'red', 'blue']);
    await shop.change({ a: 'green', b: undefined }, ['front', 'blue']);
    expect(shop.shown()?.toSorted()).toEqual(['blue', 'front', 'green', 'red']);
    // Of the images of the product it says nothing.
    await shop.change({ a: 'front', b: 'red' }, ['front']);
    shop.pim.products['shirt'] = shirt({ a: 'green', b: 'red' }, undefined);
    await shop.pipeline.run({ mode: 'full' });
    expect(shop.shown()).toEqual(['front', 'red', 'green']);
  });

  test('goes also where the record does not speak of images of the product, and those of others stay', async () => {
    const shop = await coloured({ a: 'red' }, ['front']);
    shop.add('green');
    shop.pim.products['shirt'] = shirt({ a: 'blue' }, undefined);
    await shop.pipeline.run({ mode: 'full' });
    expect(shop.shown()).toEqual(['front', 'green', 'blue']);
    shop.pim.products['shirt'] = shirt({ a: null }, undefined);
    await shop.pipeline.run({ mode: 'full' });
    expect(shop.shown()).toEqual(['front', 'green']);
  });
});
