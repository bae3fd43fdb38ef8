import type { Attribute, RecordKindDescription } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { addMetaobjectDefinition } from './add-metaobject-definition.ts';
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
