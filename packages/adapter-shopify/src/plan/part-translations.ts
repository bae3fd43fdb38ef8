import type { Issue, RecordKey } from '@pim-connector/core';

import { usualHints } from '../errors/usual-hints.ts';
import type { ProductRecord } from '../records/product-record.ts';
import type { ProductPayload } from './product-payload.ts';

/** A translated text. */
export type TranslationPayload = NonNullable<ProductPayload['translations']>[number];

/**
 * Names a part of a product that has translations of its own: `option name`, `value option name`, `metafield namespace
 * key`, or `variant key namespace key` for a metafield of a variant. The names are those in the primary language.
 */
export type TranslatedPart = readonly string[];

/** Translations of options, their values, and metafields: resources of their own to Shopify. */
export function partTranslations(
  { translations = {}, variants }: ProductRecord,
  variantKeys: readonly RecordKey[],
): readonly TranslationPayload[] {
  const list: TranslationPayload[] = [];
  const add = (locale: string, key: string, of: TranslatedPart, value: string | null) =>
    list.push({ locale, key, of: [...of], value: value === '' ? null : value });
  for (const [locale, { options = {}, optionValues = {}, metafields = {} }] of Object.entries(translations)) {
    for (const [name, value] of Object.entries(options)) add(locale, 'name', ['option', name], value);
    for (const [option, values] of Object.entries(optionValues))
      for (const [name, value] of Object.entries(values)) add(locale, 'name', ['value', option, name], value);
    for (const [namespace, keys] of Object.entries(metafields))
      for (const [key, value] of Object.entries(keys))
        add(locale, 'value', ['metafield', namespace, key], value);
  }
  for (const [place, variant] of variants.entries())
    for (const [locale, { metafields = {} }] of Object.entries(variant.translations ?? {}))
      for (const [namespace, keys] of Object.entries(metafields))
        for (const [key, value] of Object.entries(keys))
          add(locale, 'value', ['variant', variantKeys[place] ?? variant.sku, namespace, key], value);
  return list;
}

/** Whether a translation is of a metafield, of the product or of a variant. */
export function isOfMetafield({ of: [kind] = [] }: TranslationPayload): boolean {
  return kind === 'metafield' || kind === 'variant';
}

/** Where in the record the translation of a part stands. */
export function partPath(
  { locale, of = [] }: TranslationPayload,
  variantKeys: readonly RecordKey[],
): { readonly path: string; readonly variant?: string } {
  const [kind, first = '', ...rest] = of;
  const at = `translations.${locale}`;
  switch (kind) {
    case 'option':
      return { path: `${at}.options.${first}` };
    case 'value':
      return { path: `${at}.optionValues.${[first, ...rest].join('.')}` };
    case 'variant':
      return {
        path: `variants.${variantKeys.indexOf(first)}.${at}.metafields.${rest.join('.')}`,
        variant: first,
      };
    default:
      return { path: `${at}.metafields.${[first, ...rest].join('.')}` };
  }
}

/** Translations of options and values that the product does not have. */
export function partTranslationIssues(
  record: ProductRecord,
  options: readonly string[],
  variantKeys: readonly RecordKey[],
): readonly Issue[] {
  const values = (option: string) =>
    record.variants.flatMap(({ options: list = [] }) =>
      list.filter(({ name }) => name === option).map(({ value }) => value),
    );
  return partTranslations(record, variantKeys).flatMap((translation): Issue[] => {
    const [kind, option = '', value = ''] = translation.of ?? [];
    const isUnknown =
      (kind === 'option' && !options.includes(option)) ||
      (kind === 'value' && !values(option).includes(value));
    if (!isUnknown) return [];
    const what = kind === 'option' ? `option “${option}”` : `value “${value}” of the option “${option}”`;
    return [
      {
        code: 'value.unknown_option',
        severity: 'error',
        message: `There is a translation of the ${what}, which the product does not have`,
        hint: usualHints['value.unknown_option'] ?? '',
        ...partPath(translation, variantKeys),
      },
    ];
  });
}
