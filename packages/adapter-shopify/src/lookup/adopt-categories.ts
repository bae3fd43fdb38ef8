import type { Adopted, RecordKey, Unadopted, UnknownRecord } from '@pim-connector/core';

import { collectionByIdentifier } from '../documents/collection-documents.ts';
import type { CategoryRecord } from '../records/category-record.ts';
import { findCollectionByKey } from '../write/identity.ts';
import type { WriteSession } from '../write/session.ts';
import { taken } from './adoption-issues.ts';

/** Finds the collections of the shop that become categories: those that carry the key, else those with the handle. */
export async function adoptCategories(
  records: readonly UnknownRecord<CategoryRecord>[],
  { client, context }: Pick<WriteSession, 'client' | 'context'>,
): Promise<ReadonlyMap<RecordKey, Adopted | Unadopted>> {
  const answers = new Map<RecordKey, Adopted | Unadopted>();
  for (const { key, data } of records) {
    // oxlint-disable-next-line no-await-in-loop
    const known = await findCollectionByKey(key, client, context);
    if (known !== null) {
      answers.set(key, { remote: known });
      continue;
    }
    if (data.handle === undefined) continue;
    const identifier = { handle: data.handle };
    // oxlint-disable-next-line no-await-in-loop
    const found = (await client.call(collectionByIdentifier, { identifier }, context)).collectionByIdentifier;
    if (found == null) continue;
    const adoption = { by: 'handle', value: data.handle };
    const { id, appKey } = found;
    answers.set(
      key,
      appKey == null
        ? { remote: { id }, adoption }
        : { issues: [taken(adoption, found, appKey.value, 'handle')] },
    );
  }
  return answers;
}
