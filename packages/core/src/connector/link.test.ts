import { describe, expect, test } from 'vitest';

import { linkEntities, remoteReferenceSchema } from './link.ts';

describe('remoteReferenceSchema', () => {
  test.each<[string, unknown]>([
    ['an id', { id: '1' }],
    ['data', { id: '1', data: { handle: 'shirt', list: [1, null] } }],
    [
      'variants, also of names that JavaScript uses',
      { id: '1', variants: { s: { id: '2' }, constructor: { id: '3', data: null } } },
    ],
    ['variants of variants', { id: '1', variants: { s: { id: '2', variants: { deep: { id: '3' } } } } }],
  ])('takes %s', (_name, reference) => {
    expect(remoteReferenceSchema.parse(reference)).toEqual(reference);
  });

  test.each<[string, unknown]>([
    ['no id', {}],
    ['an empty id', { id: '' }],
    ['a number', { id: 1 }],
    ['undefined variants', { id: '1', variants: undefined }],
    ['a variant without id', { id: '1', variants: { s: {} } }],
    [
      'a variant named __proto__, which would be lost',
      { id: '1', variants: JSON.parse('{"__proto__":{"id":"2"}}') as unknown },
    ],
    ['data that is no JSON', { id: '1', data: new Date(0) }],
    ['a property more', { id: '1', handle: 'x' }],
  ])('refuses %s', (_name, reference) => {
    expect(remoteReferenceSchema.safeParse(reference).success).toBe(false);
  });
});

test('variants can be linked as well as entities', () => {
  expect(linkEntities).toEqual([
    'attribute',
    'family',
    'category',
    'asset',
    'referenceRecord',
    'product',
    'price',
    'inventory',
    'variant',
  ]);
});
