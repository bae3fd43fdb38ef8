import { translationsRegister, translationsRemove } from '../documents/channel-documents.ts';
import type { TranslationPayload } from '../plan/part-translations.ts';
import { partCall } from './part-call.ts';
import type { Answer, PartCall } from './part-call.ts';
import { chunks } from './product-parts.ts';
import type { Locate, RecordPlace } from './refusal.ts';
import type { WriteSession } from './session.ts';

/** Where in our record a translation stands. */
export type PlaceOfTranslation = (translation: TranslationPayload) => RecordPlace;

/** Told which translations are in the shop by now, also if others are refused. */
export type NoteTranslations = (stored: readonly TranslationPayload[]) => void;

/** A call that registers translations. */
export interface RegisterCall extends PartCall<Answer> {
  readonly list: readonly TranslationPayload[];
}

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
): readonly RegisterCall[] {
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
    return { ...partCall(translationsRegister, { resourceId, translations }, locate), list: some };
  });
}

/** Carries calls out, one after the other. Good translations are stored although others of the same call are refused. */
export async function registerAll(
  calls: readonly RegisterCall[],
  session: WriteSession,
  note: NoteTranslations,
): Promise<void> {
  for (const call of calls) {
    // oxlint-disable-next-line no-await-in-loop
    const data = await call.send(session);
    const userErrors = data[call.operation.field]?.userErrors ?? [];
    const refused = new Set(userErrors.map(({ field }) => Number(field?.[1])));
    // An error that is about no single one is about all of them.
    if (!refused.has(Number.NaN)) note(call.list.filter((_translation, place) => !refused.has(place)));
    call.assertDone(data, session.client.errors);
  }
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
