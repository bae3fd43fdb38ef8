import { expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';
import type { ShopPipelineOptions } from '../testing/shop-pipeline.ts';

const full = { mode: 'full' } as const;
const at = (name: string) => `https://assets.example/${name}`;
const nowhere = (name: string) => `https://assets.invalid/${name}`;
/** So long that the adapter does not wait for documents. */
const slow = { behaviour: { fileProcessing: 600_000 } };
const cup = (title: string, ...images: string[]): ShopifyRecords['product'] => ({
  title,
  images,
  variants: [{ sku: 'cup', price: '5' }],
});

/** A shop with a file; `change` gives it other addresses. */
async function fileShop(url: string, options: ShopPipelineOptions = {}) {
  const shop = shopPipeline({ assets: { file: { url } } }, options);
  await shop.pipeline.run();
  return {
    ...shop,
    files: () => [...shop.state.files.values()],
    async change(to: string) {
      shop.pim.assets['file'] = { url: to };
      return (await shop.pipeline.run(full)).counts;
    },
  };
}

test('an image that cannot be replaced stays what it was, and is replaced as soon as its address is right', async () => {
  const assets = { front: { url: at('front.jpg') }, back: { url: at('back.jpg') } };
  const shop = shopPipeline({ assets, products: { cup: cup('Cup', 'back') } });
  await shop.pipeline.run();
  const [id = ''] = shop.state.files.keys();
  shop.pim.assets['front'] = { url: nowhere('front.jpg') };
  // Products can be given it meanwhile.
  shop.pim.products['cup'] = cup('Mug', 'front', 'back');
  expect((await shop.pipeline.run(full)).counts).toMatchObject({ rejected: 1, updated: 1 });
  expect(await shop.refusals()).toMatchObject([
    { key: 'front', path: 'url', platform: { code: 'IMAGE_DOWNLOAD_FAILURE' } },
  ]);
  const [product] = shop.state.products.values();
  expect(product).toMatchObject({ title: 'Mug', mediaIds: [id, expect.anything()] });
  shop.pim.assets['front'] = { url: at('new.jpg') };
  expect((await shop.pipeline.run(full)).counts).toMatchObject({ rejected: 0, updated: 1 });
  expect(shop.state.files.get(id)).toMatchObject({ source: at('new.jpg'), failure: null });
  expect(shop.state.files.size).toBe(2);
  expect(await shop.refusals()).toEqual([]);
});

test('a document whose replacement failed when nobody waited any more is replaced all the same', async () => {
  const shop = await fileShop(at('manual.pdf'), { simulator: slow });
  const id = shop.files()[0]?.id;
  await shop.clock.sleep(1_000_000);
  expect(await shop.change(nowhere('manual.pdf'))).toMatchObject({ updated: 1 });
  await shop.clock.sleep(1_000_000);
  expect(await shop.change(at('better.pdf'))).toMatchObject({ updated: 1 });
  expect(shop.files()).toMatchObject([{ id, source: at('better.pdf'), failure: null }]);
});

test('a document that could never be fetched is made anew', async () => {
  const shop = await fileShop(nowhere('manual.pdf'), { simulator: slow });
  await shop.clock.sleep(1_000_000);
  expect(await shop.change(at('manual.pdf'))).toMatchObject({ rejected: 0, failed: 0 });
  expect(shop.files().map(({ failure }) => failure === null)).toEqual([false, true]);
});

test('a document that is still being processed is changed by a later run', async () => {
  const shop = await fileShop(at('manual.pdf'), { simulator: slow });
  const early = await shop.change(at('better.pdf'));
  expect(early).toMatchObject({ rejected: 0 });
  await shop.clock.sleep(1_000_000);
  await shop.pipeline.run(full);
  expect(shop.files()).toMatchObject([{ source: at('better.pdf') }]);
  expect(await shop.refusals()).toEqual([]);
});

test.each(['merge', 'own'] as const)(
  'a file that a merchant has deleted is an issue that says what to do, and reconciling brings it back: media %s',
  async (media) => {
    const assets = { front: { url: at('front.jpg') }, back: { url: at('back.jpg') } };
    const shop = shopPipeline(
      { assets, products: { cup: cup('Cup', 'front', 'back') } },
      { config: { ownership: { media } } },
    );
    await shop.pipeline.run();
    const product = () => [...shop.state.products.values()][0];
    const live = product();
    const [front = '', back = ''] = shop.state.files.keys();
    shop.state.files.delete(front);
    if (live !== undefined) live.mediaIds = [back];
    shop.pim.products['cup'] = cup('Mug', 'back', 'front');
    expect((await shop.pipeline.run(full)).counts).toMatchObject({ rejected: 1 });
    expect(await shop.refusals()).toMatchObject([
      { key: 'cup', code: 'reference.missing', hint: expect.stringContaining('reconcile()') as unknown },
    ]);
    // What has nothing to do with it is written all the same.
    expect(product()?.title).toBe('Mug');
    await shop.pipeline.reconcile({ repair: true });
    await shop.pipeline.run(full);
    expect(product()?.mediaIds).toHaveLength(2);
    expect(product()?.mediaIds[0]).toBe(back);
    expect(await shop.refusals()).toEqual([]);
  },
);
