import { referenceId } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { defineMetafield } from '../testing/define-metafield.ts';
import { openShop } from '../testing/open-shop.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';
import type { ShopPipelineOptions, TestCatalogue } from '../testing/shop-pipeline.ts';

const manual = { entity: 'asset', key: 'manual' } as const;

const tent: ShopifyRecords['product'] = {
  title: 'Tent',
  images: ['front'],
  metafields: { custom: { manual, sheets: { entity: 'asset', key: ['manual', 'sheet'] } } },
  variants: [
    { sku: 'tent', price: '5', metafields: { custom: { sheet: { entity: 'asset', key: 'sheet' } } } },
  ],
};

const assets: TestCatalogue['assets'] = {
  front: { url: 'https://assets.example/front.jpg' },
  manual: { url: 'https://assets.example/docs/User%20manual.pdf', alt: 'How it is put up' },
  sheet: { url: 'https://assets.example/download', mediaType: 'application/pdf' },
};

async function loaded(products: TestCatalogue['products'] = { tent }, options: ShopPipelineOptions = {}) {
  const shop = shopPipeline({ assets, products }, options);
  const report = await shop.pipeline.run();
  const kept = (ending: string) => {
    const file = [...shop.state.files.values()].find(({ filename }) => filename.endsWith(ending));
    if (file === undefined) throw new Error(`no file ${ending}`);
    return file;
  };
  const metafields = () =>
    Object.fromEntries(
      [...shop.state.metafields.values()].flatMap((owner) =>
        [...owner.values()]
          .filter(({ namespace }) => namespace === 'custom')
          .map(({ key, type, value }) => [key, { type, value }]),
      ),
    );
  return { ...shop, report, kept, metafields };
}

describe('documents', () => {
  test('are files that products and variants point to; a second time nothing is sent', async () => {
    const shop = await loaded();
    expect(await shop.refusals()).toEqual([]);
    const first = shop.kept('.pdf');
    const [, , second] = shop.state.files.values();
    expect(first).toMatchObject({
      kind: 'GenericFile',
      alt: 'How it is put up',
      filename: expect.stringMatching(/^User-manual-pim-[\w-]+\.pdf$/) as unknown,
    });
    expect(second).toMatchObject({ kind: 'GenericFile', source: 'https://assets.example/download' });
    expect(shop.metafields()).toEqual({
      manual: { type: 'file_reference', value: first.id },
      sheets: { type: 'list.file_reference', value: JSON.stringify([first.id, second?.id]) },
      sheet: { type: 'file_reference', value: second?.id },
    });
    expect(await shop.drifts()).toEqual({});
    expect((await shop.pipeline.run()).counts).toMatchObject({ created: 0, updated: 0 });
  });

  test('are changed in place, so that whoever points to one need not be written', async () => {
    const shop = await loaded();
    const { id } = shop.kept('.pdf');
    const { size } = shop.state.files;
    shop.pim.assets['manual'] = { url: 'https://assets.example/docs/manual-2.pdf', alt: 'Put up anew' };
    const { counts } = await shop.pipeline.run();
    expect(counts).toMatchObject({ created: 0, updated: 1 });
    expect(shop.state.files.get(id)).toMatchObject({
      source: 'https://assets.example/docs/manual-2.pdf',
      alt: 'Put up anew',
    });
    expect(shop.state.files.size).toBe(size);
  });

  test('whose content is known by a checksum are not sent again because of a new address', async () => {
    const shop = await loaded();
    const at = (query: string, checksum: string) => ({
      url: `https://assets.example/docs/manual.pdf?signature=${query}`,
      checksum,
    });
    shop.pim.assets['manual'] = at('1', 'a');
    await shop.pipeline.run();
    shop.simulator.resetCalls();
    shop.pim.assets['manual'] = at('2', 'a');
    await shop.pipeline.run();
    expect(shop.simulator.calls().map(({ operation }) => operation)).not.toContain('FilesUpdate');
    shop.pim.assets['manual'] = at('3', 'b');
    await shop.pipeline.run();
    expect(shop.kept('.pdf').source).toContain('signature=3');
  });

  test('that cannot be fetched, or are too large, are issues; the others go on', async () => {
    const shop = shopPipeline({
      assets: {
        ...assets,
        gone: { url: 'https://assets.example/unreachable.pdf' },
        large: { url: 'https://assets.example/too-large.pdf' },
        told: { url: 'https://assets.example/told.pdf', bytes: 30 * 1024 ** 2 },
      },
    });
    const { counts } = await shop.pipeline.run();
    expect(counts).toMatchObject({ created: 3, rejected: 3 });
    const refusals = await shop.refusals();
    expect(refusals.map(({ key, code, path }) => ({ key, code, path }))).toEqual(
      expect.arrayContaining([
        { key: 'gone', code: 'value.invalid', path: 'url' },
        { key: 'large', code: 'value.invalid', path: 'url' },
        { key: 'told', code: 'value.invalid', path: 'bytes' },
      ]),
    );
    for (const { hint } of refusals) expect(hint).not.toBe('');
  });

  test('are no media of a product', async () => {
    const shop = await loaded({ tent: { ...tent, images: ['front', 'manual'] } });
    expect(await shop.refusals()).toEqual([
      expect.objectContaining({
        key: 'tent',
        code: 'value.wrong_type',
        path: 'images.1',
        hint: expect.stringContaining('file_reference') as unknown,
      }),
    ]);
  });

  test('whose create was answered to nobody are found by their names, and not made twice', async () => {
    let cut = 1;
    const shop = await loaded(
      { tent },
      {
        config: {
          around: (next) => async (request) => {
            const isCreate = (await request.clone().text()).includes('mutation FilesCreate');
            const answer = await next(request);
            if (!isCreate || cut === 0) return answer;
            cut -= 1;
            throw new TypeError('fetch failed');
          },
        },
      },
    );
    expect(cut).toBe(0);
    expect(await shop.refusals()).toEqual([]);
    expect([...shop.state.files.values()].map(({ kind }) => kind)).toEqual([
      'MediaImage',
      'GenericFile',
      'GenericFile',
    ]);
    expect(await shop.drifts()).toEqual({});
  });
});

describe('a metafield whose definition', () => {
  async function withDefinition(type: string, more: object = {}) {
    const shop = openShop();
    const definition = {
      name: 'Manual',
      namespace: 'custom',
      key: 'manual',
      ownerType: 'PRODUCT',
      type,
      ...more,
    };
    await defineMetafield(shop.simulator, definition);
    const { remote } = await shop.send('asset', 'manual', { url: 'https://assets.example/manual.pdf' });
    if (remote === null) throw new Error('no file');
    const references = new Map([[referenceId(manual), remote]]);
    const record = { title: 'Tent', metafields: { custom: { manual } }, variants: [{ sku: 'tent' }] };
    const issues = async () => (await shop.plan('product', 'tent', record, { references })).issues ?? [];
    return { ...shop, issues };
  }

  test('takes files of all kinds takes a document', async () => {
    const shop = await withDefinition('file_reference');
    expect(await shop.issues()).toEqual([]);
  });

  test.each([
    [
      'file_reference',
      { validations: [{ name: 'file_type_options', value: '["Image"]' }] },
      /takes only Image/,
    ],
    ['list.file_reference', {}, /of type list\.file_reference/],
    ['single_line_text_field', {}, /of type single_line_text_field/],
  ])('is of type %s %j', async (type, more, message) => {
    const shop = await withDefinition(type, more);
    expect(await shop.issues()).toEqual([
      expect.objectContaining({
        code: 'value.wrong_type',
        severity: 'error',
        path: 'metafields.custom.manual',
        message: expect.stringMatching(message) as unknown,
      }),
    ]);
  });

  test('is corrected in the shop counts as it is now', async () => {
    const shop = await withDefinition('file_reference', {
      validations: [{ name: 'file_type_options', value: '["Image"]' }],
    });
    expect(await shop.issues()).toHaveLength(1);
    for (const [key, definition] of shop.state.metafieldDefinitions)
      if (definition.key === 'manual')
        shop.state.metafieldDefinitions.set(key, { ...definition, validations: [] });
    expect(await shop.issues()).toEqual([]);
  });
});
