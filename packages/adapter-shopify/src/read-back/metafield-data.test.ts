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
