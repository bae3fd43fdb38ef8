import { translationKeys } from '../plan/product-fields.ts';
import type { ProductRecord } from '../records/product-record.ts';
import type { Owned } from '../records/remote-data.ts';
import type { LiveProduct } from './live-product.ts';
import { sameHandle, sameHtml, sameText } from './same-value.ts';

/** Translations of the texts of a product in the words of the record, and paths of what is not told. */
export function translationData(live: LiveProduct, wanted: ProductRecord | undefined, owned: Owned) {
  const { translations } = live;
  if (translations === null || wanted?.translations === undefined) return null;
  const sources: Readonly<Record<string, string | null | undefined>> = {
    title: live.title,
    body_html: live.descriptionHtml,
    handle: live.handle,
    product_type: live.productType,
    meta_title: live.seo.title,
    meta_description: live.seo.description,
  };
  const data = Object.fromEntries(
    Object.entries(wanted.translations).map(([locale, given]) => [
      locale,
      Object.fromEntries(
        textsOf(given).map(([name, text]) => {
          const key = translationKeys[name];
          // What is empty in the primary language cannot be translated.
          if ((sources[key] ?? '') === '') return [name, text];
          const there = translations.get(locale)?.get(key) ?? null;
          const same = key === 'body_html' ? sameHtml : key === 'handle' ? sameHandle : sameText;
          return [name, same(there, text) ? text : there];
        }),
      ),
    ]),
  );
  const said = new Set(
    Object.entries(wanted.translations).flatMap(([locale, given]) =>
      textsOf(given).map(([name]) => `${locale} ${translationKeys[name]}`),
    ),
  );
  const leftOver = owned.translations.filter((name) => {
    const [locale = '', key = ''] = name.split(' ');
    return !said.has(name) && translations.get(locale)?.has(key) === true;
  });
  return {
    data,
    unreadable: [
      ...leftOver.map((name) => `translations.${name.replace(' ', '.')}`),
      // Those of parts of the product are looked at when they are written.
      ...Object.keys(wanted.translations).flatMap((locale) =>
        ['options', 'optionValues', 'metafields'].map((part) => `translations.${locale}.${part}`),
      ),
    ],
  };
}

type Texts = NonNullable<ProductRecord['translations']>[string];

/** The texts of the product itself, by our names. */
function textsOf(given: Texts) {
  return (Object.keys(translationKeys) as (keyof typeof translationKeys)[]).flatMap((name) => {
    const text = given[name];
    return text === undefined ? [] : [[name, text] as const];
  });
}
