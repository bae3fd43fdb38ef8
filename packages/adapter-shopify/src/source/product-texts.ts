import type { Attributes, AttributeValues, Locale } from '@pim-connector/core';

/** A text attribute that depends on no language; none for an empty text. */
export function textAttribute(code: string, text: string | null | undefined): Attributes {
  if (text == null || text === '') return {};
  return { [code]: { type: 'text', values: [{ locale: null, scope: null, data: text }] } };
}

/** A text attribute in the language of the shop and its translations; none if there is no text at all. */
export function localizedAttribute(
  code: string,
  type: 'text' | 'richText',
  text: string | null | undefined,
  primary: Locale,
  translations: readonly { readonly locale: Locale; readonly text: string }[],
): Attributes {
  const own = text == null || text === '' ? [] : [{ locale: primary, text }];
  const values = [...own, ...translations].map(({ locale, text: data }) => ({ locale, scope: null, data }));
  return values.length === 0 ? {} : { [code]: { type, values } satisfies AttributeValues };
}
