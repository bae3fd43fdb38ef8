import type { RecordKey, RemoteRecord } from '@pim-connector/core';

import { findCollectionByKey } from '../write/identity.ts';
import type { LookupSession } from './lookup-products.ts';

/** Finds collections by our key: fresh, for it asks for the one value of a metafield, not the search index. */
export async function lookupCategories(
  keys: readonly RecordKey[],
  { client, context }: LookupSession,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const found = new Map<RecordKey, RemoteRecord>();
  for (const key of keys) {
    // oxlint-disable-next-line no-await-in-loop
    const remote = await findCollectionByKey(key, client, context);
    if (remote !== null) found.set(key, { remote });
  }
  return found;
}
