import { expect, test } from 'vitest';

import { metafieldData } from './metafield-data.ts';

const node = (key: string, type: string, value: string) => ({
  id: `gid://shopify/Metafield/${key}`,
  namespace: 'custom',
  key,
  type,
  value,
});

const wanted = {
  custom: { brand: { metaobject: 'brand', handle: 'acme' }, material: 'wool' },
};

test('a reference to a metaobject that is there is nothing that could be compared', () => {
  const live = [
    node('brand', 'metaobject_reference', 'gid://shopify/Metaobject/1'),
    node('material', 'single_line_text_field', 'wool'),
  ];
  expect(metafieldData(live, wanted, [])).toEqual({ metafields: wanted, unreadable: ['custom.brand'] });
});

test.each([
  ['gid://shopify/Metaobject/1', { metaobject: 'brand', handle: 'acme' }],
  ['gid://shopify/Metaobject/2', { type: 'metaobject_reference', value: 'gid://shopify/Metaobject/2' }],
])('a reference to a metaobject is compared where its id is known: %s', (value, brand) => {
  const live = [
    node('brand', 'metaobject_reference', value),
    node('material', 'single_line_text_field', 'wool'),
  ];
  const known = new Map([['brand acme', 'gid://shopify/Metaobject/1']]);
  expect(metafieldData(live, wanted, [], new Map(), known)).toEqual({
    metafields: { custom: { brand, material: 'wool' } },
    unreadable: [],
  });
});

test('a reference to a metaobject that was taken away is missing', () => {
  const live = [node('material', 'single_line_text_field', 'wool')];
  expect(metafieldData(live, wanted, ['custom.brand'])).toEqual({
    metafields: { custom: { brand: null, material: 'wool' } },
    unreadable: [],
  });
});

test('an empty list of references, of which nothing is there, is as it should be', () => {
  const none = { custom: { brands: { metaobject: 'brand', handle: [] } } };
  expect(metafieldData([], none, [])).toEqual({ metafields: none, unreadable: [] });
});

test('what was ours and is not wanted any more, but there, cannot be compared', () => {
  const live = [node('origin', 'single_line_text_field', 'Peru')];
  expect(metafieldData(live, { custom: {} }, ['custom.origin'])).toEqual({
    metafields: { custom: {} },
    unreadable: ['custom.origin'],
  });
});
