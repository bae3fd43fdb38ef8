import { expect, test } from 'vitest';

import { metafieldData } from './metafield-data.ts';

const acme = 'gid://shopify/Metaobject/1';
const links = new Map([['referenceRecord:brands/acme', { id: acme }]]);
const node = (type: string, value: string) => ({
  id: 'gid://shopify/Metafield/1',
  namespace: 'custom',
  key: 'brand',
  type,
  value,
});
const pointing = (key: string | string[]) => ({
  custom: { brand: { entity: 'referenceRecord' as const, key } },
});

test.each([
  ['brands/acme', 'metaobject_reference', acme],
  [['brands/acme'], 'list.metaobject_reference', `["${acme}"]`],
])('a metafield that points to %j is as it should be if the id is that of the link', (key, type, value) => {
  const wanted = pointing(key);
  expect(metafieldData([node(type, value)], wanted, [], links)).toEqual({
    metafields: wanted,
    unreadable: [],
  });
});

test('one that points to something else, or to nothing, is not', () => {
  const other = { type: 'metaobject_reference', value: 'gid://shopify/Metaobject/2' };
  expect(
    metafieldData([node(other.type, other.value)], pointing('brands/acme'), [], links).metafields,
  ).toEqual({
    custom: { brand: other },
  });
  expect(metafieldData([], pointing('brands/acme'), [], links).metafields).toEqual({
    custom: { brand: null },
  });
  expect(metafieldData([], pointing([]), [], links).metafields).toEqual(pointing([]));
});
