import type { Attribute, Category, Family, LocalizedText, Product } from '@pim-connector/core';

import { fileCode, fileLocale, fileUnit } from '../codes.ts';

type Values = Product['attributes'];

/** Writes a product as it stands in `products/*.json`, from nothing but its record. */
export function writeProduct(product: Product): unknown {
  const { key: sku, family, categories, attributes, identifiers = [], assets = [], variants } = product;
  const isConfigurable = (product.variesBy ?? []).length > 0;
  const number = identifiers.find(({ scheme }) => scheme === 'mpn')?.value;
  return {
    sku,
    type: isConfigurable ? 'configurable' : 'simple',
    family,
    categories,
    media: assets.find(({ role }) => role === 'main')?.asset,
    ...(isConfigurable && {
      axes: product.variesBy?.map(fileCode),
      variants: variants.map((variant) => ({
        suffix: variant.key.slice(sku.length + 1),
        axis: writeValues(variant.attributes, null),
      })),
    }),
    common: { ...writeValues(attributes, null), ...(number !== undefined && { product_number: number }) },
    cost: writePrices(product, 'cost'),
    prices: writePrices(product, 'list'),
    locales: writeLocales(attributes),
  };
}

/** Writes what `associations.json` says of a product. */
export function writeAssociations({ relations = [], extensions }: Product): unknown {
  const { associations: pairs = {} } = (extensions?.['unopim'] ?? {}) as {
    associations?: Record<string, Record<string, { data?: object; locale_data?: object }>>;
  };
  const links: Record<string, unknown[]> = {};
  for (const { type, target, quantity } of relations) {
    const pair = pairs[type]?.[target.key];
    const data = { ...pair?.data, ...(quantity !== undefined && { quantity }) };
    (links[type] ??= []).push(pair === undefined ? target.key : { sku: target.key, ...pair, data });
  }
  return links;
}

/** Writes an entry of `attributes` in `attributes.json`, or of those lists there that belong to a built-in one. */
export function writeAttribute({ key, labels, group, unique, localizable, options, extensions }: Attribute) {
  return {
    code: fileCode(key),
    labels: writeTexts(labels),
    ...(group !== undefined && { group }),
    ...(unique !== undefined && { is_unique: unique }),
    ...(localizable && { value_per_locale: true }),
    ...(options && {
      options: options.map(({ code, labels: texts, extensions: more }) => ({
        code,
        labels: writeTexts(texts),
        ...own(more),
      })),
    }),
    ...(own(extensions) as { measurement?: unknown }),
  };
}

/** Writes an entry of `families.json`. */
export function writeFamily({ key, labels, extensions }: Family): unknown {
  return { code: key, labels: writeTexts(labels), ...own(extensions) };
}

/** Writes an entry of `tree` in `categories.json`. */
export function writeCategory({ key, parent, labels, attributes = {} }: Category, root: string): unknown {
  const { description, ...fields } = attributes;
  const descriptions = Object.entries(writeLocales(description === undefined ? {} : { description }));
  return {
    code: key,
    parent: parent ?? root,
    names: writeTexts(labels),
    descriptions: phpMap(
      Object.fromEntries(descriptions.map(([locale, values]) => [locale, values['description']])),
    ),
    common: phpMap(writeValues(attributes, null)),
    locale_extra: phpMap(writeLocales(fields)),
  };
}

function writeLocales(attributes: Values): Record<string, Record<string, unknown>> {
  const locales = new Set(
    Object.values(attributes).flatMap(({ values }) => values.flatMap(({ locale }) => locale ?? [])),
  );
  return Object.fromEntries(
    [...locales].map((locale) => [fileLocale(locale), writeValues(attributes, locale)]),
  );
}

function writeValues(attributes: Values, locale: string | null): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([code, { type, values }]) =>
      values
        .filter((value) => value.locale === locale)
        .map(({ data }) => [fileCode(code), type === 'dateTime' ? writeMoment(data) : writeData(data)]),
    ),
  );
}

function writeData(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !('amount' in data && 'unit' in data)) return data;
  return { value: data.amount, unit: fileUnit(String(data.unit)) };
}

function writeMoment(data: unknown): string {
  return String(data).replace('T', ' ').replace('Z', '');
}

function writePrices({ prices = [] }: Product, kind: string): Record<string, number> {
  return Object.fromEntries(
    prices.filter((price) => price.kind === kind).map(({ currency, amount }) => [currency, Number(amount)]),
  );
}

function writeTexts(texts: LocalizedText): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([locale, text]) => [fileLocale(locale), text]));
}

function own(extensions: Attribute['extensions']): object {
  return (extensions?.['unopim'] ?? {}) as object;
}

/** As PHP writes it: an empty map is an empty list. */
function phpMap(map: Record<string, unknown>): unknown {
  return Object.keys(map).length === 0 ? [] : map;
}
