import { fc } from '@fast-check/vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';

type ProductRecord = ShopifyRecords['product'];
type Parts = Readonly<Record<string, unknown>>;

const text = fc.constantFrom('one', 'two', 'three');
const textOrNone = fc.option(text, { nil: null });
const metafield = fc.oneof(
  { weight: 3, arbitrary: text.map((value) => ({ type: 'single_line_text_field', value })) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const sizes = ['s', 'm', 'l'] as const;

/** What may be said of a variant. What is not said is left out. */
const variantChoices = {
  price: fc.constantFrom('10', '12.5', '19.9'),
  compareAtPrice: fc.option(fc.constantFrom('0', '25'), { nil: null }),
  barcode: fc.option(fc.constantFrom('4006381333931', '4012345678901'), { nil: null }),
  cost: fc.constantFrom('4', '5.5'),
  weightGrams: fc.constantFrom('100', '250.5'),
  inventoryPolicy: fc.constantFrom('deny' as const, 'continue' as const),
  length: metafield,
  marketPrices: fc.subarray([
    { priceList: 'switzerland', amount: '21' },
    { priceList: 'sweden', amount: '99', compareAt: '120' },
  ]),
  /** Its length in German. */
  german: textOrNone,
};

const texts = { title: textOrNone, descriptionHtml: textOrNone, seoTitle: textOrNone };
const translatedTexts = fc.record(texts, { requiredKeys: [] });
const textsOfParts = fc.record(
  {
    ...texts,
    options: fc.record({ Size: textOrNone }),
    optionValues: fc.record({ Size: fc.record({ s: textOrNone, m: textOrNone }, { requiredKeys: [] }) }),
    metafields: fc.record({
      custom: fc.record({ material: textOrNone, colour: textOrNone }, { requiredKeys: [] }),
    }),
  },
  { requiredKeys: [] },
);

/**
 * What may be said of a product beside its title and its variants.
 *
 * @param mayBeEmpty a text that is translated: translations of one that has become empty stay, and nobody sees them.
 */
const productChoices = (mayBeEmpty: fc.Arbitrary<string | null>) => ({
  descriptionHtml: mayBeEmpty,
  vendor: textOrNone,
  productType: textOrNone,
  handle: fc.constantFrom('alpha', 'beta'),
  seoTitle: mayBeEmpty,
  tags: fc.subarray(['a', 'b', 'c']),
  collections: fc.subarray(['summer', 'sale']),
  status: fc.constantFrom('active', 'draft', 'archived', 'unlisted'),
  publications: fc.subarray(['Online Store', 'Point of Sale']),
  translations: fc.record({ de: translatedTexts, fr: translatedTexts }, { requiredKeys: [] }),
  /** Instead, and only of some products: what is translated part by part goes directly. */
  textsOfParts: fc.record({ de: textsOfParts, fr: textsOfParts }, { requiredKeys: [] }),
  material: metafield,
  colour: metafield,
  count: fc.option(
    fc.constantFrom('1', '2').map((value) => ({ type: 'number_integer', value })),
    { nil: undefined },
  ),
});
const productNames = ['title', ...Object.keys(productChoices(text))];

/** What is said of a product and its variants, before it is a record. */
interface Said {
  readonly product: Parts;
  readonly sizes: readonly (typeof sizes)[number][];
  /** Of all sizes. */
  readonly variants: readonly Parts[];
  readonly hasTranslatedParts: boolean;
}

/** @param needed what is said in any case. */
function said(needed: 'all' | 'some'): fc.Arbitrary<Said> {
  const constraints = needed === 'all' ? {} : { requiredKeys: [] };
  const choices = productChoices(needed === 'all' ? text : textOrNone);
  const variant = fc.record(variantChoices, constraints) as fc.Arbitrary<Parts>;
  return fc.record({
    product: fc
      .tuple(text, fc.record(choices, constraints) as fc.Arbitrary<Parts>)
      .map(([title, parts]) => ({ ...parts, title })),
    sizes: fc.subarray([...sizes], { minLength: 1 }),
    variants: fc.tuple(variant, variant, variant),
    hasTranslatedParts: fc.integer({ min: 0, max: 3 }).map((chance) => chance === 0),
  });
}

/** What a later state of a product takes of something new; of the rest it says what it said before. */
interface Change {
  readonly of: Said;
  readonly product: readonly string[];
  readonly variants: readonly string[];
  readonly isResized: boolean;
}

const someChange = (needed: 'all' | 'some'): fc.Arbitrary<Change> =>
  fc.record({
    of: said(needed),
    product: fc.subarray(productNames, needed === 'all' ? { minLength: 4 } : { maxLength: 4 }),
    variants: fc.subarray(Object.keys(variantChoices), { maxLength: 3 }),
    isResized: fc.integer({ min: 0, max: 4 }).map((chance) => chance === 0),
  });

/**
 * States of a product, one after the other, each with some changes. For tests.
 *
 * @param needed `some`: each says only some of what a shop takes, the same in each that it does not change.
 */
export function randomStates(
  key: string,
  most: number,
  needed: 'all' | 'some' = 'some',
): fc.Arbitrary<readonly ProductRecord[]> {
  return fc
    .tuple(said(needed), fc.array(someChange(needed), { minLength: 1, maxLength: most - 1 }))
    .map(([first, changes]) => {
      const states = [first];
      for (const each of changes) states.push(changed(states.at(-1) ?? first, each));
      return states.map((state) => recordOf(key, state));
    });
}

function changed(before: Said, { of, product, variants, isResized }: Change): Said {
  return {
    ...before,
    product: taken(before.product, of.product, product),
    sizes: isResized ? of.sizes : before.sizes,
    variants: before.variants.map((variant, index) => taken(variant, of.variants[index] ?? {}, variants)),
  };
}

/** With parts of something else: what that does not say of them is not said any more. */
function taken(before: Parts, from: Parts, names: readonly string[]): Parts {
  const rest = Object.entries(before).filter(([name]) => !names.includes(name));
  const others = Object.entries(from).filter(([name]) => names.includes(name));
  return Object.fromEntries([...rest, ...others]);
}

function recordOf(
  key: string,
  { product, sizes: chosen, variants, hasTranslatedParts }: Said,
): ProductRecord {
  const { title, handle, material, colour, count, translations, textsOfParts: ofParts, ...rest } = product;
  const custom = given({ material, colour, count });
  return {
    ...rest,
    title: `${title as string} ${key}`,
    ...(handle === undefined ? {} : { handle: `${handle as string}-${key}` }),
    options: ['Size'],
    ...(Object.keys(custom).length === 0 ? {} : { metafields: { custom } }),
    ...given({ translations: hasTranslatedParts ? ofSizes(ofParts, chosen) : translations }),
    variants: chosen.map((size) =>
      variantOf(`${key}-${size}`, size, variants[sizes.indexOf(size)] ?? {}, hasTranslatedParts),
    ),
  } as ProductRecord;
}

/** Only texts of values that the product has. */
function ofSizes(translations: unknown, chosen: readonly string[]): unknown {
  if (translations === undefined) return undefined;
  const byLocale = Object.entries(translations as Readonly<Record<string, Parts>>);
  return Object.fromEntries(
    byLocale.map(([locale, { optionValues, ...others }]) => {
      if (optionValues === undefined) return [locale, others];
      const ofSize = Object.entries((optionValues as { readonly Size: Parts }).Size);
      const values = Object.fromEntries(ofSize.filter(([size]) => chosen.includes(size)));
      return [locale, { ...others, optionValues: { Size: values } }];
    }),
  );
}

function variantOf(
  sku: string,
  size: string,
  { length, german, ...rest }: Parts,
  isTranslated: boolean,
): object {
  return {
    ...rest,
    sku,
    options: [{ name: 'Size', value: size }],
    ...(length === undefined ? {} : { metafields: { custom: { length } } }),
    // What a variant does not say itself is what its product says.
    translations:
      isTranslated && german !== undefined ? { de: { metafields: { custom: { length: german } } } } : {},
  };
}

function given(parts: Parts): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

const badMetafield = { custom: { bad: { type: 'number_integer', value: 'many' } } };

/** What makes Shopify refuse a part of a product. */
const mistakes: Readonly<Record<string, (record: ProductRecord) => ProductRecord>> = {
  price: inFirstVariant((variant) => ({ ...variant, price: '-1' })),
  category: (record) => ({ ...record, category: 'gid://shopify/TaxonomyCategory/zz-99' }),
  metafield: (record) => ({
    ...record,
    metafields: { custom: { ...record.metafields?.['custom'], ...badMetafield.custom } },
  }),
  'metafield of a variant': inFirstVariant((variant) => ({
    ...variant,
    metafields: { custom: { ...variant.metafields?.['custom'], ...badMetafield.custom } },
  })),
  translation: (record) => ({ ...record, translations: { ...record.translations, es: { title: 'uno' } } }),
  publication: (record) => ({ ...record, publications: [...(record.publications ?? []), 'Nowhere'] }),
  collection: (record) => ({ ...record, collections: [...(record.collections ?? []), 'nowhere'] }),
  'price list': inFirstVariant((variant) => ({
    ...variant,
    marketPrices: [...(variant.marketPrices ?? []), { priceList: 'nowhere', amount: '1' }],
  })),
};

function inFirstVariant(
  change: (variant: ProductRecord['variants'][number]) => ProductRecord['variants'][number],
) {
  return (record: ProductRecord): ProductRecord => ({
    ...record,
    variants: record.variants.map((variant, index) => (index === 0 ? change(variant) : variant)),
  });
}

/** Names of mistakes that a record may have. For tests. */
export const mistakeNames = Object.keys(mistakes);

/** A record in which Shopify refuses something. For tests. */
export function withMistakes(record: ProductRecord, names: readonly string[]): ProductRecord {
  return names.reduce((made, name) => mistakes[name]?.(made) ?? made, record);
}
