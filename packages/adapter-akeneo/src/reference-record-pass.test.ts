import { entitySchemas, referenceRecordSchema } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { akeneoMedia } from './akeneo-media.ts';
import { akeneo } from './akeneo-source.ts';
import { seedCatalogue } from './simulator/index.ts';
import type { AkeneoSimulatorOptions } from './simulator/index.ts';
import { ManualClock } from './simulator/testing/manual-clock.ts';
import { readAll, testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

const plain = (data: unknown) => [{ locale: null, scope: null, data }];
const entity = 'referenceRecord';

function opened(options: AkeneoSimulatorOptions = {}) {
  const clock = new ManualClock(Date.UTC(2026, 0, 15, 12));
  const { simulator, connection } = simulatedPim({ clock, edition: 'enterprise', ...options });
  return {
    clock,
    simulator,
    connection,
    source: akeneo({ ...connection, overlap: 1 }),
    context: testContext(clock),
  };
}

async function records(options: AkeneoSimulatorOptions = {}) {
  const { source, context, ...rest } = opened(options);
  return { ...rest, source, context, ...(await readAll(source, { entity, mode: 'full' }, context)) };
}

describe('a record of a reference entity', () => {
  test('comes with its names, and with values of all types, locales and channels', async () => {
    const { data, end } = await records();
    expect([...data.keys()].toSorted()).toEqual([
      'designers/bo_lind',
      'designers/ida_holm',
      'technologies/drymesh',
      'technologies/taped_seams',
    ]);
    expect(end.enumeratedAll).toBe(true);
    for (const each of data.values()) expect(referenceRecordSchema.parse(each)).toEqual(each);
    const image = data.get('designers/ida_holm')?.attributes['image'];
    expect(data.get('designers/ida_holm')).toEqual({
      key: 'designers/ida_holm',
      kind: 'designers',
      code: 'ida_holm',
      labels: { 'en-US': 'Ida Holm', 'de-DE': 'Ida Holm' },
      attributes: {
        label: {
          type: 'text',
          values: [
            { locale: 'en-US', scope: null, data: 'Ida Holm' },
            { locale: 'de-DE', scope: null, data: 'Ida Holm' },
          ],
        },
        biography: {
          type: 'text',
          values: [{ locale: 'en-US', scope: 'ecommerce', data: 'Ida sews what she wears.' }],
        },
        image,
        style: { type: 'option', values: plain('nordic') },
        born: { type: 'number', values: plain('1984') },
        favourites: { type: 'references', values: plain([{ entity, key: 'technologies/drymesh' }]) },
      },
    });
  });

  test('links to single records and to assets, and keeps what the model has no place for', async () => {
    const types = {
      maker: { type: 'reference_entity_single_link', reference_entity_code: 'designers' },
      pictures: { type: 'asset_collection', asset_family_identifier: 'packshots' },
      story: { type: 'text', is_textarea: true, is_rich_text_editor: true },
      tags: { type: 'multiple_options' },
      constructor: { type: 'text' },
    };
    const attributes = Object.entries(types).map(([code, more]) => ({ code, ...more }));
    const value = (data: string | readonly string[], locale: string | null = null) => ({
      locale,
      channel: null,
      data,
    });
    const values = {
      maker: [value('starck')],
      pictures: [value(['front', 'back'])],
      story: [value('<p>Old</p>')],
      tags: [value(['a', 'b'])],
      constructor: [value('x')],
      label: [],
    };
    const odd = { code: 'brands', labels: {}, attributes, records: [{ code: 'acme', values }] };
    const { data } = await records({
      catalogue: { ...seedCatalogue, products: [], referenceEntities: [odd] },
    });
    const acme = data.get('brands/acme');
    expect(acme).toEqual({
      key: 'brands/acme',
      kind: 'brands',
      code: 'acme',
      labels: {},
      attributes: {
        maker: { type: 'references', values: plain([{ entity, key: 'designers/starck' }]) },
        pictures: {
          type: 'references',
          values: plain([
            { entity: 'asset', key: 'packshots:front' },
            { entity: 'asset', key: 'packshots:back' },
          ]),
        },
        story: { type: 'richText', values: plain('<p>Old</p>') },
        tags: { type: 'options', values: plain(['a', 'b']) },
      },
      extensions: { akeneo: { 'value constructor': values.constructor } },
    });
    expect(referenceRecordSchema.parse(acme)).toEqual(acme);
  });

  test('has its file among the assets, which is opened with the credentials of the connection', async () => {
    const { data, source, connection, context } = await records();
    const [image] = data.get('designers/ida_holm')?.attributes['image']?.values ?? [];
    const [reference] = (image?.data ?? []) as readonly { entity: string; key: string }[];
    const { data: assets } = await readAll(source, { entity: 'asset', mode: 'full' }, context);
    const file = assets.get(reference?.key ?? '');
    expect(entitySchemas.asset.parse(file)).toMatchObject({
      urlKind: 'private',
      fileName: 'storm-jacket-blue.png',
    });
    const { body } = await akeneoMedia(connection).open(file ?? { url: '' });
    expect((await new Response(body).arrayBuffer()).byteLength).toBe(67);
    const keys = [reference?.key ?? '', `${reference?.key}.gone`];
    const fetched = await source.fetch?.({ entity: 'asset', keys }, context);
    expect(fetched?.get(keys[0] ?? '')).toMatchObject({ data: file });
    expect(fetched?.get(keys[1] ?? '')).toBeNull();
  });

  test('is what products refer to, and attributes say so', async () => {
    const { data, source, context } = await records();
    const { data: products } = await readAll(source, { entity: 'product', mode: 'full' }, context);
    const values = [...products.values()].flatMap(({ attributes }) => Object.values(attributes));
    const referred = values.flatMap(({ type, values: list }) =>
      type === 'references' ? list.flatMap((each) => each.data ?? []) : [],
    );
    const keys = referred.filter((reference) => reference.entity === entity).map(({ key }) => key);
    expect(new Set(keys)).toEqual(
      new Set(['designers/ida_holm', 'technologies/drymesh', 'technologies/taped_seams']),
    );
    for (const key of keys) expect(data.has(key)).toBe(true);
    const { attributes, recordKinds } = await source.describe(context);
    const target = (code: string) => attributes.find(({ key }) => key === code)?.target;
    expect(target('designer')).toEqual({ entity, kind: 'designers' });
    const designers = recordKinds?.find(({ code }) => code === 'designers')?.attributes;
    expect(designers?.find(({ key }) => key === 'favourites')?.target).toEqual({
      entity,
      kind: 'technologies',
    });
    expect(designers?.find(({ key }) => key === 'image')?.target).toEqual({ entity: 'asset' });
  });
});

test('more than a page of records comes page by page, and goes on after a page', async () => {
  const { simulator, source, context } = opened();
  for (let number = 0; number < 230; number += 1)
    simulator.user.saveRecord('designers', `d${number}`, { values: {} });
  const { data, cursors } = await readAll(source, { entity, mode: 'full' }, context);
  expect(data.size).toBe(234);
  // Three pages of designers and one of technologies, of which the last has no cursor.
  expect(cursors).toHaveLength(3);
  const [first = '', , last = ''] = cursors;
  expect((await readAll(source, { entity, mode: 'full', cursor: first }, context)).data.size).toBe(134);
  expect([...(await readAll(source, { entity, mode: 'full', cursor: last }, context)).data.keys()]).toEqual([
    'technologies/drymesh',
    'technologies/taped_seams',
  ]);
});

test('an incremental pass gives what changed in any entity, and says that it did not give all', async () => {
  const { simulator, clock, source, context } = opened();
  await clock.advance(60_000);
  const { end: first } = await readAll(source, { entity, mode: 'full' }, context);
  await clock.advance(60_000);
  simulator.user.saveRecord('designers', 'bo_lind', {
    values: { born: [{ locale: null, channel: null, data: '1970' }] },
  });
  simulator.user.saveRecord('technologies', 'new_one', { values: {} });
  const bookmark = first.bookmark ?? '';
  const { data, end } = await readAll(source, { entity, mode: 'incremental', bookmark }, context);
  expect([...data.keys()].toSorted()).toEqual(['designers/bo_lind', 'technologies/new_one']);
  expect(end.enumeratedAll).toBe(false);
});

test('single records are read by their keys, whatever these are', async () => {
  const { source, context, data } = await records();
  const keys = [
    'designers/ida_holm',
    'designers/nobody',
    'nowhere/nobody',
    'designers',
    '/',
    'technologies/drymesh',
  ];
  const fetched = await source.fetch?.({ entity, keys }, context);
  expect(
    [...(fetched ?? [])].map(([key, record]) => [key, record?.op === 'upsert' ? record.data : null]),
  ).toEqual(keys.map((key) => [key, data.get(key) ?? null]));
});

test('an edition without reference entities has no records, and is not asked for them', async () => {
  const { data, end, simulator, source, context } = await records({ edition: 'community' });
  expect(data.size).toBe(0);
  expect(end.enumeratedAll).toBe(true);
  expect(await source.fetch?.({ entity, keys: ['designers/ida_holm'] }, context)).toEqual(
    new Map([['designers/ida_holm', null]]),
  );
  await readAll(source, { entity: 'asset', mode: 'full' }, context);
  expect(simulator.requests().filter(({ path }) => path.includes('reference-entities'))).toEqual([]);
});

test.each(['reference entities', 'reference entity records'] as const)(
  'without the permission to list %s assets are read all the same, and none is taken for deleted',
  async (area) => {
    const { simulator, source, context } = opened();
    const { data: all, cursors } = await readAll(source, { entity: 'asset', mode: 'full' }, context);
    simulator.access.deny('list', area);
    const { data, end } = await readAll(source, { entity: 'asset', mode: 'full' }, context);
    const others = [...all.keys()].filter((key) => !key.startsWith('reference-entities-media-files/'));
    expect(others.length).toBeLessThan(all.size);
    expect([...data.keys()]).toEqual(others);
    expect(end.enumeratedAll).toBe(false);
    // Nor is any if the permission was taken away in the middle of a pass.
    const [cursor = ''] = cursors;
    const rest = await readAll(source, { entity: 'asset', mode: 'full', cursor }, context);
    expect(rest.end.enumeratedAll).toBe(false);
    expect(context.warnings.map(({ code }) => code)).toContain('akeneo.unreadable');
  },
);

test('a connection that may not list reference entities is told so, and nothing counts as gone', async () => {
  const { simulator, source, context } = opened();
  simulator.access.deny('list', 'reference entities');
  await expect(readAll(source, { entity, mode: 'full' }, context)).rejects.toMatchObject({
    code: 'permission.denied',
  });
});
