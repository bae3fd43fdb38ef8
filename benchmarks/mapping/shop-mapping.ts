import type { Expression, Mapping, Rule } from '@pim-connector/core';

import { attributeCodes, locales, scope } from './attributes.ts';
import { familyTable, genderTable } from './tables.ts';

const { texts, richTexts, codes, option, options, numbers, quantities, booleans, dates } = attributeCodes;

const attribute = (code: string): Expression => ({ op: 'attribute', code });
const inGrams: Expression = { op: 'convert', of: attribute('weight'), unit: 'GRM', as: 'amount' };

const productRules: readonly Rule[] = [
  { to: 'handle', required: true, from: { op: 'field', path: 'key' } },
  { to: 'status', from: { op: 'equals', of: { op: 'field', path: 'status' }, to: 'active' } },
  { to: 'vendor', from: { op: 'coalesce', of: [attribute('brand'), attribute('manufacturer')] } },
  {
    to: 'type',
    from: { op: 'lookup', of: { op: 'field', path: 'family' }, table: familyTable, otherwise: 'keep' },
  },
  {
    to: 'audience',
    from: { op: 'lookup', of: attribute('gender'), table: genderTable, otherwise: 'reject' },
  },
  { to: 'images', from: { op: 'assets', roles: ['main', 'gallery'] } },
  { to: 'collections', from: { op: 'field', path: 'categories' } },
  {
    to: 'texts.{locale}.title',
    required: true,
    from: { op: 'truncate', of: { op: 'trim', of: attribute('name') }, characters: 80 },
  },
  {
    to: 'texts.{locale}.seoTitle',
    from: { op: 'coalesce', of: [attribute('seoTitle'), attribute('name')] },
  },
  ...[...texts, ...richTexts]
    .filter((code) => code !== 'name' && code !== 'seoTitle')
    .map((code) => ({ to: `texts.{locale}.${code}`, from: attribute(code) })),
  ...codes.slice(2).map((code) => ({ to: `details.${code}`, from: attribute(code) })),
  ...option
    .filter((code) => code !== 'gender' && code !== 'size')
    .map((code) => ({ to: `facets.{locale}.${code}`, from: { op: 'optionLabel', attribute: code } })),
  ...options.map((code) => ({
    to: `filters.${code}`,
    from: { op: 'join', of: attribute(code), separator: ',' },
  })),
  ...numbers.map((code) => ({ to: `numbers.${code}`, from: attribute(code) })),
  { to: 'shipping.weight', from: inGrams },
  ...quantities
    .filter((code) => code !== 'weight')
    .map((code) => ({ to: `shipping.${code}`, from: { op: 'amount', of: attribute(code) } })),
  ...booleans.map((code) => ({ to: `flags.${code}`, from: attribute(code) })),
  ...dates.map((code) => ({ to: `dates.${code}`, from: attribute(code) })),
];

const variantRules: readonly Rule[] = [
  { to: 'sku', required: true, from: { op: 'field', path: 'key' } },
  { to: 'barcode', from: { op: 'identifier', scheme: 'gtin' } },
  { to: 'price', required: true, from: { op: 'price', currency: 'EUR', as: 'amount' } },
  { to: 'priceInDollars', from: { op: 'price', currency: 'USD', as: 'amount' } },
  { to: 'compareAt', from: { op: 'price', kind: 'msrp', currency: 'EUR', as: 'amount' } },
  { to: 'stock', from: { op: 'inventory' } },
  { to: 'grams', from: inGrams },
  {
    to: 'title',
    from: {
      op: 'template',
      text: '{name} / {size}',
      values: { name: attribute('name'), size: { op: 'optionLabel', attribute: 'size' } },
    },
  },
  { to: 'size', from: attribute('size') },
  { to: 'color', from: { op: 'optionLabel', attribute: 'color' } },
  { to: 'images', from: { op: 'assets', level: 'variant' } },
  {
    to: 'shippingClass',
    from: {
      op: 'when',
      test: { op: 'equals', of: attribute('fragile'), to: true },
      then: { op: 'constant', value: 'careful' },
      else: { op: 'constant', value: 'standard' },
    },
  },
];

/** The mapping under measurement, as a user would write it. */
export const shopMapping: Mapping = {
  version: 1,
  name: 'shop',
  entity: 'product',
  locales: Object.fromEntries(Object.entries(locales).map(([locale, tried]) => [locale, [...tried]])),
  scope,
  rules: [...productRules, ...variantRules.map((rule): Rule => ({ ...rule, level: 'variant' }))],
};
