import type { KnownRecord, LookupRequest, RecordKey, RemoteRecord } from '@pim-connector/core';

import { filesByIds, filesByNames } from '../documents/read-back-documents.ts';
import { inPieces } from '../graphql/list-rest.ts';
import { fileName } from '../plan/plan-asset.ts';
import type { ReadBackSession } from '../read-back/live-product.ts';
import { sameText } from '../read-back/same-value.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import { assetKey } from '../source/record-keys.ts';
import { keysPerSearch, searchTerm } from '../source/search-by-keys.ts';

const idsPerCall = 250;

interface LiveFile {
  readonly id?: string | undefined;
  readonly alt?: string | null | undefined;
  readonly fileStatus?: string | undefined;
}

/**
 * Reads pictures back: whether they are there and processed, and what they show. From which address a picture came is
 * not told by the shop.
 */
export async function lookupAssets(
  { keys, known = new Map<RecordKey, KnownRecord>() }: LookupRequest,
  session: ReadBackSession,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const files = new Map(await filesByLinks(keys, known, session));
  const lost = keys.filter((key) => !files.has(key));
  for (const [key, file] of await filesByTheirNames(lost, known, session)) files.set(key, file);
  return new Map(
    [...files].flatMap(([key, { id, alt, fileStatus }]): [RecordKey, RemoteRecord][] => {
      if (id === undefined || fileStatus === 'FAILED') return [];
      const wanted = known.get(key)?.desired?.data as ShopifyRecords['asset'] | undefined;
      const data = {
        alt: wanted !== undefined && sameText(alt, wanted.alt) ? (wanted.alt ?? null) : (alt ?? null),
      };
      return [[key, { remote: { id }, data, unreadable: ['url', 'mediaType', 'altTranslations'] }]];
    }),
  );
}

async function filesByLinks(
  keys: readonly RecordKey[],
  known: ReadonlyMap<RecordKey, KnownRecord>,
  { client, context }: ReadBackSession,
): Promise<ReadonlyMap<RecordKey, LiveFile>> {
  const found = new Map<RecordKey, LiveFile>();
  const linked = keys.flatMap((key) => {
    const id = known.get(key)?.remote?.id;
    return id === undefined ? [] : [{ key, id }];
  });
  for (const piece of inPieces(linked, idsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(filesByIds, { ids: piece.map(({ id }) => id) }, context);
    const byId = new Map(nodes.flatMap((node) => (node?.id === undefined ? [] : [[node.id, node] as const])));
    for (const { key, id } of piece) {
      const file = byId.get(id);
      if (file !== undefined) found.set(key, file);
    }
  }
  return found;
}

/** What nobody remembers is found by the name that it was given. */
async function filesByTheirNames(
  keys: readonly RecordKey[],
  known: ReadonlyMap<RecordKey, KnownRecord>,
  { client, context }: ReadBackSession,
): Promise<ReadonlyMap<RecordKey, LiveFile>> {
  const found = new Map<RecordKey, LiveFile>();
  const names = new Map(
    keys.flatMap((key) => {
      const wanted = known.get(key)?.desired?.data as ShopifyRecords['asset'] | undefined;
      return wanted === undefined ? [] : [[fileName(key, wanted), key] as const];
    }),
  );
  for (const piece of inPieces([...names.keys()], keysPerSearch)) {
    const query = piece.map((name) => searchTerm('filename', name)).join(' OR ');
    // oxlint-disable-next-line no-await-in-loop
    const { files } = await client.call(filesByNames, { query }, context);
    for (const file of files.nodes) {
      const key = names.get(assetKey(file) ?? '');
      if (key !== undefined) found.set(key, file);
    }
  }
  return found;
}
