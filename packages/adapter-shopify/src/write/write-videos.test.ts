import type { DesiredRecord } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import type { ShopifySimulatorOptions } from '../simulator/index.ts';
import { fileHost, fileServer, someBytes } from '../testing/file-server.ts';
import type { ServedFile } from '../testing/file-server.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';
import type { ShopPipelineOptions, TestCatalogue } from '../testing/shop-pipeline.ts';

const bytes = someBytes(5_000);
const at = (path: string) => `https://${fileHost}${path}`;

const tent: ShopifyRecords['product'] = {
  title: 'Tent',
  images: ['front', 'film', 'clip', 'model', 'back'],
  variants: [{ sku: 'tent', price: '5', image: 'back' }],
};

const assets: TestCatalogue['assets'] = {
  front: { url: at('/front.jpg') },
  back: { url: at('/back.jpg') },
  film: { url: at('/film.mp4'), alt: 'How it is put up' },
  clip: { url: 'https://youtu.be/dQw4w9WgXcQ', alt: 'In the rain' },
  model: { url: at('/model.glb'), alt: 'From all sides' },
};

interface Options extends Pick<ShopPipelineOptions, 'config'> {
  readonly files?: Record<string, ServedFile>;
  readonly assets?: TestCatalogue['assets'];
  readonly product?: ShopifyRecords['product'];
  readonly simulator?: ShopifySimulatorOptions;
}

function openedShop({ files = {}, config, product = tent, simulator, ...options }: Options = {}) {
  const server = fileServer({ '/film.mp4': { bytes }, '/model.glb': { bytes }, ...files });
  const shop = shopPipeline(
    { assets: options.assets ?? assets, products: { tent: product } },
    {
      ...(simulator === undefined ? {} : { simulator }),
      config: { around: server.around, privateFileHosts: [fileHost], ...config },
    },
  );
  const shown = () => {
    const [found] = shop.state.products.values();
    return (found?.mediaIds ?? []).map((id) => {
      const { kind, alt } = shop.state.files.get(id) ?? { kind: 'gone', alt: null };
      return `${kind}: ${alt}`;
    });
  };
  const made = (kind: string) => [...shop.state.files.values()].filter((file) => file.kind === kind);
  return { ...shop, server, shown, made };
}

const allShown = [
  'MediaImage: null',
  'Video: How it is put up',
  'ExternalVideo: In the rain',
  'Model3d: From all sides',
  'MediaImage: null',
];

describe('videos and 3D models', () => {
  test('are uploaded and shown among the images, in order, with their texts; a second time nothing is sent', async () => {
    const shop = openedShop();
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
    const shop = openedShop();
    await shop.pipeline.run();
    const [film] = shop.made('Video');
    shop.pim.assets['film'] = { url: at('/film.mp4'), alt: 'Put up' };
    await shop.pipeline.run();
    expect(shop.made('Video')).toEqual([expect.objectContaining({ id: film?.id, alt: 'Put up' })]);
    expect(shop.server.asked).toHaveLength(2);
  });

  test('that somebody has deleted are told as missing, and made anew where they were', async () => {
    const shop = openedShop();
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
    const shop = openedShop({ files: { '/better.mp4': { bytes: someBytes(6_000) } } });
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
    const shop = openedShop();
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
    const shop = openedShop({ product: { ...tent, variants: [{ sku: 'tent', price: '5', image: 'film' }] } });
    await shop.pipeline.run();
    expect(await shop.refusals()).toEqual([
      expect.objectContaining({ key: 'tent', code: 'value.wrong_type', path: 'variants.0.image' }),
    ]);
  });
});

describe('a video that is still processed', () => {
  const slow = { behaviour: { videoProcessing: 600_000 } };

  test('does not hold its product up, which gets it in a later run', async () => {
    const shop = openedShop({ simulator: slow });
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
    const shop = openedShop({ simulator: slow });
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
function desired({ state }: ReturnType<typeof openedShop>): DesiredRecord<ShopifyRecords> {
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

describe('a video that cannot be brought', () => {
  const film = { url: at('/other.mp4') };
  const stream = () =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes);
        controller.close();
      },
    });

  test.each<[string, ServedFile | undefined, Partial<ShopifyRecords['asset']>, string, RegExp]>([
    ['is not there', undefined, {}, 'url', /could not be fetched/],
    ['needs a login', { status: 401 }, {}, 'url', /could not be fetched/],
    [
      'is a page',
      { bytes, headers: { 'content-type': 'text/html; charset=utf-8' } },
      {},
      'url',
      /page of the web/,
    ],
    ['has no known size', { bytes: stream, headers: {} }, {}, 'bytes', /size/],
    [
      'is too large',
      { bytes, headers: { 'content-length': `${1024 ** 3 + 1}` } },
      {},
      'url',
      /takes 1073741824/,
    ],
    ['is empty', { bytes: new Uint8Array() }, {}, 'url', /empty/],
    ['is told to be too large', { bytes }, { bytes: 2 * 1024 ** 3 }, 'bytes', /1024 MB at most/],
    [
      'is of another form',
      { bytes },
      { url: at('/other.avi') },
      'url',
      /shows no video of this form \(avi\)/,
    ],
    [
      'is on a host of the own network',
      undefined,
      { url: 'https://files.internal/film.mp4' },
      'url',
      /private network/,
    ],
    ['is a channel', undefined, { url: 'https://www.youtube.com/@tents' }, 'url', /not that of a video/],
  ])(
    'because it %s is an issue that says so; the others go on',
    async (_why, served, more, path, message) => {
      const shop = openedShop({
        files: served === undefined ? {} : { '/other.mp4': served },
        assets: { ...assets, film: { ...film, ...more } },
      });
      await shop.pipeline.run();
      // The product waits for it.
      const refusals = (await shop.refusals()).filter(({ key }) => key !== 'tent');
      expect(refusals).toEqual([
        expect.objectContaining({
          key: 'film',
          severity: 'error',
          path,
          message: expect.stringMatching(message) as unknown,
        }),
      ]);
      expect(refusals[0]?.hint).toMatch(/\w/);
      expect(shop.made('Video')).toEqual([]);
      expect(shop.made('Model3d')).toHaveLength(1);
    },
  );

  test('of unknown size is brought where the record tells it', async () => {
    const shop = openedShop({
      files: { '/other.mp4': { bytes: stream, headers: {} } },
      assets: { ...assets, film: { ...film, bytes: bytes.length, alt: 'How it is put up' } },
    });
    await shop.pipeline.run();
    expect(shop.shown()).toEqual(allShown);
  });

  test.each([
    ['shorter', 6_000, 'ends after 5000 of 6000 bytes'],
    ['longer', 4_000, 'longer than 4000 bytes'],
  ])('because it is %s than its server said has failed, and is tried again', async (_how, size, message) => {
    const shop = openedShop({
      files: { '/other.mp4': { bytes: stream, headers: { 'content-length': `${size}` } } },
      assets: { film },
      product: { ...tent, images: ['film'], variants: [{ sku: 'tent' }] },
    });
    await shop.pipeline.run();
    const letters = await Array.fromAsync(shop.pipeline.deadLetters());
    const [letter] = letters.filter(({ key }) => key === 'film');
    expect(letter).toMatchObject({ status: 'failed' });
    expect(JSON.stringify(letter)).toContain(message);
    expect(shop.made('Video')).toEqual([]);
    shop.server.files['/other.mp4'] = { bytes };
    await shop.pipeline.run();
    expect(shop.made('Video')).toHaveLength(1);
  });

  test('because the shop has as many as its plan allows is an issue', async () => {
    const shop = openedShop({ simulator: { hostedMediaLimit: 1 } });
    await shop.pipeline.run();
    expect((await shop.refusals()).filter(({ key }) => key !== 'tent')).toEqual([
      expect.objectContaining({
        key: 'model',
        code: 'value.too_many',
        hint: expect.stringContaining('plan') as unknown,
      }),
    ]);
  });
});

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
  expect([...shop.state.files.values()].map(({ kind }) => kind)).toEqual(['Video', 'ExternalVideo']);
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
