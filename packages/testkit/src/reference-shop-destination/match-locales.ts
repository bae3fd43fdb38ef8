import { ConnectorError } from '@pim-connector/core';
import type { Locale } from '@pim-connector/core';

/** Locales of the shop, the primary one first, each with the locales of the source to try for it. */
export type LocaleTable = Readonly<Record<Locale, Locale[]>>;

/**
 * Finds for each locale of the shop those of the source that can stand in for it: the same one first, then those of
 * the same language. A locale of the shop without any is left out; its texts stay as they are.
 *
 * @param shop locales of the shop, the primary one first.
 * @param source locales of the source; none: its texts do not depend on a locale.
 * @throws ConnectorError `config.invalid` if there is none for the shop’s primary locale.
 */
export function matchLocales(shop: readonly Locale[], source: readonly Locale[]): LocaleTable {
  const [primary = 'en'] = shop;
  if (source.length === 0) return { [primary]: [primary] };
  const matches = shop.map((locale) => [locale, standIns(locale, source)] as const);
  if (matches[0]?.[1].length === 0) {
    throw new ConnectorError(
      'config.invalid',
      `The source has no texts for ${primary}, the primary language of the shop; it has ${source.join(', ')}`,
      { hint: 'Give a mapping whose “locales” say which texts to take.' },
    );
  }
  return Object.fromEntries(matches.filter(([, locales]) => locales.length > 0));
}

function standIns(locale: Locale, source: readonly Locale[]): Locale[] {
  const language = languageOf(locale);
  const sameLanguage = source.filter((other) => other !== locale && languageOf(other) === language);
  return [...source.filter((other) => other === locale), ...sameLanguage];
}

function languageOf(locale: Locale): string {
  return locale.split('-', 1)[0] ?? locale;
}
