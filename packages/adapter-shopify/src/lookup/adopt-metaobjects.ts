import type { Adopted, RecordKey, Unadopted, UnknownRecord } from '@pim-connector/core';

import { keptFields, ownedFields } from '../plan/metaobject-payload.ts';
import type { MetaobjectRecord } from '../records/metaobject-record.ts';
import type { WriteSession } from '../write/session.ts';
import { existing } from './metaobject-in-the-way.ts';
import { findByNames } from './read-metaobjects.ts';

/**
 * Finds what has the handles of reference records already. By the rule `handle` it becomes the record; without, it is in the
 * way, for a metaobject has no place for our key, and one that is written twice would not say whose it is.
 */
export async function adoptMetaobjects(
  records: readonly UnknownRecord<MetaobjectRecord>[],
  session: Pick<WriteSession, 'client' | 'config' | 'context'>,
): Promise<ReadonlyMap<RecordKey, Adopted | Unadopted>> {
  const found = await findByNames(
    records.map(({ data }) => data),
    session,
  );
  return new Map(
    records.flatMap(({ key, data }, place): [RecordKey, Adopted | Unadopted][] => {
      const node = found[place];
      if (node == null) return [];
      const { id, type, handle } = node;
      if (!session.config.adopt.includes('handle')) return [[key, { id, issues: [existing(data, id)] }]];
      const link = { id, data: keptFields({ ...ownedFields(null), type: data.type, handle }) };
      return [[key, { remote: link, adoption: { by: 'handle', value: `${type} ${handle}` } }]];
    }),
  );
}
