import type { DatabaseSync } from 'node:sqlite';

import type { Entity, Intent, RecordKey, StoreDelta } from '@pim-connector/core';

import type { NameTable } from './name-table.ts';

interface IntentRow {
  readonly key: string;
  readonly pipeline: string;
  readonly run: string;
  readonly at: string;
}

/** Which creates were announced, by account and record. */
export function intentTable(database: DatabaseSync, names: NameTable) {
  // CROSS JOIN fixes the order: for each wanted key one step down the tree.
  const select = database.prepare(
    `SELECT intents.key, names.name AS pipeline, intents.run, intents.at FROM json_each(?) AS wanted
     CROSS JOIN intents ON intents.account = ? AND intents.entity = ? AND intents.key = wanted.value
     CROSS JOIN names ON names.id = intents.pipeline`,
  );
  const upsert = database.prepare(
    `INSERT INTO intents (account, entity, key, pipeline, run, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (account, entity, key) DO UPDATE
     SET pipeline = excluded.pipeline, run = excluded.run, at = excluded.at`,
  );
  const renew = database.prepare(
    'UPDATE intents SET run = ?, at = ? WHERE account = ? AND entity = ? AND key = ? AND pipeline = ?',
  );
  const remove = database.prepare(
    'DELETE FROM intents WHERE account = ? AND entity = ? AND key = ? AND pipeline = ? AND at = ?',
  );

  return {
    find(account: string, entity: Entity, keys: readonly RecordKey[]): Map<RecordKey, Intent> {
      const [accountId, entityId] = [names.find(account), names.find(entity)];
      if (accountId === undefined || entityId === undefined) return new Map();
      const rows = select.all(JSON.stringify(keys), accountId, entityId) as unknown as IntentRow[];
      return new Map(rows.map(({ key, pipeline, run, at }) => [key, { entity, key, pipeline, run, at }]));
    },
    put(account: string, { entity, key, pipeline, run, at }: Intent): void {
      upsert.run(names.intern(account), names.intern(entity), key, names.intern(pipeline), run, at);
    },
    /** @param pipeline whose intents are renewed. */
    change(pipeline: string, intents: NonNullable<StoreDelta['intents']>): void {
      const account = names.intern(intents.account);
      for (const { entity, key, run, at } of intents.renew ?? [])
        renew.run(run, at, account, names.intern(entity), key, names.intern(pipeline));
      for (const { entity, key, pipeline: owner, at } of intents.remove ?? [])
        remove.run(account, names.intern(entity), key, names.intern(owner), at);
    },
  };
}
