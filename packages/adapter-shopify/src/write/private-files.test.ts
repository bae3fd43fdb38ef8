import { ConnectorError } from '@pim-connector/core';
import type { FileContent } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { someBytes } from '../testing/file-server.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';
import type { ShopPipelineOptions } from '../testing/shop-pipeline.ts';

type Asset = ShopifyRecords['asset'];

const privateFile = (name: string, version = 1): Asset => ({
  url: `https://pim.example/api/files/${version}/${name}/download`,
  urlKind: 'private',
  fileName: name,
});

const tent: ShopifyRecords['product'] = {
  title: 'Tent',
  images: ['front', 'film'],
  metafields: { custom: { manual: { entity: 'asset', key: 'manual' } } },
  variants: [{ sku: 'tent', price: '5', image: 'front' }],
};

const assets = {
  front: privateFile('Front view.png'),
  manual: privateFile('User manual.pdf'),
  film: privateFile('film.mp4'),
};

/** What the PIM opens. */
interface Kept {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether it tells the size. */
  readonly isTold: boolean;
}

/** A PIM whose files need a login, and a shop; what the PIM was asked to open, and what was uploaded. */
function privateShop(files: Readonly<Record<string, Kept | Error>>, options: ShopPipelineOptions = {}) {
  const opened: string[] = [];
  const uploaded: { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[] = [];
  const asked: string[] = [];
  const shop = shopPipeline(
    { assets, products: { tent } },
    {
      config: {
        around: (next) => async (request) => {
          asked.push(new URL(request.url).host);
          if (request.url.includes('staged-uploads')) {
            const file = (await request.clone().formData()).get('file');
            if (file instanceof File)
              uploaded.push({
                name: file.name,
                type: file.type,
                bytes: new Uint8Array(await file.arrayBuffer()),
              });
          }
          return next(request);
        },
      },
      async openFile(key): Promise<FileContent> {
        opened.push(key);
        const file = files[key];
        if (file === undefined || file instanceof Error)
          throw file ?? new ConnectorError('resource.missing', `no file ${key}`, { hint: 'Put it there.' });
        const { bytes, isTold } = file;
        return { body: new Blob([bytes]).stream(), ...(isTold ? { bytes: bytes.length } : {}) };
      },
      ...options,
    },
  );
  const shown = () =>
    [...shop.state.files.values()].map(({ id, kind, filename, size, failure }) => ({
      id,
      kind,
      filename,
      size,
      failure,
    }));
  return { ...shop, opened, uploaded, asked, shown };
}

const files = {
  front: { bytes: someBytes(3_000), isTold: false },
  manual: { bytes: someBytes(4_000), isTold: true },
  film: { bytes: someBytes(5_000), isTold: true },
};

describe('files whose address needs a login', () => {
  test('are opened by the source and uploaded, byte by byte; nobody asks their address', async () => {
    const shop = privateShop(files);
    await shop.pipeline.run();
    expect(await shop.refusals()).toEqual([]);
    expect(shop.opened.toSorted()).toEqual(['film', 'front', 'manual']);
    expect(shop.uploaded.map(({ type, bytes }) => [type, bytes])).toEqual([
      ['image/png', files.front.bytes],
      ['application/pdf', files.manual.bytes],
      ['video/mp4', files.film.bytes],
    ]);
    expect(shop.shown()).toMatchObject([
      { kind: 'MediaImage', filename: expect.stringMatching(/^pim-.+\.png$/) as unknown, size: 3_000 },
      { kind: 'GenericFile', filename: expect.stringMatching(/^User-manual-pim-.+\.pdf$/) as unknown },
      { kind: 'Video' },
    ]);
    expect(shop.asked).not.toContain('pim.example');
    expect([...shop.state.files.values()].some(({ source }) => source.includes('pim.example'))).toBe(false);
    const [product] = shop.state.products.values();
    expect(product?.mediaIds).toHaveLength(2);
    expect(await shop.drifts()).toEqual({});
  });

  test('are not opened again while they stay, nor when only their text changes', async () => {
    const shop = privateShop(files);
    await shop.pipeline.run();
    shop.opened.length = 0;
    expect((await shop.pipeline.run()).counts).toMatchObject({ created: 0, updated: 0 });
    shop.pim.assets['front'] = { ...assets.front, alt: 'From the front' };
    expect((await shop.pipeline.run()).counts).toMatchObject({ updated: 1 });
    expect(shop.opened).toEqual([]);
    expect([...shop.state.files.values()].map(({ alt }) => alt)).toContain('From the front');
  });

  test('are uploaded anew into the same file when their content changes', async () => {
    const kept: Record<string, Kept> = { ...files };
    const shop = privateShop(kept);
    await shop.pipeline.run();
    const [before] = shop.shown();
    kept['front'] = { bytes: someBytes(3_500), isTold: true };
    shop.pim.assets['front'] = privateFile('Front view.png', 2);
    expect((await shop.pipeline.run()).counts).toMatchObject({ updated: 1, created: 0 });
    expect(shop.shown()[0]).toEqual({ ...before, size: 3_500 });
  });

  test('that somebody has deleted in the shop are made anew when they change', async () => {
    const shop = privateShop(files);
    await shop.pipeline.run();
    const [front] = shop.shown();
    shop.state.files.delete(front?.id ?? '');
    shop.pim.assets['front'] = privateFile('Front view.png', 2);
    await shop.pipeline.run();
    expect(shop.shown().filter(({ kind }) => kind === 'MediaImage')).toEqual([
      expect.objectContaining({ size: 3_000, failure: null }),
    ]);
  });

  test.each<[string, Kept | Error, RegExp]>([
    [
      'is gone',
      new ConnectorError('resource.missing', 'no such file', { hint: 'Put it there.' }),
      /no such file/,
    ],
    ['may not be seen', new ConnectorError('permission.denied', 'not permitted'), /not permitted/],
    ['is empty', { bytes: someBytes(0), isTold: false }, /is empty/],
    ['is too large', { bytes: someBytes(20 * 1024 ** 2 + 1), isTold: false }, /takes 20971520 at most/],
    ['is too large, as its server says', { bytes: someBytes(20 * 1024 ** 2 + 1), isTold: true }, /at most/],
  ])('one that %s is an issue; the others go on', async (_what, front, message) => {
    const shop = privateShop({ ...files, front });
    await shop.pipeline.run();
    expect((await shop.refusals()).filter(({ key }) => key === 'front')).toEqual([
      expect.objectContaining({ path: 'url', message: expect.stringMatching(message) as unknown }),
    ]);
    expect(shop.shown().map(({ kind }) => kind)).toEqual(['GenericFile', 'Video']);
  });

  test('one whose source fails is tried again; the others go on', async () => {
    const kept: Record<string, Kept | Error> = {
      ...files,
      front: new ConnectorError('connection.failed', 'the line broke'),
    };
    const shop = privateShop(kept);
    expect((await shop.pipeline.run()).counts).toMatchObject({ failed: 1, created: 2 });
    kept['front'] = files.front;
    await shop.pipeline.run();
    expect(shop.shown()).toHaveLength(3);
    expect(shop.state.products.size).toBe(1);
  });

  test('a source that cannot open them: an issue that says so', async () => {
    const shop = shopPipeline({ assets: { front: assets.front } });
    await shop.pipeline.run();
    expect(await shop.refusals()).toMatchObject([
      { key: 'front', path: 'url', message: expect.stringContaining('does not give the file') as unknown },
    ]);
    expect(shop.state.files.size).toBe(0);
  });
});
