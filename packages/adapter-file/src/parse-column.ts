import { normalizeLocale } from '@pim-connector/core';

import { measures, unitWords } from './column-conventions.ts';

/** A name of a column, taken apart. */
export interface ColumnName {
  /** What is left of it. */
  readonly base: string;
  readonly locale: string | null;
  readonly scope: string | null;
}

// What is put behind a name: `-x`, `_x`, `.x`, `:x`, ` x`, `(x)`, ` (x)`, `[x]`.
const suffix = (form: string) => String.raw`(?:[-_.:]|\s?[(\[]|\s)(${form})[)\]]?`;

const withLocale = new RegExp(String.raw`^(.+?)${suffix('[a-z]{2}[-_][A-Z]{2}')}(?:[-_.:](.+))?$`);
const withLanguage = new RegExp(`^(.+?)${suffix('[a-z]{2}')}$`);
const withCurrency = new RegExp(`^(.+?)${suffix('[A-Z]{3}')}$`);
const withUnit = new RegExp(`^(.+?)${suffix('[A-Za-z]{1,2}')}$`);

/** Takes locale and scope off a name, as in `name-en_US-ecommerce`. */
export function parseColumn(name: string, scopes: ReadonlySet<string>): ColumnName {
  const [, base, tag, scope = null] = withLocale.exec(name) ?? [];
  const locale = tag === undefined ? null : normalizeLocale(tag);
  if (base !== undefined && locale !== null) return { base, locale, scope };
  const end = [...scopes].find((each) => name.endsWith(`-${each}`));
  if (end === undefined) return { base: name, locale: null, scope: null };
  return { base: name.slice(0, -end.length - 1), locale: null, scope: end };
}

/** Takes a language off a name, as in `name-en`. Two letters are so little that only the name before tells. */
export function parseLanguage(name: string): { readonly base: string; readonly locale: string } | null {
  const [, base, language] = withLanguage.exec(name) ?? [];
  const locale = language === undefined ? null : normalizeLocale(language);
  return base === undefined || locale === null ? null : { base, locale };
}

/** Takes a currency off a name, as in `price-EUR`. */
export function parseCurrency(name: string): { readonly base: string; readonly currency: string } | null {
  const [, base, currency] = withCurrency.exec(name) ?? [];
  if (base === undefined || currency === undefined) return null;
  return Intl.supportedValuesOf('currency').includes(currency) ? { base, currency } : null;
}

/** Takes a unit off the name of a measure, as in `weight-kg`; gives its code of UN/ECE Recommendation 20. */
export function parseUnit(name: string): { readonly base: string; readonly unit: string } | null {
  const [, base, word = ''] = withUnit.exec(name) ?? [];
  if (base === undefined || !measures.includes(base.toLowerCase())) return null;
  const unit = Object.hasOwn(unitWords, word.toLowerCase()) ? unitWords[word.toLowerCase()] : undefined;
  return unit === undefined ? null : { base, unit };
}

/** The scopes that names with locale and scope show. */
export function scopesOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => withLocale.exec(name)?.[3]).filter((scope) => scope !== undefined));
}
