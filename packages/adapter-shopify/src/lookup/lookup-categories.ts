import type { KnownRecord, LookupRequest, RecordKey, RemoteRecord } from '@pim-connector/core';

import { appNamespace, identityKey, liveMetafieldName, metafieldName } from '../plan/metafield-inputs.ts';
import { collectionData, parentOf } from '../read-back/collection-data.ts';
import { readLiveCollections } from '../read-back/live-collection.ts';
import { findNamed } from '../read-back/named-metaobjects.ts';
import type { CategoryRecord } from '../records/category-record.ts';
import { findCollectionByKey } from '../write/identity.ts';
import type { LookupSession } from './lookup-products.ts';

const identityName = metafieldName({ namespace: appNamespace, key: identityKey });

/**
 * Finds collections by our link, else by our key, and reads them back. Fresh: it asks for the one value of a metafield,
 * not the search index.
 */
export async function lookupCategories(
  { keys, known = new Map<RecordKey, KnownRecord>() }: LookupRequest,
  session: LookupSession,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const { client, config, context } = session;
  const records = keys.flatMap((key) => (known.get(key)?.desired?.data as CategoryRecord | undefined) ?? []);
  const ids = new Map(
    keys.flatMap((key): [RecordKey, string][] => {
      const id = known.get(key)?.remote?.id;
      return id === undefined ? [] : [[key, id]];
    }),
  );
  const live = new Map(await readLiveCollections([...ids.values()], records, session));
  // A link may be missing, or lead to a collection that is gone and was made anew since.
  const found: string[] = [];
  for (const key of keys) {
    if (live.has(ids.get(key) ?? '')) continue;
    // oxlint-disable-next-line no-await-in-loop
    const remote = await findCollectionByKey(key, client, context);
    if (remote === null) continue;
    ids.set(key, remote.id);
    found.push(remote.id);
  }
  for (const [id, collection] of await readLiveCollections(found, records, session)) live.set(id, collection);
  const unsaid = keys.filter((key) => known.get(key)?.desired === undefined);
  const parents = unsaid.flatMap((key) => {
    const collection = live.get(ids.get(key) ?? '');
    return collection === undefined ? [] : (parentOf(collection) ?? []);
  });
  const parentKeys = await keysOf([...new Set(parents)], session);
  const metaobjects = await findNamed(
    records.map(({ metafields }) => metafields),
    session,
  );
  return new Map(
    keys.flatMap((key): [RecordKey, RemoteRecord][] => {
      const collection = live.get(ids.get(key) ?? '');
      if (collection === undefined) return [];
      const of = known.get(key);
      const { id } = collection;
      const remote = of?.remote?.id === id ? of.remote : { id };
      const { ownership } = config;
      const data = collectionData(collection, { known: of, ownership, keys: parentKeys, metaobjects });
      return [[key, { remote, ...data }]];
    }),
  );
}

/** Keys of the categories that some collections are, by id. */
async function keysOf(
  ids: readonly string[],
  session: LookupSession,
): Promise<ReadonlyMap<string, RecordKey>> {
  const collections = await readLiveCollections(ids, [], session);
  return new Map(
    [...collections].flatMap(([id, { metafields }]) => {
      const own = metafields.find((metafield) => liveMetafieldName(metafield) === identityName);
      return own === undefined ? [] : [[id, own.value] as const];
    }),
  );
}
