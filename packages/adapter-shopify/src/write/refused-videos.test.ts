import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import type { ServedFile } from '../testing/file-server.ts';
import { allShown, assets, at, bytes, tent, videoShop } from '../testing/video-shop.ts';

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
      const shop = videoShop({
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
    const shop = videoShop({
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
    const shop = videoShop({
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

  test('because its server does not answer keeps no other file from being made', async () => {
    const dead = 'dead.example';
    const log: string[] = [];
    const videos = Object.fromEntries(
      ['a', 'b', 'c'].map((name) => [name, { url: `https://${dead}/${name}.mp4` }]),
    );
    const shop = videoShop({
      assets: { ...videos, front: { url: at('/front.jpg') } },
      product: { ...tent, images: ['front'], variants: [{ sku: 'tent' }] },
      config: {
        privateFileHosts: [dead],
        around: (next) => async (request) => {
          const { hostname, pathname } = new URL(request.url);
          if (hostname === dead) {
            log.push(pathname);
            throw new TypeError('fetch failed');
          }
          if ((await request.clone().text()).includes('mutation FilesReplace')) log.push('image');
          return next(request);
        },
      },
    });
    expect((await shop.pipeline.run()).counts).toMatchObject({ created: 2, failed: 3 });
    // All at once, and nobody waits for the second attempt.
    expect(log.slice(0, 4).toSorted()).toEqual(['/a.mp4', '/b.mp4', '/c.mp4', 'image']);
    // Two attempts each time that the engine sends the record.
    expect(log.filter((path) => path === '/a.mp4')).toHaveLength(8);
  });

  test('because the shop has as many as its plan allows is an issue', async () => {
    const shop = videoShop({ simulator: { hostedMediaLimit: 1 } });
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
