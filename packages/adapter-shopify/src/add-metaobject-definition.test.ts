import { emptySchemaDescription } from '@pim-connector/core';
import type { Attribute, RecordKindDescription } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { addMetaobjectDefinition } from './add-metaobject-definition.ts';
import { defaultMapping } from './default-mapping.ts';
import { merchant } from './testing/merchant.ts';
import { codeOf, openShop } from './testing/open-shop.ts';

const of = (key: string, type: Attribute['type'], kind?: string): Attribute => ({
  key,
  type,
  labels: {},
  localizable: false,
  scopable: false,
  ...(kind === undefined ? {} : { target: { entity: 'referenceRecord', kind } }),
});

const brands: RecordKindDescription = {
  code: 'Brand',
  labels: { en: 'Brands' },
  attributes: [
    of('label', 'text'),
    of('founded', 'date'),
    of('weight', 'quantity'),
    of('owner', 'references', 'Brand'),
    of('designers', 'references', 'designer'),
  ],
};

const shop = (options: Parameters<typeof openShop>[0] = {}) => {
  const opened = openShop(options);
  const connection = { shop: 'example', accessToken: 'shpat_static', fetch: opened.simulator.handler };
  const fieldsOf = (type: string) =>
    opened.state.metaobjectDefinitions
      .get(type)
      ?.fields.map(({ key, type: fieldType, validations }) => [key, fieldType, validations[0]?.value]);
  return { ...opened, connection, fieldsOf };
};

test('a kind becomes a definition with the fields that its records need, and a second time nothing', async () => {
  const { connection, fieldsOf, state } = shop();
  expect(await addMetaobjectDefinition(connection, brands)).toEqual({
    type: 'brand',
    added: ['name', 'founded', 'owner'],
    waiting: ['designers'],
  });
  const id = state.metaobjectDefinitions.get('brand')?.id;
  expect(fieldsOf('brand')).toEqual([
    ['name', 'single_line_text_field', undefined],
    ['founded', 'date', undefined],
    ['owner', 'list.metaobject_reference', id],
  ]);
  await addMetaobjectDefinition(connection, { code: 'designer', labels: {}, attributes: [] });
  expect(await addMetaobjectDefinition(connection, brands)).toMatchObject({
    added: ['designers'],
    waiting: [],
  });
  expect(await addMetaobjectDefinition(connection, brands)).toMatchObject({ added: [], waiting: [] });
});

test('what the shop has stays as it is', async () => {
  const { connection, fieldsOf, simulator } = shop();
  await merchant(simulator).define(
    'brand',
    [
      { key: 'title', type: 'single_line_text_field' },
      { key: 'founded', type: 'number_integer' },
    ],
    { displayNameKey: 'title' },
  );
  expect(await addMetaobjectDefinition(connection, brands)).toMatchObject({
    type: 'brand',
    added: ['owner'],
  });
  expect(fieldsOf('brand')?.slice(0, 2)).toEqual([
    ['title', 'single_line_text_field', undefined],
    ['founded', 'number_integer', undefined],
  ]);
});

test('without the scope it fails, and so it does when Shopify refuses', async () => {
  const { connection } = shop({ scopes: ['read_metaobject_definitions'] });
  await expect(addMetaobjectDefinition(connection, brands).catch(codeOf)).resolves.toBe('permission.denied');
  const long = { ...brands, labels: { en: 'x'.repeat(256) } };
  await expect(addMetaobjectDefinition(shop().connection, long).catch(codeOf)).resolves.toBe(
    'request.rejected',
  );
});

const peculiar: RecordKindDescription = {
  code: 'Care & wash',
  labels: { en: 'Care' },
  attributes: [
    of('main material', 'text'),
    of('a b', 'text'),
    of('a/b', 'text'),
    of('a_b', 'text'),
    of('A_B', 'text'),
    of('größe', 'number'),
    of('尺寸', 'text'),
    of('颜色', 'text'),
    of('x', 'text'),
    of('long'.repeat(20), 'text'),
    of(`${'long'.repeat(20)}er`, 'text'),
  ],
};

test('attributes that are called peculiarly get fields of their own, and the mapping fills them', async () => {
  const { connection, fieldsOf, destination, context } = shop();
  const { type, added } = await addMetaobjectDefinition(connection, peculiar);
  expect(type).toBe('care_wash');
  expect(added).toHaveLength(12);
  expect(added.slice(0, 2)).toEqual(['name', 'main_material']);
  expect(added).toContain('a_b');
  expect(new Set(added.map((key) => key.toLowerCase())).size).toBe(12);
  for (const key of added) expect(key).toMatch(/^[\w-]{2,64}$/);
  expect(fieldsOf(type)).toHaveLength(12);
  const source = { ...emptySchemaDescription, locales: ['en'], recordKinds: [peculiar] };
  const { rules } = defaultMapping('referenceRecord', {
    entities: ['referenceRecord'],
    coverage: 'complete',
    source,
    destination: await destination.describe(context),
  });
  const filled = rules.map(({ to }) => to).filter((to) => to.startsWith('fields.'));
  expect(filled.toSorted()).toEqual(added.map((key) => `fields.${key}`).toSorted());
  const codes = rules.flatMap(({ from }) => (from.op === 'attribute' ? [from['code']] : []));
  expect(new Set(codes)).toEqual(new Set(peculiar.attributes.map(({ key }) => key)));
  // Whatever stands first, the same attribute fills the same field.
  const turned = { ...peculiar, attributes: peculiar.attributes.toReversed() };
  expect(await addMetaobjectDefinition(connection, turned)).toMatchObject({ added: [] });
});

test('kinds that are called in other scripts do not become one type', async () => {
  const { connection, state } = shop();
  const types = [];
  for (const code of ['品牌', '颜色', 'x'.repeat(300)])
    // oxlint-disable-next-line no-await-in-loop
    types.push(
      (await addMetaobjectDefinition(connection, { code, labels: { en: 'Kind' }, attributes: [] })).type,
    );
  expect(new Set(types).size).toBe(3);
  for (const type of types) expect(type).toMatch(/^[\w-]{3,255}$/);
  expect(state.metaobjectDefinitions.size).toBe(3);
});
