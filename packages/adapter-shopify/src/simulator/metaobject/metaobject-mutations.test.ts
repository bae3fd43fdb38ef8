import { describe, expect, test } from 'vitest';

import { makeScene } from '../testing/scene.ts';

const all =
  'metaobject { id handle displayName capabilities { publishable { status } } fields { key value } }';

/** A shop with brands, which have a title and a number. */
async function withBrands(more: object = {}) {
  const scene = await makeScene();
  const defined = await scene.mutate(
    'metaobjectDefinitionCreate',
    {
      definition: {
        type: 'brand',
        displayNameKey: 'title',
        fieldDefinitions: [
          { key: 'title', type: 'single_line_text_field', required: true },
          { key: 'founded', type: 'number_integer' },
        ],
        ...more,
      },
    },
    'metaobjectDefinition { id }',
  );
  const { id: definition } = defined.payload['metaobjectDefinition'] as { readonly id: string };
  const upsert = (handle: string, metaobject: object) =>
    scene.mutate('metaobjectUpsert', { handle: { type: 'brand', handle }, metaobject }, all);
  const fields = (given: Readonly<Record<string, string>>) => ({
    fields: Object.entries(given).map(([key, value]) => ({ key, value })),
  });
  return { ...scene, definition, upsert, fields };
}

test('metaobjects are found by type and handle, also after they were renamed', async () => {
  const { shop, mutate } = await makeScene();
  const fieldDefinitions = [{ key: 'title', type: 'single_line_text_field' }];
  await mutate('metaobjectDefinitionCreate', { definition: { type: '$app:brand', fieldDefinitions } });
  const upsert = (handle: string, value: string, more: object = {}) =>
    mutate(
      'metaobjectUpsert',
      {
        handle: { type: '$app:brand', handle },
        metaobject: { fields: [{ key: 'title', value }], ...more },
      },
      'metaobject { id type handle }',
    );
  const made = await upsert('Acme', 'Acme');
  expect(made.payload['metaobject']).toMatchObject({ type: 'app--1--brand', handle: 'acme' });
  const renamed = await upsert('acme', 'Acme 2', { handle: 'new' });
  expect(renamed.payload['metaobject']).toMatchObject({ handle: 'new' });
  const find =
    'query Find($handle: String!) { metaobjectByHandle(handle: { type: "$app:brand", handle: $handle }) { field(key: "title") { value } } }';
  expect(await shop.data(find, { handle: 'new' })).toEqual({ field: { value: 'Acme 2' } });
  expect((await shop.call(find, { handle: 'acme' })).data).toEqual({ metaobjectByHandle: null });
});

describe('fields', () => {
  test('that are not named stay, and an empty text empties one', async () => {
    const { upsert, fields } = await withBrands();
    await upsert('acme', fields({ title: 'Acme', founded: '1901' }));
    const renamed = await upsert('acme', fields({ title: 'Acme Ltd' }));
    expect(renamed.payload['metaobject']).toMatchObject({
      displayName: 'Acme Ltd',
      fields: [
        { key: 'title', value: 'Acme Ltd' },
        { key: 'founded', value: '1901' },
      ],
    });
    const emptied = await upsert('acme', fields({ founded: '' }));
    expect(emptied.payload['metaobject']).toMatchObject({ fields: [{}, { key: 'founded', value: null }] });
  });

  test('are written all or none', async () => {
    const { upsert, fields, shop } = await withBrands();
    await upsert('acme', fields({ title: 'Acme' }));
    const { userErrors } = await upsert('acme', fields({ title: 'Other', founded: 'long ago' }));
    expect(userErrors).toMatchObject([{ field: ['metaobject', 'fields', '1'], code: 'INVALID_VALUE' }]);
    const [acme] = shop.simulator.state.metaobjects.values();
    expect(acme?.fields.get('title')).toBe('Acme');
  });

  test('refer to metaobjects of the type that their definition names', async () => {
    const { upsert, fields, definition, mutate } = await withBrands();
    const validations = [{ name: 'metaobject_definition_id', value: definition }];
    const makers = { key: 'makers', type: 'list.metaobject_reference', validations };
    await mutate('metaobjectDefinitionCreate', {
      definition: { type: 'designer', fieldDefinitions: [makers] },
    });
    const made = await upsert('acme', fields({ title: 'Acme' }));
    const { id } = made.payload['metaobject'] as { readonly id: string };
    const point = (...ids: readonly string[]) =>
      mutate('metaobjectUpsert', {
        handle: { type: 'designer', handle: 'ann' },
        metaobject: fields({ makers: JSON.stringify(ids) }),
      });
    const ann = await mutate(
      'metaobjectUpsert',
      { handle: { type: 'designer', handle: 'ann' }, metaobject: {} },
      all,
    );
    const { id: designer } = ann.payload['metaobject'] as { readonly id: string };
    expect((await point(id)).userErrors).toEqual([]);
    expect((await point(designer)).userErrors).toMatchObject([
      { message: `Value must belong to the specified metaobject definition ${definition}.` },
    ]);
    expect((await point(...Array.from({ length: 257 }, () => id))).userErrors).toMatchObject([
      { message: 'Value has more than 256 elements.' },
    ]);
  });

  test('that a definition gets or loses are those of its metaobjects', async () => {
    const { upsert, fields, definition, mutate } = await withBrands();
    await upsert('acme', fields({ title: 'Acme', founded: '1901' }));
    const { userErrors } = await mutate('metaobjectDefinitionUpdate', {
      id: definition,
      definition: {
        fieldDefinitions: [
          { delete: { key: 'founded' } },
          { create: { key: 'country', type: 'single_line_text_field' } },
        ],
      },
    });
    expect(userErrors).toEqual([]);
    const written = await upsert('acme', fields({ country: 'NO' }));
    expect(written.payload['metaobject']).toMatchObject({
      fields: [
        { key: 'title', value: 'Acme' },
        { key: 'country', value: 'NO' },
      ],
    });
    expect((await upsert('acme', fields({ founded: '1' }))).userErrors).toMatchObject([
      { code: 'UNDEFINED_OBJECT_FIELD' },
    ]);
  });
});

test('what may be published is hidden until somebody shows it, and stays as it is', async () => {
  const { upsert, fields } = await withBrands({ capabilities: { publishable: { enabled: true } } });
  const statusOf = async (metaobject: object) => {
    const { payload } = await upsert('acme', metaobject);
    return (payload['metaobject'] as { readonly capabilities: object }).capabilities;
  };
  expect(await statusOf(fields({ title: 'Acme' }))).toEqual({ publishable: { status: 'DRAFT' } });
  const shown = { capabilities: { publishable: { status: 'ACTIVE' } } };
  expect(await statusOf(shown)).toEqual({ publishable: { status: 'ACTIVE' } });
  expect(await statusOf(fields({ title: 'Acme Ltd' }))).toEqual({ publishable: { status: 'ACTIVE' } });
  const plain = await withBrands();
  const { payload } = await plain.upsert('acme', fields({ title: 'Acme' }));
  expect(payload['metaobject']).toMatchObject({ capabilities: { publishable: null } });
});

test('metaobjects are changed and deleted by their ids, and their handles are free again', async () => {
  const { upsert, fields, mutate, shop } = await withBrands();
  const made = await upsert('acme', fields({ title: 'Acme' }));
  const { id } = made.payload['metaobject'] as { readonly id: string };
  const changed = await mutate('metaobjectUpdate', { id, metaobject: { handle: 'Other One' } }, all);
  expect(changed.payload['metaobject']).toMatchObject({ id, handle: 'other-one', displayName: 'Acme' });
  await upsert('acme', fields({ title: 'Acme' }));
  const taken = await mutate('metaobjectUpdate', { id, metaobject: { handle: 'ACME' } });
  expect(taken.userErrors).toMatchObject([{ field: ['metaobject', 'handle'], code: 'TAKEN' }]);
  expect(await mutate('metaobjectDelete', { id }, 'deletedId')).toMatchObject({ payload: { deletedId: id } });
  expect(await shop.data(`{ metaobject(id: "${id}") { id } }`)).toBeNull();
  expect((await upsert('other-one', fields({ title: 'New' }))).payload['metaobject']).not.toMatchObject({
    id,
  });
});

test('metaobjects of a type are listed page by page, and counted', async () => {
  const { upsert, fields, definition, shop } = await withBrands();
  for (const handle of ['a', 'b', 'c'])
    // oxlint-disable-next-line no-await-in-loop
    await upsert(handle, fields({ title: handle }));
  const page = (after: string | null) =>
    shop.data(
      'query($after: String) { metaobjects(type: "brand", first: 2, after: $after) { nodes { handle } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
  const first = (await page(null)) as unknown as Page;
  expect(first.nodes).toEqual([{ handle: 'a' }, { handle: 'b' }]);
  const second = (await page(first.pageInfo.endCursor)) as unknown as Page;
  expect(second).toMatchObject({ nodes: [{ handle: 'c' }], pageInfo: { hasNextPage: false } });
  const count = `{ metaobjectDefinition(id: "${definition}") { metaobjectsCount } }`;
  expect(await shop.data(count)).toEqual({ metaobjectsCount: 3 });
  const nobody = '{ metaobjects(type: "nothing", first: 2) { nodes { handle } } }';
  expect(await shop.data(nobody)).toEqual({ nodes: [] });
});

interface Page {
  readonly nodes: readonly object[];
  readonly pageInfo: { readonly endCursor: string };
}
