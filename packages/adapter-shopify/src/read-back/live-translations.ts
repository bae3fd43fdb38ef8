import { translationsOfResources } from '../documents/read-part-documents.ts';
import { inPieces } from '../graphql/list-rest.ts';
import type { ReadBackSession } from './read-back-session.ts';

/** Texts of a resource by language, then by Shopify’s key. */
export type LiveTranslations = ReadonlyMap<string, ReadonlyMap<string, string>>;

const idsPerCall = 250;

/** Translations of some resources in some languages, by resource. */
export async function readTranslations(
  ids: readonly string[],
  locales: readonly string[],
  { client, context }: Pick<ReadBackSession, 'client' | 'context'>,
): Promise<ReadonlyMap<string, LiveTranslations>> {
  const found = new Map(ids.map((id) => [id, new Map<string, ReadonlyMap<string, string>>()]));
  for (const locale of locales) {
    for (const piece of inPieces(ids, idsPerCall)) {
      // One after the other: the limit is shared by all.
      // oxlint-disable-next-line no-await-in-loop
      const data = await client.call(translationsOfResources, { ids: piece, locale }, context);
      for (const { resourceId, translations } of data.translatableResourcesByIds.nodes) {
        const texts = translations.flatMap(({ key, value }) =>
          value == null ? [] : [[key, value] as const],
        );
        found.get(resourceId)?.set(locale, new Map(texts));
      }
    }
  }
  return found;
}
