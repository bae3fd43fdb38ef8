import type { AttributeValues, Product, Variant } from '@pim-connector/core';

import { plainValue } from './attribute-values.ts';
import type { CatalogueSettings } from './catalogue-options.ts';
import type { FaultName } from './fault-name.ts';

/** Where in the engine a record is refused. */
export type FaultStage = 'validate' | 'map' | 'diff' | 'write';

/** What is known of a refusal before it happens. */
export interface ExpectedIssue {
  readonly stage: FaultStage;
  /** Code of the issue. */
  readonly code: string;
  /**
   * Where: dotted path in the source’s record at stage `validate`, else in the destination’s record, with `{primary}`
   * for its primary locale.
   */
  readonly path: string;
}

/** One kind of mistake. */
export interface FaultDefinition {
  /** What is wrong, in a few words. */
  readonly summary: string;
  readonly expected: ExpectedIssue;
  /** Makes the mistake in a product that has none. What comes out may be no valid product. */
  readonly plant: (product: Product, settings: CatalogueSettings) => unknown;
}

/**
 * What each mistake is, and with which issue a pipeline with the reference destination and its default mapping
 * refuses the record.
 */
export const faultDefinitions: Readonly<Record<FaultName, FaultDefinition>> = {
  duplicateSku: {
    summary: 'Two variants whose SKUs differ in upper and lower case only.',
    expected: { stage: 'write', code: 'value.duplicate', path: 'variants.1.sku' },
    plant: (product) => withTwin(product, (key) => key.toLowerCase()),
  },
  duplicateVariant: {
    summary: 'Two variants with the same key.',
    expected: { stage: 'validate', code: 'value.duplicate', path: 'variants.1.key' },
    plant: (product) => withTwin(product, (key) => key),
  },
  malformedUnit: {
    summary: 'A weight in “kg”, which is no code of UN/ECE Recommendation 20.',
    expected: { stage: 'validate', code: 'value.invalid', path: 'attributes.weight.values.0.data.unit' },
    plant: (product) => withAttribute(product, 'weight', weightIn('kg')),
  },
  markupInName: {
    summary: 'A name with HTML in it.',
    expected: { stage: 'write', code: 'value.invalid', path: 'title.{primary}' },
    plant: (product) => withNames(product, (name) => `${name} <b>NEW</b>`),
  },
  missingAsset: {
    summary: 'A picture that does not exist.',
    expected: { stage: 'diff', code: 'reference.missing', path: 'images.0' },
    plant: (product) => ({
      ...product,
      assets: [{ asset: `${product.key}-lost.jpg`, role: 'main' }, ...(product.assets ?? [])],
    }),
  },
  missingName: {
    summary: 'No name in any language.',
    expected: { stage: 'map', code: 'value.missing', path: 'title.{primary}' },
    plant({ attributes: { name: _name, ...attributes }, ...product }) {
      return { ...product, attributes };
    },
  },
  missingPrice: {
    summary: 'A variant without a price in one of the currencies.',
    expected: { stage: 'write', code: 'value.missing', path: 'variants.0.prices' },
    plant: (product, { currencies }) =>
      withFirstVariant({ ...product, status: 'active' }, ({ prices = [], ...variant }) => ({
        ...variant,
        prices: prices.filter(({ currency }) => currency !== currencies.at(-1)),
      })),
  },
  negativePrice: {
    summary: 'A price below zero.',
    expected: { stage: 'write', code: 'value.invalid', path: 'variants.0.prices.0.amount' },
    plant: (product, { currencies }) =>
      withFirstVariant(product, (variant) => ({
        ...variant,
        prices: currencies.map((currency) => ({ kind: 'list' as const, amount: '-5', currency })),
      })),
  },
  overlongName: {
    summary: 'A name that is longer than the shop can show.',
    expected: { stage: 'map', code: 'value.too_long', path: 'title.{primary}' },
    plant: (product) => withNames(product, (name) => `${name}, ${'very '.repeat(30)}long`),
  },
  unknownCategory: {
    summary: 'A category that does not exist.',
    expected: { stage: 'diff', code: 'reference.missing', path: 'categories.0' },
    plant: (product) => ({ ...product, categories: ['lost_category', ...(product.categories ?? [])] }),
  },
  unknownOption: {
    summary: 'A material that is not in the list of materials.',
    expected: { stage: 'map', code: 'value.unknown_option', path: 'specs' },
    plant: (product) => withAttribute(product, 'material', plainValue('option', 'dragon_scale')),
  },
  unknownUnit: {
    summary: 'A weight in bags: a unit that exists but cannot be converted.',
    expected: { stage: 'map', code: 'value.unknown_unit', path: 'weightGrams' },
    plant: (product) => withAttribute(product, 'weight', weightIn('XBG')),
  },
  wrongGtin: {
    summary: 'A GTIN whose check digit is wrong.',
    expected: { stage: 'validate', code: 'value.invalid', path: 'variants.0.identifiers.0.value' },
    plant: (product) =>
      withFirstVariant(product, (variant) => ({
        ...variant,
        identifiers: [{ scheme: 'gtin', value: '04012345000017' }],
      })),
  },
  wrongType: {
    summary: 'A name that is a number.',
    expected: { stage: 'validate', code: 'value.wrong_type', path: 'attributes.name.values.0.data' },
    plant: (product) => withNames(product, () => 4711),
  },
};

function withFirstVariant(product: Product, change: (variant: Variant) => unknown): unknown {
  const [first, ...others] = product.variants;
  return { ...product, variants: first === undefined ? others : [change(first), ...others] };
}

/** Puts a second variant beside the first that is as it, but for its key. */
function withTwin(product: Product, keyOf: (key: string) => string): unknown {
  const [first] = product.variants;
  if (first === undefined) return product;
  return { ...product, variants: [first, { ...first, key: keyOf(first.key) }] };
}

function withAttribute(product: Product, code: string, values: unknown): unknown {
  return { ...product, attributes: { ...product.attributes, [code]: values } };
}

function withNames(product: Product, change: (name: string) => string | number): unknown {
  const values = product.attributes['name']?.values ?? [];
  return withAttribute(product, 'name', {
    type: 'text',
    values: values.map((value) => ({
      ...value,
      data: change(typeof value.data === 'string' ? value.data : ''),
    })),
  });
}

function weightIn(unit: string): AttributeValues {
  return plainValue('quantity', { amount: '2', unit });
}
