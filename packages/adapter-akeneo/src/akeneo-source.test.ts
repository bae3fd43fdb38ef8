import { ConnectorError, entitySchemas, isConnectorError } from '@pim-connector/core';
import type { ErrorCode, Product } from '@pim-connector/core';
import { afterEach, describe, expect, test } from 'vitest';

import { akeneo } from './akeneo-source.ts';
import type { AkeneoOptions } from './source-config.ts';
import { readAll, testContext } from './testing/read-all.ts';
import { recordedPim } from './testing/recorded-pim.ts';
import type { Override, RecordedCatalogue, RecordedPim } from './testing/recorded-pim.ts';
import { smallCatalogue, uuids, value } from './testing/small-catalogue.ts';

let pim: RecordedPim | null = null;

afterEach(async () => {
  await pim?.close();
  pim = null;
});

async function sourceFor(
  catalogue: RecordedCatalogue = smallCatalogue,
  options: Partial<AkeneoOptions> = {},
  override?: Override,
) {
  pim = await recordedPim(catalogue, override);
  return akeneo({
    url: pim.url,
    clientId: 'client-1',
    clientSecret: 'secret-1',
    username: 'erp',
    password: 'password-1',
    retry: { attempts: 1 },
    ...options,
  });
}

function requests(path: string): readonly URL[] {
  return (pim?.requests ?? []).filter(({ pathname }) => pathname === `/api/rest/v1/${path}`);
}

const selfHosted: RecordedCatalogue = {
  ...smallCatalogue,
  version: '5.0.12',
  edition: 'CE',
  without: ['products-uuid', 'products-uuid/search', 'asset-families'],
  products: (smallCatalogue.products ?? []).map(
    ({ uuid, values, associations, quantified_associations, ...rest }) => {
      const { sku, ...others } = values as Record<string, { data: string }[]>;
      const text = JSON.stringify({ associations, quantified_associations }).replaceAll(
        /[0-9]{8}-[0-9-]+/g,
        (found) => Object.entries(uuids).find(([, each]) => each === found)?.[0] ?? found,
      );
      return {
        ...rest,
        ...(JSON.parse(text.replaceAll('"uuid"', '"identifier"')) as object),
        identifier: sku?.[0]?.data,
        values: others,
        ...(uuid === undefined ? {} : {}),
      };
    },
  ),
};

describe.each([
  ['a hosted PIM, by UUID', smallCatalogue],
  ['a self-hosted PIM, by identifier', selfHosted],
])('a full pass over the products of %s', (_name, catalogue) => {
  test('gives every product once, as the model wants it', async () => {
    const source = await sourceFor(catalogue);
    const { data, records, invalid, end } = await readAll(source, { entity: 'product', mode: 'full' });
    expect([...data.keys()].toSorted()).toEqual(['belt', 'cap', 'mug', 'shirt']);
    expect(records).toHaveLength(4);
    expect(invalid).toEqual([]);
    expect(end.enumeratedAll).toBe(true);
    for (const product of data.values()) {
      expect(entitySchemas.product.safeParse(product).error?.issues).toBeUndefined();
    }
  });

  test('flattens two levels of models, in whatever letter case parents are written', async () => {
    const source = await sourceFor(catalogue);
    const { data } = await readAll(source, { entity: 'product', mode: 'full' });
    const shirt = data.get('shirt') as Product;
    expect(shirt.variesBy).toEqual(['color', 'size']);
    expect(shirt.variants.map(({ key }) => key).toSorted()).toEqual([
      'shirt_blue_s',
      'shirt_red_m',
      'shirt_red_s',
    ]);
    expect(Object.keys(shirt.attributes).toSorted()).toEqual(['description', 'name']);
    const small = shirt.variants.find(({ key }) => key === 'shirt_red_s');
    expect(small).toMatchObject({
      identifiers: [
        { scheme: 'sku', value: 'shirt_red_s' },
        { scheme: 'gtin', value: '04006381333931' },
      ],
      status: 'active',
      categories: ['bargains'],
      prices: [{ kind: 'list', amount: '19.9', currency: 'EUR' }],
      attributes: {
        color: { type: 'option', values: [{ locale: null, scope: null, data: 'red' }] },
        weight: { type: 'quantity', values: [{ data: { amount: '0.25', unit: 'KGM' } }] },
        pictures: {
          type: 'references',
          values: [
            {
              data: [
                { entity: 'asset', key: 'packshots:front' },
                { entity: 'asset', key: 'packshots:back' },
              ],
            },
          ],
        },
      },
      assets: [
        { asset: 'packshots:front', role: 'gallery' },
        { asset: 'packshots:back', role: 'gallery' },
      ],
    });
    expect(small?.attributes).not.toHaveProperty('name');
    expect(shirt.status).toBe('active');
    expect(shirt.variants.find(({ key }) => key === 'shirt_red_m')?.status).toBe('draft');
  });

  test('reads all attribute types, and keeps an unknown one as JSON with a warning', async () => {
    const source = await sourceFor(catalogue);
    const context = testContext();
    const { data } = await readAll(source, { entity: 'product', mode: 'full' }, context);
    const mug = data.get('mug') as Product;
    const single = (name: string) => mug.attributes[name]?.values.map(({ data: each }) => each);
    expect(mug.attributes['name']).toEqual({
      type: 'text',
      values: [{ locale: 'en-US', scope: null, data: 'Mug' }],
    });
    expect(mug.attributes['notes']).toMatchObject({ type: 'text' });
    // The converted one, for a locale of an attribute that depends on none, is left out.
    expect(single('weight')).toEqual([{ amount: '800', unit: 'GRM' }]);
    expect(single('stars')).toEqual(['4.5']);
    expect(single('organic')).toEqual([true]);
    expect(single('released')).toEqual(['2026-03-01']);
    expect(single('care')).toEqual([['wash30']]);
    expect(single('designer')).toEqual([[{ entity: 'referenceRecord', key: 'designer/starck' }]]);
    expect(single('image')).toEqual([[{ entity: 'asset', key: '0/a/b/c/abc_mug.jpg' }]]);
    expect(single('nutrition')).toEqual([[{ ingredient: 'clay', share: 95.5 }]]);
    expect(mug.attributes['mood']).toEqual({
      type: 'json',
      values: [{ locale: null, scope: null, data: { happy: true } }],
    });
    expect(context.warnings).toContainEqual(
      expect.objectContaining({ code: 'akeneo.unknown_attribute_type' }),
    );
    expect(mug).toMatchObject({
      family: null,
      assets: [{ role: 'gallery' }, { asset: '1/a/b/c/abc_mug.pdf', role: 'document' }],
    });
    expect(mug.variants[0]?.extensions?.['akeneo']).toMatchObject({
      associatedGroups: { PACK: ['summer'] },
      completenesses: [{ scope: 'ecommerce', locale: 'en_US', data: 50 }],
      qualityScores: [{ scope: 'ecommerce', locale: 'en_US', data: 'B' }],
    });
  });

  test('says once that there is a model without articles, which is no product yet', async () => {
    const source = await sourceFor(catalogue);
    const context = testContext();
    await readAll(source, { entity: 'product', mode: 'full' }, context);
    expect(context.warnings.filter(({ code }) => code === 'akeneo.model_without_articles')).toEqual([
      expect.objectContaining({ message: expect.stringContaining('sock') }),
    ]);
  });

  test('resumed after any page gives what the rest of the pass gave', async () => {
    const source = await sourceFor({ ...catalogue, pageSize: 1 });
    const whole: string[][] = [];
    const cursors: (string | undefined)[] = [undefined];
    for await (const event of source.read({ entity: 'product', mode: 'full' }, testContext())) {
      if (event.type !== 'page') continue;
      whole.push(event.records.map(({ key }) => key));
      cursors.push(event.cursor);
    }
    for (const [index, cursor] of cursors.entries()) {
      if (cursor === undefined) continue;
      const { records } = await readAll(source, { entity: 'product', mode: 'full', cursor });
      expect(records.map(({ key }) => key)).toEqual(whole.slice(index).flat());
    }
    const given = cursors.filter((cursor) => cursor !== undefined);
    expect(new Set(given).size).toBe(given.length);
    expect(given.length).toBeGreaterThan(3);
  });
});

test('relations point to products and articles by their keys, not by UUID', async () => {
  const source = await sourceFor();
  const { data } = await readAll(source, { entity: 'product', mode: 'full' });
  expect(data.get('mug')?.relations).toEqual([
    { type: 'PACK', target: { entity: 'product', key: 'belt' } },
    { type: 'PACK', target: { entity: 'variant', key: 'shirt_red_s' } },
    { type: 'PACK', target: { entity: 'product', key: 'shirt' } },
    { type: 'SET', target: { entity: 'product', key: 'belt' }, quantity: '2' },
    { type: 'SET', target: { entity: 'product', key: 'cap' }, quantity: '1' },
  ]);
  expect(data.get('mug')?.attributes['spare']?.values[0]?.data).toEqual([{ entity: 'product', key: 'belt' }]);
  expect(data.get('shirt')?.relations).toEqual([
    { type: 'UPSELL', target: { entity: 'variant', key: 'belt' } },
  ]);
});

test('a page that the filter should have left out ends the pass with an error', async () => {
  const forgetful: Override = (url) => {
    if (!url.pathname.endsWith('/products-uuid') || !url.searchParams.has('search_after')) return undefined;
    url.searchParams.delete('search');
    return undefined;
  };
  const source = await sourceFor({ ...smallCatalogue, pageSize: 1 }, {}, forgetful);
  await expect(readAll(source, { entity: 'product', mode: 'full' })).rejects.toThrow(
    /which the filter leaves out/,
  );
});

test('every page is asked for with all parameters, whatever the link to it has lost', async () => {
  const source = await sourceFor({ ...smallCatalogue, pageSize: 1 }, { filter: { enabled: true } });
  await readAll(source, { entity: 'product', mode: 'full' });
  for (const { searchParams } of requests('products-uuid')) {
    expect(searchParams.get('search')).toContain('enabled');
    expect(searchParams.get('pagination_type')).toBe('search_after');
  }
  expect(requests('products-uuid').some(({ searchParams }) => searchParams.has('search_after'))).toBe(true);
});

describe('a selection', () => {
  test('is pushed down to the API, with what records are made of beside it', async () => {
    const source = await sourceFor();
    const select = { attributes: ['name'], locales: ['en-US'], scopes: ['ecommerce'] };
    await readAll(source, { entity: 'product', mode: 'full', select });
    const [first] = requests('products-uuid');
    expect(first?.searchParams.get('attributes')?.split(',')).toEqual(
      expect.arrayContaining(['sku', 'name', 'ean', 'price', 'image', 'pictures']),
    );
    expect(first?.searchParams.get('attributes')).not.toContain('care');
    expect(first?.searchParams.get('locales')).toBe('en_US');
    expect(first?.searchParams.get('scope')).toBe('ecommerce');
  });

  test('of a locale that is not active gives a warning, and the others go on', async () => {
    const source = await sourceFor();
    const context = testContext();
    await readAll(
      source,
      { entity: 'product', mode: 'full', select: { locales: ['en-US', 'fr-FR'] } },
      context,
    );
    expect(requests('products-uuid')[0]?.searchParams.get('locales')).toBe('en_US');
    expect(context.warnings).toContainEqual(expect.objectContaining({ code: 'akeneo.inactive_locale' }));
  });

  test('that is too long for an address is sent as a body', async () => {
    const many = Array.from({ length: 400 }, (_, index) => `a_rather_long_attribute_code_${index}`);
    const source = await sourceFor({
      ...smallCatalogue,
      attributes: [
        ...(smallCatalogue.attributes ?? []),
        ...many.map((code) => ({ code, type: 'pim_catalog_text' })),
      ],
    });
    const { data } = await readAll(source, { entity: 'product', mode: 'full', select: { attributes: many } });
    expect(data.size).toBe(4);
    expect(requests('products-uuid/search').length).toBeGreaterThan(0);
  });
});

describe('an incremental pass', () => {
  const bookmark = '2026-01-02T12:00:00.000Z';

  test('reads what changed, and the whole product around it, once', async () => {
    const products = (smallCatalogue.products ?? []).map((item) =>
      item['uuid'] === uuids.shirt_red_m || item['uuid'] === uuids.mug
        ? { ...item, updated: '2026-01-05T00:00:00+00:00' }
        : item,
    );
    const models = (smallCatalogue.models ?? []).map((model) => ({
      ...model,
      updated: '2026-01-01T00:00:00+00:00',
    }));
    const source = await sourceFor({ ...smallCatalogue, products, models });
    const { records, data, end } = await readAll(source, {
      entity: 'product',
      mode: 'incremental',
      bookmark,
    });
    expect(records.map(({ key }) => key).toSorted()).toEqual(['mug', 'shirt']);
    expect(data.get('shirt')?.variants).toHaveLength(3);
    expect(end.enumeratedAll).toBe(false);
    expect(requests('products-uuid')[0]?.searchParams.get('search')).toBe(
      '{"updated":[{"operator":">","value":"2026-01-02 11:58:00"}]}',
    );
  });

  test('reads products whose model changed, and reports a model that lost its last article', async () => {
    const source = await sourceFor();
    const { records } = await readAll(source, { entity: 'product', mode: 'incremental', bookmark });
    expect(records.map(({ op, key }) => `${op} ${key}`).toSorted()).toEqual([
      'delete sock',
      'upsert cap',
      'upsert shirt',
    ]);
  });

  test('asks in the time zone of the server', async () => {
    const source = await sourceFor(smallCatalogue, { sourceTimeZone: 'Europe/Berlin' });
    await readAll(source, { entity: 'product', mode: 'incremental', bookmark });
    expect(requests('products-uuid')[0]?.searchParams.get('search')).toContain('2026-01-02 12:58:00');
  });

  test('reports a product that the filter leaves out now', async () => {
    const products = (smallCatalogue.products ?? []).map((item) => ({
      ...item,
      updated: '2026-01-05T00:00:00+00:00',
      enabled: item['uuid'] !== uuids.belt,
    }));
    const source = await sourceFor(
      { ...smallCatalogue, products, models: [] },
      { filter: { enabled: true } },
    );
    const { records } = await readAll(source, { entity: 'product', mode: 'incremental', bookmark });
    expect(records.map(({ op, key }) => `${op} ${key}`)).toEqual(
      expect.arrayContaining(['delete belt', 'upsert mug']),
    );
  });

  test('begins where the last one began, by the clock of the PIM', async () => {
    const source = await sourceFor(smallCatalogue, {}, (url) =>
      url.pathname.endsWith('/locales')
        ? new Response(JSON.stringify({ _embedded: { items: [] } }), {
            headers: { 'content-type': 'application/json', date: 'Thu, 01 Jan 2026 00:00:00 GMT' },
          })
        : undefined,
    );
    const { end } = await readAll(source, { entity: 'attribute', mode: 'full' });
    expect(Date.parse(end.bookmark ?? '')).not.toBeNaN();
  });
});

describe('bad input', () => {
  const html = () =>
    new Response('<html><body>Log in</body></html>', { headers: { 'content-type': 'text/html' } });
  const refusal = (status: number, message: string) =>
    new Response(JSON.stringify({ code: status, message }), {
      status,
      headers: { 'content-type': 'application/json' },
    });

  async function failure(override: Override, options: Partial<AkeneoOptions> = {}): Promise<ConnectorError> {
    const source = await sourceFor(smallCatalogue, options, override);
    try {
      await readAll(source, { entity: 'product', mode: 'full' });
    } catch (error) {
      if (isConnectorError(error)) return error;
      throw error;
    }
    throw new Error('the pass did not fail');
  }

  test.each<[string, Override, ErrorCode]>([
    ['a login page instead of JSON', html, 'response.malformed'],
    [
      'an answer that is cut off',
      () => new Response('{"routes":', { headers: { 'content-type': 'application/json' } }),
      'response.malformed',
    ],
    ['a wrong address', () => refusal(404, 'Not found'), 'resource.missing'],
    [
      'credentials that are wrong',
      (url) =>
        url.pathname.endsWith('/token')
          ? refusal(422, 'No user found for the given username and password')
          : undefined,
      'auth.failed',
    ],
    [
      'a PIM that permits nothing',
      (url) =>
        url.pathname.endsWith('/attributes')
          ? refusal(403, 'Access forbidden. You are not allowed to list attributes.')
          : undefined,
      'permission.denied',
    ],
    [
      'a disabled catalogue, told with 200',
      (url) =>
        url.pathname.endsWith('/product-models')
          ? new Response('{"error":"Catalog is disabled"}', {
              headers: { 'content-type': 'application/json' },
            })
          : undefined,
      'response.malformed',
    ],
  ])('%s', async (_name, override, code) => {
    const error = await failure(override);
    expect(error.code).toBe(code);
    expect(error.hint).not.toBe('');
    expect(JSON.stringify(error)).not.toMatch(/password-1|secret-1|token-1/);
  });

  test('a revoked app', async () => {
    pim = await recordedPim(smallCatalogue);
    const source = akeneo({ url: pim.url, accessToken: 'revoked-token-of-app', retry: { attempts: 1 } });
    await expect(readAll(source, { entity: 'product', mode: 'full' })).rejects.toMatchObject({
      code: 'auth.failed',
      hint: expect.stringContaining('connect it again'),
    });
  });

  test.each([403, 404])('a family that answers %i leaves the others to go on', async (status) => {
    const source = await sourceFor(smallCatalogue, {}, (url) =>
      url.pathname.endsWith('/families/clothing/variants') ? refusal(status, 'Not for you') : undefined,
    );
    const context = testContext();
    const { data, end } = await readAll(source, { entity: 'product', mode: 'full' }, context);
    expect(data.size).toBe(4);
    expect(data.get('shirt')).not.toHaveProperty('variesBy');
    expect(context.warnings).toContainEqual(expect.objectContaining({ code: 'akeneo.axes_unknown' }));
    expect(end.enumeratedAll).toBe(true);
  });

  test('products without family, name or values in any locale are read', async () => {
    const bare = { uuid: uuids.belt, enabled: true, family: null, parent: null, values: {} };
    const source = await sourceFor({ ...smallCatalogue, products: [bare], models: [] });
    const { data } = await readAll(source, { entity: 'product', mode: 'full' });
    expect(entitySchemas.product.parse(data.get(uuids.belt))).toMatchObject({
      key: uuids.belt,
      family: null,
      attributes: {},
    });
  });

  test('values that are not what their type says, or of a unit nobody knows, are kept as JSON', async () => {
    const odd = {
      uuid: uuids.belt,
      values: {
        sku: [value('odd')],
        stars: [value('many')],
        weight: [value({ amount: '2.0000', unit: 'CARTLOAD' })],
        name: [value('No language', 'xx_invalid_locale_code_that_is_long'), value('Odd', 'en_US')],
        ghost: [value('boo')],
      },
    };
    const source = await sourceFor({ ...smallCatalogue, products: [odd], models: [] });
    const context = testContext();
    const { data } = await readAll(source, { entity: 'product', mode: 'full' }, context);
    const record = data.get('odd') as Product;
    expect(entitySchemas.product.safeParse(record).error?.issues).toBeUndefined();
    expect(record.attributes).toMatchObject({
      stars: { type: 'json', values: [{ data: 'many' }] },
      weight: { type: 'json', values: [{ data: { amount: '2.0000', unit: 'CARTLOAD' } }] },
      ghost: { type: 'json', values: [{ data: 'boo' }] },
      name: { type: 'text', values: [{ locale: 'en-US', data: 'Odd' }] },
    });
    expect(record.variants[0]?.extensions?.['akeneo']).toHaveProperty('value name');
    expect(context.warnings.map(({ code }) => code).toSorted()).toEqual([
      'akeneo.unknown_attribute',
      'akeneo.value_kept',
      'value.unknown_unit',
      'value.wrong_type',
    ]);
  });
});

describe('the other entities', () => {
  test('attributes with their options', async () => {
    const source = await sourceFor();
    const { data, end } = await readAll(source, { entity: 'attribute', mode: 'full' });
    for (const each of data.values())
      expect(entitySchemas.attribute.safeParse(each).error?.issues).toBeUndefined();
    expect(data.get('color')).toMatchObject({
      type: 'option',
      options: [
        { code: 'red', labels: { 'de-DE': 'Rot', 'en-US': 'Red' }, position: 1 },
        { code: 'blue', labels: {}, position: 2 },
      ],
    });
    expect(data.get('stars')).toMatchObject({ minimum: '0', maximum: '5' });
    expect(data.get('weight')).toMatchObject({ unit: 'KGM' });
    expect(data.get('name')).toMatchObject({ localizable: true, maxLength: 80 });
    expect(end.enumeratedAll).toBe(true);
  });

  test('families with their requirements and variations', async () => {
    const source = await sourceFor();
    const { data } = await readAll(source, { entity: 'family', mode: 'full' });
    expect(entitySchemas.family.parse(data.get('clothing'))).toMatchObject({
      requirements: { ecommerce: ['name', 'price'] },
      variations: [
        { key: 'by_color_and_size', axes: [['color'], ['size']] },
        { key: 'by_size', axes: [['size']] },
      ],
    });
  });

  test('categories', async () => {
    const source = await sourceFor();
    const { data } = await readAll(source, { entity: 'category', mode: 'full' });
    expect([...data.values()].map((each) => entitySchemas.category.parse(each))).toEqual([
      { key: 'master', parent: null, labels: { 'en-US': 'Master' }, position: 0 },
      { key: 'men', parent: 'master', labels: { 'en-US': 'Men' }, position: 0 },
    ]);
  });

  test('media files and assets, whose values say channel instead of scope', async () => {
    const source = await sourceFor({
      ...smallCatalogue,
      mediaFiles: [
        {
          code: '0/a/b/c/abc_mug.jpg',
          original_filename: 'mug.jpg',
          mime_type: 'image/jpeg',
          size: 16070,
          extension: 'jpg',
        },
      ],
      assetFamilies: [{ code: 'packshots', attribute_as_main_media: 'media' }],
      assetAttributes: {
        packshots: [
          { code: 'media', type: 'media_file' },
          { code: 'link', type: 'media_link', prefix: 'https://cdn.example/', suffix: '?w=9' },
          { code: 'title', type: 'text', value_per_channel: true },
        ],
      },
      assets: {
        packshots: [
          {
            code: 'front',
            values: {
              media: [{ locale: null, channel: null, data: '1/2/3/4/front.jpg' }],
              title: [{ locale: 'en_US', channel: 'ecommerce', data: 'Front' }],
            },
          },
          { code: 'back', values: { link: [{ locale: null, channel: null, data: 'back.jpg' }] } },
          { code: 'empty', values: {} },
        ],
      },
    });
    const { data, invalid, end } = await readAll(source, { entity: 'asset', mode: 'full' });
    for (const each of data.values())
      expect(entitySchemas.asset.safeParse(each).error?.issues).toBeUndefined();
    expect(data.get('0/a/b/c/abc_mug.jpg')).toEqual({
      key: '0/a/b/c/abc_mug.jpg',
      url: `${pim?.url}/api/rest/v1/media-files/0/a/b/c/abc_mug.jpg/download`,
      urlKind: 'private',
      fileName: 'mug.jpg',
      mediaType: 'image/jpeg',
      bytes: 16070,
    });
    expect(data.get('packshots:front')).toMatchObject({
      urlKind: 'private',
      attributes: {
        title: { type: 'text', values: [{ locale: 'en-US', scope: 'ecommerce', data: 'Front' }] },
      },
    });
    expect(data.get('packshots:back')).toMatchObject({
      url: 'https://cdn.example/back.jpg?w=9',
      urlKind: 'public',
    });
    expect(invalid).toMatchObject([{ key: 'packshots:empty', issues: [{ code: 'value.missing' }] }]);
    expect(end.enumeratedAll).toBe(false);
  });

  test('a list that the API does not give to its end deletes nothing', async () => {
    const source = await sourceFor(smallCatalogue, {}, (url) => {
      if (!url.pathname.endsWith('/media-files')) return undefined;
      if (url.searchParams.has('page'))
        return new Response('{"code":422,"message":"too deep"}', { status: 422 });
      return new Response(
        JSON.stringify({ _links: { next: { href: `${url.origin}/x?page=101` } }, _embedded: { items: [] } }),
      );
    });
    const context = testContext();
    const { end } = await readAll(source, { entity: 'asset', mode: 'full' }, context);
    expect(end.enumeratedAll).toBe(false);
    expect(context.warnings).toContainEqual(expect.objectContaining({ code: 'akeneo.truncated' }));
  });
});

describe('fetch', () => {
  test('finds products by identifier, UUID, article or model, and says what there is none of', async () => {
    const source = await sourceFor();
    const keys = [
      'belt',
      uuids.mug,
      uuids.shirt_red_s,
      'shirt_red_m',
      'shirt_blue',
      'cap',
      'CAP',
      'sock',
      'nothing',
      uuids.belt.replace('1', '9'),
    ];
    const found = await source.fetch?.({ entity: 'product', keys }, testContext());
    expect(keys.map((key) => found?.get(key)?.key ?? null)).toEqual([
      'belt',
      'mug',
      'shirt',
      'shirt',
      'shirt',
      'cap',
      'cap',
      null,
      null,
      null,
    ]);
  });

  test('finds attributes, families and categories', async () => {
    const source = await sourceFor();
    for (const [entity, key] of [
      ['attribute', 'color'],
      ['family', 'clothing'],
      ['category', 'men'],
    ] as const) {
      const found = await source.fetch?.({ entity, keys: [key, 'nothing'] }, testContext());
      expect(found?.get(key)).toMatchObject({ op: 'upsert', key });
      expect(found?.get('nothing')).toBeNull();
    }
  });
});

test('describes what the PIM holds', async () => {
  const source = await sourceFor();
  const description = await source.describe(testContext());
  expect(description).toMatchObject({
    locales: ['en-US', 'de-DE'],
    scopes: [{ code: 'ecommerce', locales: ['en-US', 'de-DE'], currencies: ['EUR'] }],
    currencies: ['EUR'],
  });
  expect(description.attributes).toHaveLength(20);
  expect(description.families).toHaveLength(1);
  expect(description.categories).toHaveLength(2);
});

test('attributes can be called by their well-known names', async () => {
  const source = await sourceFor(smallCatalogue, { attributes: { material: 'color' } });
  const { data } = await readAll(source, { entity: 'product', mode: 'full' });
  expect(data.get('shirt')?.variesBy).toEqual(['material', 'size']);
  expect(data.get('shirt')?.variants[0]?.attributes).toHaveProperty('material');
  const found = await source.fetch?.({ entity: 'attribute', keys: ['material'] }, testContext());
  expect(found?.get('material')).toMatchObject({ key: 'material' });
});
