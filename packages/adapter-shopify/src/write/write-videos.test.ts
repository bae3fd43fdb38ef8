import type { DesiredRecord } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { fileHost, fileServer, someBytes } from '../testing/file-server.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';
import { allShown, assets, at, bytes, tent, videoShop } from '../testing/video-shop.ts';

describe('videos and 3D models', () => {
  test('are uploaded and shown among the images, in order, with their texts; a second time nothing is sent', async () => {
    const shop = videoShop();
    await shop.pipeline.run();
    expect(await shop.refusals()).toEqual([]);
    expect(shop.shown()).toEqual(allShown);
    expect(shop.made('Video')[0]).toMatchObject({
      size: bytes.length,
      filename: expect.stringMatching(/^pim-.+\.mp4$/) as unknown,
    });
    expect(shop.server.asked).toEqual(['/film.mp4', '/model.glb']);
    expect(await shop.drifts()).toEqual({});
    expect((await shop.pipeline.run()).counts).toMatchObject({ created: 0, updated: 0 });
    expect(shop.server.asked).toHaveLength(2);
  });

  test('are brought as they are, byte by byte', async () => {
    let form: FormData | null = null;
    const server = fileServer({ '/film.mp4': { bytes } });
    const shop = shopPipeline(
      { assets: { film: { url: at('/film.mp4') } } },
      {
        config: {
          privateFileHosts: [fileHost],
          around: (next) =>
            server.around(async (request) => {
              if (request.url.includes('staged-uploads')) form = await request.clone().formData();
              return next(request);
            }),
        },
      },
    );
    await shop.pipeline.run();
    const file = (form as FormData | null)?.get('file');
    if (!(file instanceof File)) throw new Error('no file was uploaded');
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
    expect([file.type, file.name]).toEqual(['video/mp4', expect.stringContaining('.mp4')]);
  });

  test('are not uploaded again when their text changes', async () => {
    const shop = videoShop();
    await shop.pipeline.run();
    const [film] = shop.made('Video');
    shop.pim.assets['film'] = { url: at('/film.mp4'), alt: 'Put up' };
    await shop.pipeline.run();
    expect(shop.made('Video')).toEqual([expect.objectContaining({ id: film?.id, alt: 'Put up' })]);
    expect(shop.server.asked).toHaveLength(2);
  });

  test('that somebody has deleted are told as missing, and made anew where they were', async () => {
    const shop = videoShop();
    await shop.pipeline.run();
    const [film] = shop.made('Video');
    const [product] = shop.state.products.values();
    if (product === undefined || film === undefined) throw new Error('nothing there');
    shop.state.files.delete(film.id);
    product.mediaIds = product.mediaIds.filter((id) => id !== film.id);
    expect(await shop.drifts()).toMatchObject({ 'asset film': ['missing'] });
    await shop.pipeline.reconcile({ repair: true });
    await shop.pipeline.reconcile({ repair: true });
    expect(shop.shown()).toEqual(allShown);
    expect(await shop.drifts()).toEqual({});
  });

  test('with another content are another file, which reconciling brings to the product', async () => {
    const shop = videoShop({ files: { '/better.mp4': { bytes: someBytes(6_000) } } });
    await shop.pipeline.run();
    const [film] = shop.made('Video');
    shop.pim.assets['film'] = { url: at('/better.mp4'), alt: 'Better' };
    await shop.pipeline.run();
    expect(shop.made('Video')).toEqual([film, expect.objectContaining({ alt: 'Better', size: 6_000 })]);
    expect(await shop.drifts()).toEqual({ 'product tent': ['images.1'] });
    await shop.pipeline.reconcile({ repair: true });
    expect(shop.shown()).toEqual(allShown.map((each) => (each.startsWith('Video') ? 'Video: Better' : each)));
    expect(await shop.drifts()).toEqual({});
  });

  test('of the merchant stay, and those that the record has not any more go', async () => {
    const shop = videoShop();
    await shop.pipeline.run();
    const [product] = shop.state.products.values();
    const [film] = shop.made('Video');
    if (product === undefined || film === undefined) throw new Error('nothing there');
    const theirs = { ...film, id: 'gid://shopify/Video/1', alt: 'theirs', filename: 'theirs.mp4' };
    shop.state.files.set(theirs.id, theirs);
    product.mediaIds = [theirs.id, ...product.mediaIds];
    shop.pim.products['tent'] = { ...tent, images: ['front', 'clip', 'back'] };
    await shop.pipeline.run();
    expect(shop.shown()).toEqual([
      'Video: theirs',
      'MediaImage: null',
      'ExternalVideo: In the rain',
      'MediaImage: null',
    ]);
    expect(await shop.drifts()).toEqual({});
  });

  test('are no images of a variant', async () => {
    const shop = videoShop({ product: { ...tent, variants: [{ sku: 'tent', price: '5', image: 'film' }] } });
    await shop.pipeline.run();
    expect(await shop.refusals()).toEqual([
      expect.objectContaining({ key: 'tent', code: 'value.wrong_type', path: 'variants.0.image' }),
    ]);
  });
});

describe('a video that is still processed', () => {
  const slow = { behaviour: { videoProcessing: 600_000 } };

  test('does not hold its product up, which gets it in a later run', async () => {
    const shop = videoShop({ simulator: slow });
    await shop.pipeline.run();
    expect(await shop.refusals()).toEqual([]);
    const without = allShown.filter((each) => !/Video: How|Model/.test(each));
    expect(shop.shown()).toEqual(without);
    await shop.pipeline.run();
    expect(shop.shown()).toEqual(without);
    await shop.clock.sleep(600_000);
    await shop.pipeline.run();
    expect(shop.shown()).toEqual(allShown);
    expect(shop.server.asked).toHaveLength(2);
    expect(await shop.drifts()).toEqual({});
    shop.simulator.resetCalls();
    await shop.pipeline.run();
    expect(shop.simulator.calls().map(({ operation }) => operation)).not.toContain('FilesStatus');
  });

  test('and fails in the end is told at the product, until another one takes its place', async () => {
    const shop = videoShop({ simulator: slow });
    await shop.pipeline.run();
    const [film] = shop.made('Video');
    if (film === undefined) throw new Error('no video');
    film.failure = { code: 'VIDEO_MAX_DURATION_ERROR', message: 'It is too long.' };
    await shop.clock.sleep(600_000);
    const plan = await shop.destination.plan([desired(shop)], shop.context);
    expect(plan[0]?.issues).toEqual([
      expect.objectContaining({
        severity: 'warning',
        path: 'images.1',
        message: expect.stringContaining('too long') as unknown,
        hint: expect.stringContaining('10 minutes') as unknown,
      }),
    ]);
    shop.server.files['/short.mp4'] = { bytes };
    shop.pim.assets['film'] = { url: at('/short.mp4'), alt: 'How it is put up' };
    await shop.pipeline.run();
    await shop.clock.sleep(600_000);
    await shop.pipeline.run();
    expect(shop.shown()).toEqual(allShown);
  });
});

/** The product as the engine would ask for it, with the links that are known. */
function desired({ state }: ReturnType<typeof videoShop>): DesiredRecord<ShopifyRecords> {
  const references = new Map(
    [...state.files.values()].map(({ id, alt, kind }) => {
      const key = Object.keys(assets).find((each) => assets[each]?.alt === alt) ?? 'front';
      return [`asset:${key}`, { id, ...(kind === 'Video' ? { data: { pending: true } } : {}) }] as const;
    }),
  );
  return {
    op: 'upsert',
    entity: 'product',
    key: 'tent',
    data: { ...tent, images: ['front', 'film'], variants: [{ sku: 'tent' }] },
    variantKeys: ['tent'],
    coverage: 'complete',
    sections: ['media'],
    remote: { id: [...state.products.keys()][0] ?? '', variants: {} },
    references,
  };
}

test('a video whose create was answered to nobody is found by its name, and not uploaded again', async () => {
  const server = fileServer({ '/film.mp4': { bytes } });
  let cut = 2;
  const shop = shopPipeline(
    {
      assets: { film: { url: at('/film.mp4') }, clip: { url: 'https://vimeo.com/12345678', alt: 'A clip' } },
    },
    {
      config: {
        privateFileHosts: [fileHost],
        around: (next) =>
          server.around(async (request) => {
            const isCreate = (await request.clone().text()).includes('mutation FilesCreate');
            const answer = await next(request);
            if (!isCreate || cut === 0) return answer;
            cut -= 1;
            throw new TypeError('fetch failed');
          }),
      },
    },
  );
  await shop.pipeline.run();
  expect(cut).toBe(0);
  expect(await shop.refusals()).toEqual([]);
  expect([...shop.state.files.values()].map(({ kind }) => kind).toSorted()).toEqual([
    'ExternalVideo',
    'Video',
  ]);
  expect(server.asked).toEqual(['/film.mp4']);
  expect((await shop.pipeline.run()).counts).toMatchObject({ created: 0, updated: 0 });
});

test('a video goes through piece by piece, with its length told beforehand', async () => {
  const piece = someBytes(64 * 1024);
  const pieces = 160;
  const size = piece.length * pieces;
  let produced = 0;
  const film = () =>
    new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (produced === size) return controller.close();
          produced += piece.length;
          controller.enqueue(piece);
        },
      },
      { highWaterMark: 0 },
    );
  const server = fileServer({
    '/film.mp4': { bytes: film, headers: { 'content-length': `${size}` } },
  });
  let consumed = 0;
  let furthestAhead = 0;
  let announced = '';
  const shop = shopPipeline(
    { assets: { film: { url: at('/film.mp4') } } },
    {
      config: {
        privateFileHosts: [fileHost],
        around: (next) =>
          server.around(async (request) => {
            if (!request.url.includes('staged-uploads')) return next(request);
            announced = request.headers.get('content-length') ?? '';
            for await (const chunk of request.body ?? []) {
              furthestAhead = Math.max(furthestAhead, produced - consumed);
              consumed += (chunk as Uint8Array).length;
            }
            return new Response(null, { status: 201 });
          }),
      },
    },
  );
  await shop.pipeline.run();
  expect(produced).toBe(size);
  expect(consumed).toBeGreaterThan(size);
  expect(announced).toBe(`${consumed}`);
  expect(furthestAhead).toBeLessThan(5 * piece.length);
});
