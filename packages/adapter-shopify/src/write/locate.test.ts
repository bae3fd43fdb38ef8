import { expect, test } from 'vitest';

import { locateInProduct } from './locate.ts';

const payload = {
  metafields: [{ namespace: 'custom', key: 'care', type: 'single_line_text_field', value: 'cold' }],
  variants: [
    { sku: 's', optionValues: [], fields: {} },
    {
      sku: 'm',
      optionValues: [],
      fields: {},
      metafields: [{ namespace: 'custom', key: 'fit', type: 'single_line_text_field', value: 'slim' }],
    },
  ],
};

// What was sent: a variant that is not ours, then the second of the record, then the first.
const locate = locateInProduct(payload, { variantKeys: ['key-s', 'key-m'] }, [null, 1, 0]);

test.each<[string, object]>([
  ['', { path: '' }],
  ['input.title', { path: 'title' }],
  ['product.title', { path: 'title' }],
  ['title', { path: 'title' }],
  ['id', { path: '' }],
  ['productId', { path: '' }],
  ['input.seo.title', { path: 'seoTitle' }],
  ['input.seo.description', { path: 'seoDescription' }],
  ['input.productOptions.1.name', { path: 'options.1' }],
  ['input.files.2', { path: 'images.2' }],
  ['input.collectionsToJoin.0', { path: 'collections.0' }],
  ['input.metafields.0.value', { path: 'metafields.custom.care' }],
  ['input.metafields.7', { path: 'metafields' }],
  ['variants', { path: 'variants' }],
  ['variants.0.price', { path: 'variants' }],
  ['variants.9.price', { path: 'variants' }],
  ['variants.1', { path: 'variants.1', variant: 'key-m' }],
  ['variants.1.id', { path: 'variants.1', variant: 'key-m' }],
  ['variants.2.price', { path: 'variants.0.price', variant: 'key-s' }],
  ['variants.2.optionValues.1.name', { path: 'variants.0.options.1', variant: 'key-s' }],
  ['variants.1.metafields.0.value', { path: 'variants.1.metafields.custom.fit', variant: 'key-m' }],
  ['variants.1.inventoryItem.measurement', { path: 'variants.1.weightGrams', variant: 'key-m' }],
  ['variants.1.inventoryItem.harmonizedSystemCode', { path: 'variants.1.hsCode', variant: 'key-m' }],
])('what Shopify calls “%s” is found in the record', (field, place) => {
  expect(locate(field === '' ? [] : field.split('.'))).toEqual(place);
});
