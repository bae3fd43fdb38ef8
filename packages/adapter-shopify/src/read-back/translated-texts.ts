import { translationKeys } from '../plan/product-fields.ts';
import type { LiveTranslations } from './live-translations.ts';
import { sameHandle, sameHtml, sameText } from './same-value.ts';

/** Texts of a product or a collection by our names. */
type Texts = { readonly [Name in keyof typeof translationKeys]?: string | null | undefined };

/**
 * Translations of the texts of a product or a collection in the words of the record; only those that it speaks of.
 *
 * @param sources the texts in the primary language.
 */
export function translatedTexts(
  live: LiveTranslations,
  wanted: Readonly<Record<string, Texts>>,
  sources: Texts,
): Readonly<Record<string, Texts>> {
  return Object.fromEntries(
    Object.entries(wanted).map(([locale, given]) => [
      locale,
      Object.fromEntries(
        namesIn(given).map((name) => {
          // What is empty in the primary language cannot be translated.
          if ((sources[name] ?? '') === '') return [name, given[name]];
          const there = live.get(locale)?.get(translationKeys[name]) ?? null;
          return [name, sameAs(name)(there, given[name]) ? given[name] : there];
        }),
      ),
    ]),
  );
}

/** Paths of translations that we wrote, that are there, and of which the record says nothing any more. */
export function leftOverTranslations(
  live: LiveTranslations | null,
  wanted: Readonly<Record<string, Texts>> = {},
  ours: readonly string[] = [],
): readonly string[] {
  const said = new Set(
    Object.entries(wanted).flatMap(([locale, given]) =>
      namesIn(given).map((name) => `${locale} ${translationKeys[name]}`),
    ),
  );
  return ours.flatMap((name) => {
    const [locale = '', key = ''] = name.split(' ');
    const isLeft = !said.has(name) && live?.get(locale)?.has(key) === true;
    return isLeft ? [`translations.${locale}.${key}`] : [];
  });
}

function sameAs(name: keyof Texts) {
  if (name === 'descriptionHtml') return sameHtml;
  return name === 'handle' ? sameHandle : sameText;
}

function namesIn(given: Texts): readonly (keyof Texts)[] {
  return (Object.keys(translationKeys) as (keyof Texts)[]).filter((name) => given[name] !== undefined);
}
