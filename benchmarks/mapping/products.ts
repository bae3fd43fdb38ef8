import type { AttributeValues, Product, SchemaDescription, Variant } from '@pim-connector/core';
import { emptySchemaDescription, entitySchemas } from '@pim-connector/core';

import { attributeCodes, scope } from './attributes.ts';

const { texts, richTexts, codes, option, options, numbers, quantities, booleans, dates } = attributeCodes;
const sourceLocales = ['en-US', 'de-DE', 'fr-FR'];
const optionCount = 6;

/** Labels of the options; French lacks every third, so that fallbacks happen. */
export const description: SchemaDescription = {
  ...emptySchemaDescription,
  locales: sourceLocales,
  attributes: [
    ...option.map((key) => ({ key, type: 'option' as const })),
    ...options.map((key) => ({ key, type: 'options' as const })),
  ].map(({ key, type }) => ({
    key,
    type,
    labels: {},
    localizable: false,
    scopable: false,
    options: Array.from({ length: optionCount }, (_, index) => ({
      code: `${key}_${index}`,
      labels: {
        'en-US': `${key} ${index}`,
        'de-DE': `${key} ${index} (de)`,
        ...(index % 3 === 0 ? {} : { 'fr-FR': `${key} ${index} (fr)` }),
      },
    })),
  })),
};

/**
 * Products as a source with 60 attributes, 3 locales and 2 scopes gives them, checked by the schema: 5 variants, one
 * value in twelve not there, a few explicitly empty, and in one product of eight values that a mapping has to refuse.
 */

export function products(count: number): readonly Product[] {
  return Array.from({ length: count }, (_, index) =>
    entitySchemas.product.parse(JSON.parse(JSON.stringify(product(index)))),
  );
}

function product(index: number): Product {
  const random = randomNumbers(index + 1);
  const some = (code: string) => code === 'name' || code === 'weight' || random() > 1 / 12;
  const key = `article-${index}`;
  const isFaulty = index % 8 === 7;
  const attributes: Record<string, AttributeValues> = {};
  for (const code of [...texts, ...codes].filter(some)) {
    const isLocalized = (texts as readonly string[]).includes(code);
    attributes[code] = isLocalized
      ? { type: 'text', values: localized(code, index, random, [null]) }
      : { type: 'text', values: [global(`${code} ${index}`)] };
  }
  for (const code of richTexts.filter(some)) {
    attributes[code] = { type: 'richText', values: localized(code, index, random, [scope, 'print']) };
  }
  for (const code of option.filter(some)) {
    const chosen = isFaulty && code === 'gender' ? 'gender_unknown' : `${code}_${pick(random, optionCount)}`;
    attributes[code] = { type: 'option', values: [global(chosen)] };
  }
  for (const code of options.filter(some)) {
    attributes[code] = { type: 'options', values: [global([1, 3, 4].map((each) => `${code}_${each}`))] };
  }
  for (const code of numbers.filter(some)) {
    attributes[code] = { type: 'number', values: [global(`${pick(random, 90) + 1}.${pick(random, 9) + 1}`)] };
  }
  for (const code of quantities.filter(some)) {
    const unit =
      isFaulty && code === 'weight' ? 'XBX' : code.toLowerCase().includes('weight') ? 'KGM' : 'MMT';
    const data = { amount: `${pick(random, 90) + 1}.${pick(random, 9) + 1}`, unit };
    attributes[code] = { type: 'quantity', values: [global(data)] };
  }
  for (const code of booleans.filter(some)) {
    attributes[code] = { type: 'boolean', values: [global(random() > 0.5)] };
  }
  for (const code of dates.filter(some)) {
    attributes[code] = { type: 'date', values: [global(`2026-0${pick(random, 9) + 1}-15`)] };
  }
  return {
    key,
    family: `family-${index % 5}`,
    status: index % 9 === 0 ? 'draft' : 'active',
    attributes,
    categories: [`category-${index % 7}`, 'all'],
    assets: ['main', 'gallery', 'gallery', 'manual'].map((role, place) => ({
      asset: `${key}-${place}.jpg`,
      role,
    })),
    variesBy: ['size'],
    variants: Array.from({ length: 5 }, (_, place) => variant(key, place, random, isFaulty)),
  };
}

function variant(productKey: string, place: number, random: () => number, isFaulty: boolean): Variant {
  const key = `${productKey}-${place}`;
  const amount = `${pick(random, 300) + 10}.9`;
  return {
    key,
    identifiers: [
      { scheme: 'mpn', value: `M-${key}` },
      { scheme: 'gtin', value: '04006381333931' },
    ],
    attributes: {
      size: { type: 'option', values: [global(`size_${place}`)] },
      ...(place === 2
        ? { weight: { type: 'quantity', values: [global({ amount: '1.25', unit: 'KGM' })] } }
        : {}),
    },
    assets: [{ asset: `${key}.jpg`, role: 'main' }],
    prices: [
      ...(isFaulty && place === 4 ? [] : [{ kind: 'list' as const, amount, currency: 'EUR' }]),
      { kind: 'list', amount: `${pick(random, 300) + 10}`, currency: 'USD' },
      { kind: 'msrp', amount: `${pick(random, 300) + 310}`, currency: 'EUR' },
    ],
    inventory: [{ quantity: `${pick(random, 100)}` }],
  };
}

function global<Data>(data: Data): { locale: null; scope: null; data: Data } {
  return { locale: null, scope: null, data };
}

function localized(code: string, index: number, random: () => number, scopes: readonly (string | null)[]) {
  return scopes.flatMap((each) =>
    sourceLocales
      .filter((locale) => locale !== 'fr-FR' || random() > 0.3)
      .map((locale) => ({
        locale,
        scope: each,
        data: random() > 0.03 || code === 'name' ? `${code} of article ${index} in ${locale}` : null,
      })),
  );
}

function pick(random: () => number, below: number): number {
  return Math.floor(random() * below);
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
