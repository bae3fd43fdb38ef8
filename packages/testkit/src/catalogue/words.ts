import { ConnectorError } from '@pim-connector/core';
import type { Locale, LocalizedText } from '@pim-connector/core';

/** The languages in which the catalogue has texts. */
export const languages = ['en', 'de', 'fr'] as const;

/** See {@link languages}. */
export type Language = (typeof languages)[number];

/** The same in each language. */
export type Words = Readonly<Record<Language, string>>;

/** The same in each language. */
export function words(en: string, de: string, fr: string): Words {
  return { en, de, fr };
}

/**
 * The language of a locale.
 *
 * @throws ConnectorError `config.invalid` for a language in which there are no texts.
 */
export function languageOf(locale: Locale): Language {
  const [code] = locale.split('-');
  const language = languages.find((each) => each === code);
  if (language !== undefined) return language;
  throw new ConnectorError('config.invalid', `The catalogue has no texts in the language of ${locale}`, {
    hint: `It has English, German and French ones: choose locales such as en-GB, de-DE, fr-FR.`,
  });
}

/** Words as labels. */
export function labels(text: Words, locales: readonly Locale[]): LocalizedText {
  return Object.fromEntries(locales.map((locale) => [locale, text[languageOf(locale)]]));
}
