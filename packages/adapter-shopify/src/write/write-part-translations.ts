import type { RecordKey } from '@pim-connector/core';

import { translatableContents } from '../documents/translation-documents.ts';
import { partPath } from '../plan/part-translations.ts';
import type { TranslationPayload } from '../plan/part-translations.ts';
import { findParts, partName } from './find-parts.ts';
import { carryOutAll } from './part-call.ts';
import { chunks, itemsPerCall } from './product-parts.ts';
import { Refusal, notThere } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { registerAll, registerCalls, removalCalls } from './translation-calls.ts';
import type { NoteTranslations, PlaceOfTranslation } from './translation-calls.ts';

/** A translation with the resource that it is of. */
interface PartTranslation {
  readonly resource: string;
  readonly translation: TranslationPayload;
}

/**
 * Writes translations of options, their values and metafields, each a resource of its own: what is there already, and
 * not outdated, is not sent. A text that the product does not have cannot be translated and is left out.
 *
 * @param list those without a value are taken away.
 * @param variants ids of variants by our keys, in the order of the record.
 */
export async function writePartTranslations(
  id: string,
  list: readonly TranslationPayload[],
  variants: ReadonlyMap<RecordKey, string>,
  session: WriteSession,
  note: NoteTranslations,
): Promise<void> {
  if (list.length === 0) return;
  const resources = (await findParts([{ id, list, variants }], session)).get(id);
  if (resources === undefined) throw notThere(id);
  const known = list.flatMap((translation): PartTranslation[] => {
    const resource = resources.get(partName(translation.of));
    return resource === undefined ? [] : [{ resource, translation }];
  });
  const keys = [...variants.keys()];
  const placeOf = (translation: TranslationPayload) => partPath(translation, keys);
  for (const [locale, some] of Map.groupBy(known, ({ translation }) => translation.locale)) {
    // oxlint-disable-next-line no-await-in-loop
    await writeLanguage(locale, some, placeOf, session, note).catch(async (error: unknown) => {
      // A text changed between the reading of its digest and the writing: once more, with what is there now.
      if (!(error instanceof Refusal) || !error.has('stale')) throw error;
      await writeLanguage(locale, some, placeOf, session, note);
    });
  }
}

/** Writes what an image shows in other languages. */
export async function writeAltTranslations(
  id: string,
  alts: Readonly<Record<string, string | null>>,
  session: WriteSession,
  note: NoteTranslations,
): Promise<void> {
  for (const [locale, alt] of Object.entries(alts)) {
    const translation = { locale, key: 'alt', value: alt === '' ? null : alt };
    const place = () => ({ path: `altTranslations.${locale}` });
    // oxlint-disable-next-line no-await-in-loop
    await writeLanguage(locale, [{ resource: id, translation }], place, session, note);
  }
}

async function writeLanguage(
  locale: string,
  some: readonly PartTranslation[],
  placeOf: PlaceOfTranslation,
  session: WriteSession,
  note: NoteTranslations,
): Promise<void> {
  const { client, context } = session;
  const byResource = Map.groupBy(some, ({ resource }) => resource);
  for (const ids of chunks([...byResource.keys()], itemsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    const { translatableResourcesByIds } = await client.call(translatableContents, { ids, locale }, context);
    for (const { resourceId, translatableContent, translations } of translatableResourcesByIds.nodes) {
      const wanted = (byResource.get(resourceId) ?? []).map(({ translation }) => translation);
      const there = new Map(translations.map((each) => [each.key, each]));
      const digests = new Map(translatableContent.map(({ key, digest }) => [key, digest]));
      const gone = wanted.filter(({ key, value }) => value === null && there.has(key));
      const sent = wanted.filter(({ key, value }) => {
        const now = there.get(key);
        const isThere = now?.value === value && !now.outdated;
        return value !== null && digests.get(key) != null && !isThere;
      });
      // oxlint-disable-next-line no-await-in-loop
      await carryOutAll(removalCalls(resourceId, gone, placeOf), session);
      // oxlint-disable-next-line no-await-in-loop
      await registerAll(registerCalls(resourceId, sent, digests, placeOf), session, note);
    }
  }
}
