import type { DatabaseSync } from 'node:sqlite';

import type { Link, LinkEntity, RecordKey, RemoteReference, StoreDelta } from '@pim-connector/core';

import type { NameTable } from './name-table.ts';
import { parseStored } from './stored-json.ts';

/**
 * The keys of the links that lead to some ids of an account and an entity. Left to itself, SQLite would go through all links
 * of the entity, because they are in the order that is asked for.
 */
export const selectHolders = `
  SELECT links.key, wanted.value AS id FROM json_each(?) AS wanted
  CROSS JOIN links INDEXED BY links_remote
  ON links.account = ? AND links.entity = ? AND links.remote_id = wanted.value
  ORDER BY links.key DESC`;

/** Which record of ours is which record of theirs. */
export function linkTable(database: DatabaseSync, names: NameTable) {
  // CROSS JOIN fixes the order: for each wanted key one step down the tree.
  const select = database.prepare(
    `SELECT links.key, links.remote FROM json_each(?) AS wanted
     CROSS JOIN links ON links.account = ? AND links.entity = ? AND links.key = wanted.value`,
  );
  const holders = database.prepare(selectHolders);
  const upsert = database.prepare(
    `INSERT INTO links (account, entity, key, remote)
     SELECT ?, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE true
     ON CONFLICT (account, entity, key) DO UPDATE SET remote = excluded.remote
     WHERE links.remote IS NOT excluded.remote`,
  );
  const remove = database.prepare(
    `DELETE FROM links WHERE account = ?
     AND (entity, key) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
  );
  const removeLeading = database.prepare(
    `DELETE FROM links WHERE account = ? AND entity = ? AND key = ? AND remote_id = ?`,
  );

  return {
    find(account: string, entity: LinkEntity, keys: readonly RecordKey[]): Map<RecordKey, Link> {
      const found = new Map<RecordKey, Link>();
      const [accountId, entityId] = [names.find(account), names.find(entity)];
      if (accountId === undefined || entityId === undefined) return found;
      const rows = select.all(JSON.stringify(keys), accountId, entityId) as { key: string; remote: string }[];
      for (const { key, remote } of rows) {
        found.set(key, { entity, key, remote: parseStored(remote, 'links', key) as RemoteReference });
      }
      return found;
    },
    holders(account: string, entity: LinkEntity, ids: readonly string[]): Map<string, RecordKey> {
      const [accountId, entityId] = [names.find(account), names.find(entity)];
      if (accountId === undefined || entityId === undefined || ids.length === 0) return new Map();
      const rows = holders.all(JSON.stringify(ids), accountId, entityId) as {
        key: string;
        id: string;
      }[];
      return new Map(rows.map(({ key, id }) => [id, key]));
    },
    change(links: NonNullable<StoreDelta['links']>): void {
      const account = names.intern(links.account);
      if (links.set !== undefined && links.set.length > 0) {
        const rows = links.set.map(({ entity, key, remote }) => [
          names.intern(entity),
          key,
          JSON.stringify(remote),
        ]);
        upsert.run(account, JSON.stringify(rows));
      }
      if (links.remove !== undefined && links.remove.length > 0) {
        const rows = links.remove.flatMap(({ entity, key, id }) =>
          id === undefined ? [[names.intern(entity), key]] : [],
        );
        if (rows.length > 0) remove.run(account, JSON.stringify(rows));
        for (const { entity, key, id } of links.remove)
          if (id !== undefined) removeLeading.run(account, names.intern(entity), key, id);
      }
    },
  };
}
