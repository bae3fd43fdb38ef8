import type { MetafieldNode } from '../documents/read-nodes.ts';
import { liveMetafieldName, metafieldName } from '../plan/metafield-inputs.ts';
import type { ProductRecord, VariantRecord } from '../records/product-record.ts';
import type { LiveProduct } from './live-product.ts';
import type { LiveTranslations } from './live-translations.ts';
import { sameMetafield, sameText } from './same-value.ts';

/** Translations by the id of what they are of. */
type Texts = ReadonlyMap<string, LiveTranslations>;

type ProductTexts = NonNullable<ProductRecord['translations']>[string];
type MetafieldTexts = ProductTexts['metafields'];

/**
 * Translations of the options of a product, their values and its metafields in one language, in the words of the record;
 * only those that it speaks of. What the product does not have cannot be translated, and is told as such elsewhere.
 */
export function translatedParts(
  { optionParts, metafields, texts }: LiveProduct,
  locale: string,
  { options, optionValues, metafields: ofMetafields }: ProductTexts,
): Pick<ProductTexts, 'options' | 'optionValues' | 'metafields'> {
  if (texts === null) return {};
  const name = (id: string | undefined, wanted: string | null) =>
    inTheWordsOf(texts, id, locale, 'name', wanted, sameText);
  const optionOf = (option: string) => optionParts?.find((each) => each.name === option);
  return {
    ...(options === undefined
      ? {}
      : { options: mapped(options, (option, wanted) => name(optionOf(option)?.id, wanted)) }),
    ...(optionValues === undefined
      ? {}
      : {
          optionValues: mapped(optionValues, (option, values) =>
            mapped(values, (value, wanted) => {
              const id = optionOf(option)?.optionValues.find((each) => each.name === value)?.id;
              return name(id, wanted);
            }),
          ),
        }),
    ...translatedMetafields(metafields, texts, locale, ofMetafields),
  };
}

/** The same of a variant, which has only metafields with texts of their own; `null`: nobody says or has read any. */
export function translatedVariant(
  metafields: readonly MetafieldNode[],
  texts: Texts | null,
  wanted: VariantRecord['translations'],
): VariantRecord['translations'] | null {
  if (texts === null || wanted === undefined) return null;
  return mapped(wanted, (locale, given) => translatedMetafields(metafields, texts, locale, given.metafields));
}

/** Where in a record translations of metafields stand. */
export function metafieldTextPaths(
  translations: ProductRecord['translations'] | VariantRecord['translations'],
): readonly string[] {
  return Object.keys(translations ?? {}).map((locale) => `translations.${locale}.metafields`);
}

function translatedMetafields(
  metafields: readonly MetafieldNode[],
  texts: Texts,
  locale: string,
  wanted: MetafieldTexts,
): Pick<ProductTexts, 'metafields'> {
  if (wanted === undefined) return {};
  const byName = new Map(metafields.map((each) => [liveMetafieldName(each), each]));
  return {
    metafields: mapped(wanted, (namespace, keys) =>
      mapped(keys, (key, text) => {
        const metafield = byName.get(metafieldName({ namespace, key }));
        const isSame = (a: string | null, b: string | null) =>
          sameText(a, b) || (a !== null && b !== null && sameMetafield(metafield?.type ?? '', a, b));
        return inTheWordsOf(texts, metafield?.id, locale, 'value', text, isSame);
      }),
    ),
  };
}

function inTheWordsOf(
  texts: Texts,
  id: string | undefined,
  locale: string,
  key: string,
  wanted: string | null,
  isSame: (live: string | null, wanted: string | null) => boolean,
): string | null {
  if (id === undefined) return wanted;
  const live = texts.get(id)?.get(locale)?.get(key) ?? null;
  return isSame(live, wanted) ? wanted : live;
}

function mapped<Value, Result>(
  given: Readonly<Record<string, Value>>,
  map: (name: string, value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, map(name, value)]));
}
