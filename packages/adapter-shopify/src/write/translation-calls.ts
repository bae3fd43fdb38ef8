import { translationsRegister, translationsRemove } from '../documents/channel-documents.ts';
import type { UserError } from '../documents/user-errors.ts';
import type { TranslationPayload } from '../plan/part-translations.ts';
import { partCall } from './part-call.ts';
import type { PartCall } from './part-call.ts';
import { chunks } from './product-parts.ts';
import type { Locate, RecordPlace } from './refusal.ts';

/** Where in our record a translation stands. */
export type PlaceOfTranslation = (translation: TranslationPayload) => RecordPlace;

/** Most translations that one call takes. Source: answers of real shops. */
const translationsPerCall = 100;

/**
 * Registers translations of one resource.
 *
 * @param digests of the source texts as they are now, by key.
 */
export function registerCalls(
  resourceId: string,
  list: readonly TranslationPayload[],
  digests: ReadonlyMap<string, string | null | undefined>,
  placeOf: PlaceOfTranslation,
): readonly PartCall[] {
  return chunks(list, translationsPerCall).map((some) => {
    const translations = some.map(({ locale, key, value }) => ({
      locale,
      key,
      value,
      translatableContentDigest: digests.get(key),
    }));
    const locate: Locate = (field) => {
      const translation = some[Number(field[1])] ?? (some.length === 1 ? some[0] : undefined);
      return translation === undefined ? { path: 'translations' } : placeOf(translation);
    };
    // Good ones are stored although others are refused.
    const despite = (errors: readonly UserError[]) => {
      const refused = new Set(errors.map(({ field }) => Number(field?.[1])));
      // An error that is about no single one is about all of them.
      return refused.has(Number.NaN)
        ? {}
        : { translations: some.filter((_each, index) => !refused.has(index)) };
    };
    const variables = { resourceId, translations };
    return partCall(translationsRegister, variables, locate, { translations: some }, despite);
  });
}

/** Takes translations of one resource away. */
export function removalCalls(
  resourceId: string,
  gone: readonly TranslationPayload[],
  placeOf: PlaceOfTranslation,
): readonly PartCall[] {
  return [...Map.groupBy(gone, (each) => each.locale)].map(([locale, some]) => {
    const variables = { resourceId, translationKeys: some.map(({ key }) => key), locales: [locale] };
    const locate: Locate = (field) => {
      const translation = some[Number(field[1])] ?? some[0];
      return translation === undefined ? { path: 'translations' } : placeOf(translation);
    };
    return partCall(translationsRemove, variables, locate);
  });
}
