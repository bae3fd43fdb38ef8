import type { RemoteReference, WriteOutcome } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { shopify } from '../shopify.ts';
import { merchant } from '../testing/merchant.ts';
import { openShop } from '../testing/open-shop.ts';

type Brand = ShopifyRecords['referenceRecord'];

const brand = (handle: string, fields: Brand['fields'], more: Partial<Brand> = {}): Brand => ({
  type: 'brand',
  handle,
  fields,
  ...more,
});

/** A shop that takes brands. */
async function withBrands(
  more: object = {},
  config: Parameters<typeof openShop>[1] = {},
  options: Parameters<typeof openShop>[0] = {},
) {
  const shop = openShop(options, config);
  const owner = merchant(shop.simulator);
  await owner.define(
    'brand',
    [
      { key: 'name', type: 'single_line_text_field', required: true },
      { key: 'story', type: 'multi_line_text_field' },
      { key: 'logo', type: 'file_reference' },
      { key: 'parents', type: 'list.metaobject_reference' },
    ],
    { displayNameKey: 'name', ...more },
  );
  /** Type, handle and fields of all metaobjects. */
  const shown = () =>
    [...shop.state.metaobjects.values()].map(({ handle, fields }) => [handle, Object.fromEntries(fields)]);
  return { ...shop, owner, shown };
}

function issuesOf(outcome: WriteOutcome | undefined) {
  return outcome?.status === 'rejected' ? outcome.issues : [];
}

const linksTo = (...records: readonly (readonly [id: string, remote: RemoteReference | null])[]) =>
  new Map(records.flatMap(([id, remote]) => (remote === null ? [] : [[id, remote] as const])));

describe('a reference record', () => {
  test('becomes a metaobject, and is changed and renamed by its id', async () => {
    const { send, shown } = await withBrands();
    const made = await send('referenceRecord', 'brands/acme', brand('acme', { name: 'Acme', story: 'Once' }));
    expect(made.outcome).toMatchObject({ status: 'created' });
    expect(made.calls).toEqual(['MetaobjectByHandle', 'MetaobjectPut']);
    const changed = await send('referenceRecord', 'brands/acme', brand('acme-ltd', { name: 'Acme Ltd' }), {
      remote: made.remote,
    });
    expect(changed.calls).toEqual(['MetaobjectPatch']);
    expect(changed.remote).toEqual({
      id: made.remote?.id,
      data: { type: 'brand', handle: 'acme-ltd', fields: ['name'] },
    });
    // What it said before and does not say any more is gone.
    expect(shown()).toEqual([['acme-ltd', { name: 'Acme Ltd' }]]);
  });

  test('leaves fields alone that it never named, and of a partial record those that it named before', async () => {
    const { send, owner, shown } = await withBrands();
    const { remote } = await send('referenceRecord', 'b', brand('acme', { name: 'Acme', story: 'Once' }));
    await owner.define('designer', [{ key: 'name', type: 'single_line_text_field' }]);
    const parent = await owner.put('brand', 'above', { name: 'Above' });
    await owner.put('brand', 'acme', { parents: JSON.stringify([parent]) });
    const partial = { remote, coverage: 'partial' } as const;
    await send('referenceRecord', 'b', brand('acme', { name: 'Acme 2' }), partial);
    expect(shown()[0]).toEqual(['acme', { name: 'Acme 2', story: 'Once', parents: `["${parent}"]` }]);
    await send('referenceRecord', 'b', brand('acme', { name: 'Acme 3' }), { remote });
    expect(shown()[0]).toEqual(['acme', { name: 'Acme 3', parents: `["${parent}"]` }]);
  });

  test('points to records by key, and to metaobjects of the shop by handle', async () => {
    const { send, owner, state } = await withBrands();
    const theirs = await owner.put('brand', 'theirs', { name: 'Theirs' });
    const above = await send('referenceRecord', 'brands/a', brand('a', { name: 'A' }));
    const image = await send('asset', 'logo', { url: 'https://assets.example/logo.png' });
    const how = {
      references: linksTo(['referenceRecord:brands/a', above.remote], ['asset:logo', image.remote]),
    };
    const fields: Brand['fields'] = {
      name: 'B',
      logo: { entity: 'asset', key: 'logo' },
      parents: { entity: 'referenceRecord', key: ['brands/a'] },
    };
    const b = await send('referenceRecord', 'brands/b', brand('b', fields), how);
    const parents = { metaobject: 'brand', handle: ['theirs'] };
    const c = await send('referenceRecord', 'brands/c', brand('c', { name: 'C', parents }));
    const valuesOf = (id = '') => Object.fromEntries(state.metaobjects.get(id)?.fields ?? []);
    expect(valuesOf(b.remote?.id)).toEqual({
      name: 'B',
      logo: image.remote?.id,
      parents: JSON.stringify([above.remote?.id]),
    });
    expect(valuesOf(c.remote?.id)).toEqual({ name: 'C', parents: JSON.stringify([theirs]) });
    const nobody = { metaobject: 'brand', handle: ['nobody'] };
    const d = await send('referenceRecord', 'brands/d', brand('d', { name: 'D', parents: nobody }));
    expect(issuesOf(d.outcome)).toMatchObject([{ path: 'fields.parents' }]);
  });

  test('is shown or hidden where its definition says so, and translated', async () => {
    const capabilities = { publishable: { enabled: true }, translatable: { enabled: true } };
    const { send, state } = await withBrands({ capabilities });
    const data = brand(
      'acme',
      { name: 'Acme' },
      { status: 'active', translations: { de: { name: 'Akme' } } },
    );
    const { remote } = await send('referenceRecord', 'b', data);
    const id = remote?.id ?? '';
    expect(state.metaobjects.get(id)?.status).toBe('ACTIVE');
    expect([...(state.translations.get(id)?.values() ?? [])]).toMatchObject([
      { locale: 'de', key: 'name', value: 'Akme' },
    ]);
    const hidden = await send(
      'referenceRecord',
      'b',
      { ...data, status: 'draft' },
      { remote, sections: ['publication'] },
    );
    expect(hidden.calls).toEqual(['MetaobjectPatch']);
    expect(state.metaobjects.get(id)?.status).toBe('DRAFT');
    await send('referenceRecord', 'b', { ...data, translations: {} }, { remote, sections: ['translations'] });
    expect(state.translations.get(id)?.size).toBe(0);
  });

  test('that was deleted in the shop loses its link', async () => {
    const { send, state } = await withBrands();
    const { remote } = await send('referenceRecord', 'b', brand('acme', { name: 'Acme' }));
    state.metaobjects.clear();
    state.metaobjectByHandle.clear();
    const { outcome } = await send('referenceRecord', 'b', brand('acme', { name: 'Acme 2' }), { remote });
    expect(outcome).toEqual({ key: 'b', status: 'deleted' });
  });
});

describe('a handle', () => {
  test('that something in the shop has is left alone', async () => {
    const { send, owner, shown } = await withBrands();
    const id = await owner.put('brand', 'acme', { name: 'Theirs' });
    const { outcome } = await send('referenceRecord', 'brands/acme', brand('acme', { name: 'Ours' }));
    expect(issuesOf(outcome)).toMatchObject([
      {
        code: 'record.ambiguous',
        path: 'handle',
        message: `The shop has a metaobject of type “brand” with the handle “acme” already, ${id}, which was not made of this record`,
      },
    ]);
    expect(shown()).toEqual([['acme', { name: 'Theirs' }]]);
  });

  test('that two records want is the first one’s, until it gives it up', async () => {
    const { plan, send, shown } = await withBrands();
    const first = await send('referenceRecord', 'brands/Acme', brand('acme', { name: 'First' }));
    const again = () => plan('referenceRecord', 'brands/acme', brand('acme', { name: 'Second' }));
    expect((await again()).issues).toMatchObject([
      { code: 'value.duplicate', severity: 'error', path: 'handle', message: /“brands\/Acme”/ },
    ]);
    await send('referenceRecord', 'brands/Acme', brand('other', { name: 'First' }), { remote: first.remote });
    expect((await again()).issues).toBeUndefined();
    await send('referenceRecord', 'brands/acme', brand('acme', { name: 'Second' }));
    expect(shown()).toEqual([
      ['other', { name: 'First' }],
      ['acme', { name: 'Second' }],
    ]);
  });

  test('that another metaobject has cannot be taken by a rename', async () => {
    const { send, owner, shown } = await withBrands();
    const { remote } = await send('referenceRecord', 'b', brand('ours', { name: 'Ours' }));
    await owner.put('brand', 'theirs', { name: 'Theirs' });
    const { outcome } = await send('referenceRecord', 'b', brand('theirs', { name: 'Ours' }), { remote });
    expect(issuesOf(outcome)).toMatchObject([{ code: 'value.duplicate', path: 'handle' }]);
    expect(shown()[0]).toEqual(['ours', { name: 'Ours' }]);
  });

  test.each(['Acme', 'a b', 'a--b', '-a', 'a.b', ''])(
    'is never “%s”, which would become another one',
    (handle) => {
      const { destination } = openShop();
      const { schema } = destination.records.referenceRecord;
      expect(schema.safeParse(brand(handle, {})).success).toBe(false);
      expect(schema.safeParse(brand('größe_1-b', {})).success).toBe(true);
    },
  );
});

describe('a plan says what the shop would refuse', () => {
  test('a definition that is missing, and how to make it', async () => {
    const { plan, owner } = await withBrands();
    const record: Brand = {
      type: 'designer',
      handle: 'ann',
      fields: { name: 'Ann', brands: { entity: 'referenceRecord', key: [] }, born: null },
    };
    const { issues } = await plan('referenceRecord', 'designers/ann', record);
    expect(issues).toMatchObject([{ code: 'reference.missing', severity: 'error', path: 'type' }]);
    expect(issues?.[0]?.hint).toContain(
      'with the fields name (single_line_text_field), brands (list.metaobject_reference), born (single_line_text_field)',
    );
    await owner.define('designer', [{ key: 'name', type: 'single_line_text_field' }]);
    expect((await plan('referenceRecord', 'designers/ann', record)).issues).toBeUndefined();
  });

  test('fields that the definition does not have, or must have', async () => {
    const { plan } = await withBrands();
    const { issues } = await plan('referenceRecord', 'b', brand('acme', { country: 'NO', motto: null }));
    expect(issues).toMatchObject([
      { code: 'reference.missing', path: 'fields.country' },
      { code: 'value.missing', path: 'fields.name' },
    ]);
  });

  test('a field is found that the definition has got since', async () => {
    const { plan, state } = await withBrands();
    const planned = () => plan('referenceRecord', 'b', brand('acme', { name: 'Acme', country: 'NO' }));
    expect((await planned()).issues).toHaveLength(1);
    const definition = state.metaobjectDefinitions.get('brand');
    if (definition === undefined) throw new Error('no definition');
    const country = { ...definition.fields[1], key: 'country' } as (typeof definition.fields)[number];
    state.metaobjectDefinitions.set('brand', { ...definition, fields: [...definition.fields, country] });
    expect((await planned()).issues).toBeUndefined();
  });

  test('drafts and translations that the definition does not provide for, and another type', async () => {
    const { plan } = await withBrands();
    const data = brand('acme', { name: 'A' }, { status: 'draft', translations: { de: { name: 'A' } } });
    const remote = { id: 'gid://shopify/Metaobject/1', data: { type: 'label' } };
    const { issues, payload } = await plan('referenceRecord', 'b', data, { remote });
    expect(issues).toMatchObject([
      { severity: 'error', path: 'type' },
      { severity: 'error', path: 'status' },
      { severity: 'warning', path: 'translations' },
    ]);
    expect(payload).not.toHaveProperty('translations');
  });

  test('without the scope to read definitions it says nothing, and the shop decides', async () => {
    const scopes = ['read_metaobjects', 'write_metaobjects'];
    const { send, plan } = openShop({ scopes });
    const data = brand('acme', { name: 'Acme' });
    expect((await plan('referenceRecord', 'b', data)).issues).toBeUndefined();
    const { outcome } = await send('referenceRecord', 'b', data);
    expect(issuesOf(outcome)).toMatchObject([{ code: 'reference.missing', path: 'type' }]);
  });
});

test('values that the shop refuses lead back to the field', async () => {
  const { send } = await withBrands();
  const { outcome } = await send('referenceRecord', 'b', brand('acme', { story: 'x', name: 'two\nlines' }));
  expect(issuesOf(outcome)).toMatchObject([
    { code: 'value.invalid', path: 'fields.name', message: /single line/ },
  ]);
});

test('what was made before its translations were refused is the record’s, also to another process', async () => {
  const { shown, ...shop } = await withBrands({ capabilities: { translatable: { enabled: true } } });
  const translated = (locale: string) =>
    brand('acme', { name: 'Acme' }, { translations: { [locale]: { name: 'Akme' } } });
  const { outcome, remote } = await shop.send('referenceRecord', 'brands/acme', translated('es'));
  expect(outcome?.status).toBe('rejected');
  expect(remote).toMatchObject({ data: { type: 'brand', handle: 'acme', fields: ['name'] } });
  const other = shopify({
    shop: 'example',
    accessToken: 'shpat_static',
    clock: shop.clock,
    fetch: shop.simulator.handler,
  });
  const operation = await shop.plan('referenceRecord', 'brands/acme', translated('de'), { remote });
  const outcomes = await Array.fromAsync(other.write([operation], shop.context));
  expect(outcomes).toMatchObject([{ status: 'updated', remote: { data: { translations: ['de name'] } } }]);
  expect(shown()).toEqual([['acme', { name: 'Acme' }]]);
});
