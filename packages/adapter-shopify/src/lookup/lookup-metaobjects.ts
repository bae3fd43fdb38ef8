import type { KnownRecord, LookupRequest, RecordKey, RemoteRecord } from '@pim-connector/core';

import type { MetaobjectNode } from '../documents/read-metaobject-documents.ts';
import { keptFields, ownedFields } from '../plan/metaobject-payload.ts';
import { metaobjectData } from '../read-back/metaobject-data.ts';
import type { MetaobjectRecord } from '../records/metaobject-record.ts';
import type { WriteSession } from '../write/session.ts';
import { findByNames, readMetaobjects } from './read-metaobjects.ts';

/**
 * Finds metaobjects by our link, and those without a link by the handle that the record is to have; and reads them back.
 * Of several records that want one handle, the first that is looked up has it.
 */
export async function lookupMetaobjects(
  { keys, known = new Map<RecordKey, KnownRecord>() }: LookupRequest,
  session: Pick<WriteSession, 'client' | 'context' | 'handles'>,
): Promise<ReadonlyMap<RecordKey, RemoteRecord>> {
  const found = new Map<RecordKey, RemoteRecord>();
  const linked = keys.flatMap((key) => {
    const remote = known.get(key)?.remote;
    return remote == null ? [] : [{ key, remote }];
  });
  const live = await readMetaobjects(
    linked.map(({ remote }) => remote.id),
    session,
  );
  for (const { key, remote } of linked) {
    const node = live.get(remote.id);
    if (node !== undefined) found.set(key, { remote, ...metaobjectData(node, known.get(key)) });
  }
  const unlinked = keys.flatMap((key) => {
    const record = known.get(key);
    const data = record?.remote === null ? (record.desired?.data as MetaobjectRecord | undefined) : undefined;
    return data === undefined || session.handles.claim(data, key) !== null ? [] : [{ key, data }];
  });
  const nodes = await findByNames(
    unlinked.map(({ data }) => data),
    session,
  );
  for (const [place, { key, data }] of unlinked.entries()) {
    const node = nodes[place];
    if (node == null) continue;
    found.set(key, { remote: linkTo(node, data), ...metaobjectData(node, known.get(key)) });
  }
  return found;
}

function linkTo({ id, handle }: MetaobjectNode, { type }: MetaobjectRecord) {
  return { id, data: keptFields({ ...ownedFields(null), type, handle }) };
}
