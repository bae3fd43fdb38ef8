import { translatableContent } from '../documents/channel-documents.ts';
import { inPieces } from '../graphql/list-rest.ts';
import { itemsPerCall } from './product-parts.ts';
import type { WriteSession } from './session.ts';

/** Digests of the texts of a resource that are not empty, by key. */
export type Digests = ReadonlyMap<string, string>;

/**
 * Reads what translations have to be registered against: digests of the texts as they are now. They are never made up
 * from what was written, for Shopify keeps texts in forms of its own.
 *
 * @returns by resource; what is not there is left out.
 */
export async function readDigests(
  ids: readonly string[],
  { client, context }: Pick<WriteSession, 'client' | 'context'>,
): Promise<ReadonlyMap<string, Digests>> {
  const found = new Map<string, Digests>();
  for (const piece of inPieces(ids, itemsPerCall)) {
    const variables = { ids: piece, first: piece.length };
    // One after the other: the limit is shared by all.
    // oxlint-disable-next-line no-await-in-loop
    const { translatableResourcesByIds } = await client.call(translatableContent, variables, context);
    for (const { resourceId, translatableContent: texts } of translatableResourcesByIds.nodes)
      found.set(
        resourceId,
        new Map(texts.flatMap(({ key, digest }) => (digest == null ? [] : [[key, digest]]))),
      );
  }
  return found;
}
