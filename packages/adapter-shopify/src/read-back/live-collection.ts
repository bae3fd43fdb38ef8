import { collectionOf, collectionsByIds } from '../documents/read-collection-documents.ts';
import type { CollectionFields } from '../documents/read-collection-documents.ts';
import type { MetafieldNode } from '../documents/read-nodes.ts';
import { inPieces } from '../graphql/list-rest.ts';
import type { CategoryRecord } from '../records/category-record.ts';
import { allMetafields } from '../source/whole-products.ts';
import type { NamedThing } from '../write/shop-facts.ts';
import { readPublications } from './live-publications.ts';
import { readTranslations } from './live-translations.ts';
import type { LiveTranslations } from './live-translations.ts';
import type { ReadBackSession } from './read-back-session.ts';

/** A collection as it is in the shop. Parts that were not asked for are `null`. */
export interface LiveCollection extends Omit<CollectionFields, 'metafields'> {
  readonly metafields: readonly MetafieldNode[];
  /** Those that show it, or will. */
  readonly publications: readonly NamedThing[] | null;
  readonly translations: LiveTranslations | null;
}

// A description may have some ten thousand signs.
const collectionsPerCall = 50;

/**
 * Reads collections by id, with the parts that the records speak of; those that are gone are left out.
 *
 * @param records how they should be; none: nobody says.
 */
export async function readLiveCollections(
  ids: readonly string[],
  records: readonly CategoryRecord[],
  session: ReadBackSession,
): Promise<ReadonlyMap<string, LiveCollection>> {
  const { client, context } = session;
  const isPublished = records.some(({ publications }) => publications !== undefined);
  const locales = [...new Set(records.flatMap(({ translations = {} }) => Object.keys(translations)))];
  const found = new Map<string, LiveCollection>();
  for (const piece of inPieces(ids, collectionsPerCall)) {
    // One after the other: the limit is shared by all.
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(collectionsByIds, { ids: piece }, context);
    const collections = nodes.flatMap((node) => collectionOf(node) ?? []);
    const there = collections.map(({ id }) => id);
    // oxlint-disable-next-line no-await-in-loop
    const publications = isPublished && there.length > 0 ? await readPublications(there, session) : null;
    const translations =
      locales.length > 0 && there.length > 0
        ? // oxlint-disable-next-line no-await-in-loop
          await readTranslations(there, locales, session)
        : null;
    for (const collection of collections)
      found.set(collection.id, {
        ...collection,
        // oxlint-disable-next-line no-await-in-loop
        metafields: await allMetafields(collection, session),
        publications: publications?.get(collection.id) ?? null,
        translations: translations?.get(collection.id) ?? null,
      });
  }
  return found;
}
