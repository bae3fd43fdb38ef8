import type { Product } from '@pim-connector/core';
import { LogicEngine } from 'json-logic-engine';

import { attributeCodes, locales, scope } from './attributes.ts';
import { grams, label } from './job-helpers.ts';
import { familyTable, genderTable } from './tables.ts';

const { texts, richTexts, codes, option, options, numbers, quantities, booleans, dates } = attributeCodes;
const without = (names: readonly string[], ...left: readonly string[]) =>
  names.filter((name) => !left.includes(name));
const object = (entries: readonly (readonly [name: string, value: unknown])[]) => ({
  eachKey: Object.fromEntries(entries),
});

function textsIn(tried: readonly string[]) {
  const textOf = (code: string, wanted: string | null) => ({
    text: [{ val: ['attributes', code, 'values'] }, { preserve: tried }, wanted],
  });
  return object([
    ['title', { short: [textOf('name', null)] }],
    ['seoTitle', { '??': [textOf('seoTitle', null), textOf('name', null)] }],
    ...without(texts, 'name', 'seoTitle').map((code) => [code, textOf(code, null)] as const),
    ...richTexts.map((code) => [code, textOf(code, scope)] as const),
  ]);
}

const everywhere = (code: string) => ({ val: ['attributes', code, 'values', 0, 'data'] });

const productLogic = object([
  ['handle', { val: 'key' }],
  ['status', { '===': [{ val: 'status' }, 'active'] }],
  ['vendor', { '??': [everywhere('brand'), everywhere('manufacturer')] }],
  ['type', { family: [{ val: 'family' }] }],
  ['audience', { audience: [everywhere('gender')] }],
  [
    'images',
    {
      map: [
        {
          filter: [
            { val: 'assets' },
            { or: [{ '===': [{ val: 'role' }, 'main'] }, { '===': [{ val: 'role' }, 'gallery'] }] },
          ],
        },
        { val: 'asset' },
      ],
    },
  ],
  ['collections', { val: 'categories' }],
  ['texts', object(Object.entries(locales).map(([locale, tried]) => [locale, textsIn(tried)]))],
  ['details', object(codes.slice(2).map((code) => [code, everywhere(code)]))],
  [
    'facets',
    object(
      Object.keys(locales).map((locale) => [
        locale,
        object(
          without(option, 'gender', 'size').map((code) => [
            code,
            { label: [code, everywhere(code), locale] },
          ]),
        ),
      ]),
    ),
  ],
  ['filters', object(options.map((code) => [code, { commas: [everywhere(code)] }]))],
  ['numbers', object(numbers.map((code) => [code, everywhere(code)]))],
  [
    'shipping',
    object([
      ['weight', { grams: [everywhere('weight')] }],
      ...without(quantities, 'weight').map(
        (code) => [code, { val: ['attributes', code, 'values', 0, 'data', 'amount'] }] as const,
      ),
    ]),
  ],
  ['flags', object(booleans.map((code) => [code, everywhere(code)]))],
  ['dates', object(dates.map((code) => [code, everywhere(code)]))],
]);

// The engine sees one variant with its product: `p` and `v`.
const ofProduct = (code: string) => ({ val: ['p', 'attributes', code, 'values', 0, 'data'] });
const ofVariant = (code: string) => ({ val: ['v', 'attributes', code, 'values', 0, 'data'] });
const size = { '??': [ofVariant('size'), ofProduct('size')] };

const variantLogic = object([
  ['sku', { val: ['v', 'key'] }],
  ['barcode', { pick: [{ val: ['v', 'identifiers'] }, 'scheme', 'gtin', 'value'] }],
  ['price', { price: [{ val: ['v', 'prices'] }, 'list', 'EUR'] }],
  ['priceInDollars', { price: [{ val: ['v', 'prices'] }, 'list', 'USD'] }],
  ['compareAt', { price: [{ val: ['v', 'prices'] }, 'msrp', 'EUR'] }],
  ['stock', { val: ['v', 'inventory', 0, 'quantity'] }],
  ['grams', { grams: [{ '??': [ofVariant('weight'), ofProduct('weight')] }] }],
  [
    'title',
    {
      slashed: [
        { text: [{ val: ['p', 'attributes', 'name', 'values'] }, { preserve: locales['en-US'] }, null] },
        { label: ['size', size, 'en-US'] },
      ],
    },
  ],
  ['size', size],
  ['color', { label: ['color', ofProduct('color'), 'en-US'] }],
  ['images', { map: [{ val: ['v', 'assets'] }, { val: 'asset' }] }],
  ['shippingClass', { if: [{ '===': [ofProduct('fragile'), true] }, 'careful', 'standard'] }],
]);

type Found = Record<string, unknown>;

/** Makes the function that maps with compiled JSON Logic; what is missing is `null` there. */
export function jsonLogicMapping(): (product: Product) => unknown {
  const engine = new LogicEngine();
  const add = (name: string, method: (args: unknown[]) => unknown) =>
    engine.addMethod(name, method, { deterministic: true, optimizeUnary: false });
  add('text', ([values, tried, wanted]) => findText(values as Found[], tried as string[], wanted));
  add('short', ([value]) => (typeof value === 'string' ? value.trim().slice(0, 80) : null));
  add('family', ([key]) => familyTable[String(key)] ?? key);
  add('audience', ([code]) => genderTable[String(code)] ?? null);
  add('label', ([attribute, code, locale]) => label(String(attribute), code, locale as keyof typeof locales));
  add('commas', ([list]) => (Array.isArray(list) ? list.join(',') : null));
  add('grams', ([weight]) => grams(weight));
  add('slashed', ([a, b]) => (typeof a === 'string' && typeof b === 'string' ? `${a} / ${b}` : null));
  add(
    'pick',
    ([list, name, wanted, value]) =>
      (list as Found[] | undefined)?.find((each) => each[String(name)] === wanted)?.[String(value)],
  );
  add(
    'price',
    ([list, kind, currency]) =>
      (list as Found[]).find((each) => each['kind'] === kind && each['currency'] === currency)?.['amount'],
  );
  const mapProduct = engine.build(productLogic) as (data: unknown) => Found;
  const mapVariant = engine.build(variantLogic) as (data: unknown) => Found;
  return (product) => ({
    ...mapProduct(product),
    variants: product.variants.map((variant) => mapVariant({ p: product, v: variant })),
  });
}

function findText(values: readonly Found[] | null | undefined, tried: readonly string[], wanted: unknown) {
  for (const locale of tried) {
    const found = values?.find((value) => value['locale'] === locale && value['scope'] === wanted);
    if (typeof found?.['data'] === 'string') return found['data'];
  }
  return null;
}
