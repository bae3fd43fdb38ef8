import { isConnectorError } from '@pim-connector/core';
import type { RecordKey } from '@pim-connector/core';

import { findProducts, keysPerCall } from '../documents/read-back-documents.ts';
import { inPieces } from '../graphql/list-rest.ts';
import type { ReadBackSession } from '../read-back/read-back-session.ts';
import { customId } from '../write/identity.ts';

/** Ids of products by our keys. Fresh: it asks for the one value of a metafield, not the search index. */
export async function findByKeys(
  keys: readonly RecordKey[],
  { client, context }: Pick<ReadBackSession, 'client' | 'context'>,
): Promise<ReadonlyMap<RecordKey, string>> {
  const found = new Map<RecordKey, string>();
  for (const piece of inPieces(keys, keysPerCall)) {
    const padded = Array.from({ length: keysPerCall }, (_, place) => piece[place] ?? piece.at(-1) ?? '');
    const variables = Object.fromEntries(padded.map((key, place) => [`i${place}`, customId(key)]));
    try {
      // One after the other: the limit is shared by all.
      // oxlint-disable-next-line no-await-in-loop
      const products = await client.call(findProducts, variables, context);
      for (const [place, key] of piece.entries()) {
        const id = products[`p${place}`]?.id;
        if (id !== undefined) found.set(key, id);
      }
    } catch (error) {
      // Without the definition no product can have a key.
      if (isConnectorError(error, 'resource.missing')) return found;
      throw error;
    }
  }
  return found;
}
