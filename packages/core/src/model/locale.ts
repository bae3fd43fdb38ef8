import { z } from 'zod';

import { recordOf } from './record-of.ts';
import { propertyNameSchema, textSchema } from './text.ts';

// BCP 47 leaves room for languages of five to eight letters, of which none was ever registered; `default` or
// `german` is somebody's word, not a language.
const languageForm = /^[a-z]{2,3}(?:-|$)/;

/**
 * Brings a language tag to BCP 47 in its usual form: `en_us` → `en-US`, `zh_hans_cn` → `zh-Hans-CN`, and the
 * codes of today for withdrawn ones (`iw` → `he`, `UK` → `GB`). Returns `null` for what is no language tag.
 */
export function normalizeLocale(tag: string): string | null {
  try {
    const [locale = ''] = Intl.getCanonicalLocales(tag.replaceAll('_', '-'));
    return languageForm.test(locale) ? locale : null;
  } catch {
    return null;
  }
}

// Asking Intl takes microseconds, so tags of the commonest form are known by it, save those with withdrawn codes.
const knownGood =
  /^(?!bh|in|iw|ji|jw|mo|sh|tl|tw)[a-z]{2}-(?!AN|BU|CS|CT|DD|DY|FQ|FX|HV|JT|MI|NH|NQ|NT|PC|PU|PZ|QU|RH|SU|TP|UK|VD|WK|YD|YU|ZR)[A-Z]{2}$/;

/** BCP 47 language tag in its usual form, such as `de-DE`; see {@link normalizeLocale}. */
export const localeSchema = z.string().refine((tag) => knownGood.test(tag) || normalizeLocale(tag) === tag, {
  message: 'is not a BCP 47 language tag in its usual letter case, such as “de-DE”',
});

/** BCP 47 language tag. */
export type Locale = z.infer<typeof localeSchema>;

/** Channel, market or marketplace that a value, price or publication is meant for. */
export const scopeSchema = propertyNameSchema;

/** See {@link scopeSchema}. */
export type Scope = z.infer<typeof scopeSchema>;

/** One text per locale. */
export const localizedTextSchema = recordOf(localeSchema, textSchema);

/** One text per locale. */
export type LocalizedText = z.infer<typeof localizedTextSchema>;
