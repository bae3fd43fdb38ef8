import { fc, test as propertyTest } from '@fast-check/vitest';
import { resolveValue } from '@pim-connector/core';
import type { Attributes } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { shareAttributes } from './share-attributes.ts';

function texts(values: Readonly<Record<string, string>>): Attributes {
  const byCode: Attributes = {};
  for (const [address, data] of Object.entries(values)) {
    const [code = '', locale = null] = address.split('@');
    const known = byCode[code]?.values ?? [];
    byCode[code] = { type: 'text', values: [...known, { locale, scope: null, data }] } as Attributes[string];
  }
  return byCode;
}

describe('attributes', () => {
  test('that all variants have in common go to the product', () => {
    const shared = shareAttributes({}, [
      texts({ 'name@de-DE': 'Hemd', 'name@en-US': 'Shirt', color: 'red' }),
      texts({ 'name@de-DE': 'Hemd', 'name@en-US': 'Shirt blue', color: 'blue' }),
    ]);
    expect(shared).toEqual({
      product: texts({ 'name@de-DE': 'Hemd' }),
      variants: [
        texts({ 'name@en-US': 'Shirt', color: 'red' }),
        texts({ 'name@en-US': 'Shirt blue', color: 'blue' }),
      ],
    });
  });

  test('of the product itself stay, and variants keep what differs from them', () => {
    const shared = shareAttributes(texts({ name: 'Shirt' }), [
      texts({ name: 'Shirt', size: 'S' }),
      texts({ name: 'Shirt XL', size: 'S' }),
    ]);
    expect(shared).toEqual({
      product: texts({ name: 'Shirt', size: 'S' }),
      variants: [{}, texts({ name: 'Shirt XL' })],
    });
  });

  test('that one variant lacks are not given to it', () => {
    const shared = shareAttributes({}, [texts({ color: 'red' }), texts({})]);
    expect(shared).toEqual({ product: {}, variants: [texts({ color: 'red' }), {}] });
  });

  const row = fc.dictionary(fc.constantFrom('a', 'b', 'a@de', 'b@de'), fc.constantFrom('1', '2'));
  propertyTest.prop([row, fc.array(row, { minLength: 1, maxLength: 4 })])(
    'resolve as the rows say',
    (head, rows) => {
      const shared = shareAttributes(texts(head), rows.map(texts));
      for (const [index, said] of rows.entries()) {
        for (const address of ['a', 'b', 'a@de', 'b@de']) {
          const [code = '', locale] = address.split('@');
          const found = resolveValue(
            { attributes: shared.product },
            { attributes: shared.variants[index] ?? {} },
            code,
            { locales: locale === undefined ? [] : [locale], scope: null },
          );
          const expected = said[address] ?? head[address] ?? said[code] ?? head[code];
          expect(found?.data).toBe(expected);
        }
      }
    },
  );
});
