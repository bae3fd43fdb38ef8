import { describe, expect, test } from 'vitest';

import { throughJson } from './nothing-is-lost/canonical-records.ts';
import type { RoundTrip } from './nothing-is-lost/canonical-records.ts';
import { linkedRecords } from './nothing-is-lost/linked-records.ts';
import { nestedPackaging } from './nothing-is-lost/nested-packaging.ts';
import { productGroup } from './nothing-is-lost/product-group.ts';
import { selectorLists } from './nothing-is-lost/selector-lists.ts';
import { twoLevelModels } from './nothing-is-lost/two-level-models.ts';
import { variantAttributes } from './nothing-is-lost/variant-attributes.ts';
import { resolveValue } from './resolve-value.ts';

/** The catalogue as it is after it was read, stored as JSON and written back. */
function writtenBack<Catalogue>({ original, read, write }: RoundTrip<Catalogue>): Catalogue {
  const records = read(original);
  const stored = throughJson(records);
  // The schemas accept the records as they are; storing them changes nothing.
  expect(stored).toEqual({ ...throughJson({}), ...records });
  expect(write(records)).toEqual(write(stored));
  return write(stored);
}

describe('a PIM with two levels of models', () => {
  const { product: products = [] } = twoLevelModels.read(twoLevelModels.original);

  test('loses nothing', () => {
    expect(writtenBack(twoLevelModels)).toEqual(twoLevelModels.original);
  });

  test('gives its variants what they inherit', () => {
    const shirt = products.find(({ key }) => key === 'shirt');
    const variant = shirt?.variants.find(({ key }) => key === 'shirt_red_m');
    const context = { locales: ['de-DE'], scope: 'print' };
    const valueOf = (code: string) =>
      resolveValue(shirt ?? { attributes: {} }, variant ?? null, code, context)?.data;
    expect(valueOf('description')).toBe('<p>Hemd</p>');
    expect(valueOf('color')).toBe('red');
    expect(valueOf('size')).toBe('m');
    expect(variant?.categories).toEqual(['red_things']);
    expect(variant?.relations).toEqual([
      { type: 'UPSELL', target: { entity: 'variant', key: 'red_scarf' } },
      { type: 'UPSELL', target: { entity: 'product', key: 'jacket' } },
    ]);
  });
});

test('a system whose users define kinds of records loses nothing', () => {
  expect(writtenBack(linkedRecords)).toEqual(linkedRecords.original);
});

describe('a commerce system whose variants have their own attributes', () => {
  const { product: products = [] } = variantAttributes.read(variantAttributes.original);

  test('loses nothing', () => {
    expect(writtenBack(variantAttributes)).toEqual(variantAttributes.original);
  });

  test('tells its prices apart', () => {
    const prices = products[0]?.variants[0]?.prices ?? [];
    expect(
      prices.map(({ kind, amount, currency, country, minimumQuantity }) => [
        kind,
        amount,
        currency,
        country,
        minimumQuantity,
      ]),
    ).toEqual([
      ['list', '19.9', 'EUR', undefined, undefined],
      ['list', '17.9', 'EUR', 'DE', undefined],
      ['list', '15', 'EUR', 'DE', '10'],
      ['list', '12', 'EUR', 'DE', '100'],
      ['sale', '16.9', 'EUR', 'DE', undefined],
      ['list', '18.5', 'EUR', 'FR', undefined],
      ['list', '2900', 'JPY', undefined, undefined],
      ['list', '12.345678', 'CHF', 'CH', undefined],
    ]);
  });
});

describe('nested packaging after GS1', () => {
  const { product: products = [] } = nestedPackaging.read(nestedPackaging.original);

  test('loses nothing', () => {
    expect(writtenBack(nestedPackaging)).toEqual(nestedPackaging.original);
  });

  test('says what is in what, and how many of it', () => {
    expect(
      products.map(({ key, relations }) => [
        key,
        relations?.map(({ target, quantity }) => [target.key, quantity]),
      ]),
    ).toEqual([
      ['04006381333931', []],
      ['14006381333938', [['04006381333931', '12']]],
      [
        '24006381333935',
        [
          ['14006381333938', '48'],
          ['14006381333945', '24'],
        ],
      ],
    ]);
  });

  test('keeps what differs from market to market apart', () => {
    const [each = { attributes: {} }] = products;
    expect(resolveValue(each, null, 'brand', { locales: [], scope: '276' })?.data).toBe('Bärenmarke');
    expect(resolveValue(each, null, 'brand', { locales: [], scope: '250' })?.data).toBe('Ours');
  });
});

describe('a marketplace with attribute lists and selectors', () => {
  const { product: products = [] } = selectorLists.read(selectorLists.original);

  test('loses nothing', () => {
    expect(writtenBack(selectorLists)).toEqual(selectorLists.original);
  });

  test('turns selectors into locales and scopes', () => {
    const [shirt = { attributes: {} }] = products;
    expect(resolveValue(shirt, null, 'item_name', { locales: ['de-DE'], scope: 'M2' })?.data).toBe('Hemd');
    expect(resolveValue(shirt, null, 'bullet_point', { locales: ['en-US'], scope: 'M1' })?.data).toEqual([
      { value: 'soft' },
      { value: 'strong' },
    ]);
    expect(resolveValue(shirt, null, 'number_of_items', { locales: [], scope: 'M1' })).toBeUndefined();
  });
});

describe('a ProductGroup of schema.org', () => {
  test('loses nothing', () => {
    expect(writtenBack(productGroup)).toEqual(productGroup.original);
  });
});
