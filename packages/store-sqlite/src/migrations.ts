import type { DatabaseSync } from 'node:sqlite';

import { ConnectorError } from '@pim-connector/core';

import { immediateTransaction } from './immediate-transaction.ts';

const versionTable = 'pim_connector_version';

/**
 * What makes each version of the tables out of the one before. A migration that was released is never changed:
 * later ones are added behind it.
 *
 * Names of pipelines, accounts and entities are kept once, in `names`, and rows carry their numbers. Tables with
 * small rows are kept in the order of their primary key (WITHOUT ROWID), so that a look-up goes down one tree
 * instead of two; dead letters, the ledger and runs hold whole records and reports, which would make that tree deep.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE leases (
    pipeline INTEGER PRIMARY KEY,
    token INTEGER NOT NULL,
    expires_at REAL NOT NULL,
    owner TEXT NOT NULL
  ) STRICT;

  CREATE TABLE checkpoints (
    pipeline INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    checkpoint TEXT NOT NULL,
    PRIMARY KEY (pipeline, entity)
  ) WITHOUT ROWID, STRICT;

  CREATE TABLE links (
    account INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    key TEXT NOT NULL,
    remote TEXT NOT NULL,
    PRIMARY KEY (account, entity, key)
  ) WITHOUT ROWID, STRICT;

  CREATE TABLE fingerprints (
    pipeline INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    key TEXT NOT NULL,
    source TEXT NOT NULL,
    mapping TEXT NOT NULL,
    sections TEXT NOT NULL,
    seen INTEGER NOT NULL,
    PRIMARY KEY (pipeline, entity, key)
  ) WITHOUT ROWID, STRICT;

  CREATE TABLE dead_letters (
    pipeline INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    key TEXT NOT NULL,
    status TEXT NOT NULL,
    stage TEXT NOT NULL,
    letter TEXT NOT NULL,
    PRIMARY KEY (pipeline, entity, key)
  ) STRICT;

  CREATE TABLE ledger (
    pipeline INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    entity TEXT NOT NULL,
    key TEXT NOT NULL,
    at TEXT NOT NULL,
    made_at REAL NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (pipeline, kind, entity, key)
  ) STRICT;

  CREATE INDEX ledger_age ON ledger (pipeline, kind, made_at);

  CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    pipeline INTEGER NOT NULL,
    id TEXT NOT NULL,
    started_at REAL NOT NULL,
    run TEXT NOT NULL,
    UNIQUE (pipeline, id)
  ) STRICT;

  CREATE INDEX runs_newest ON runs (pipeline, number);
  `,
  // Intents stood in the ledger of their pipeline, where another pipeline to the account did not see them. No released
  // version wrote any.
  `
  CREATE TABLE intents (
    account INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    key TEXT NOT NULL,
    pipeline INTEGER NOT NULL,
    run TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (account, entity, key)
  ) WITHOUT ROWID, STRICT;
  `,
  // The group stands before the entry, which may be long: who looks for entries of no group need not read over it.
  `
  CREATE TABLE ledger_with_groups (
    pipeline INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    entity TEXT NOT NULL,
    key TEXT NOT NULL,
    at TEXT NOT NULL,
    made_at REAL NOT NULL,
    in_group TEXT,
    entry TEXT NOT NULL,
    PRIMARY KEY (pipeline, kind, entity, key)
  ) STRICT;

  INSERT INTO ledger_with_groups (pipeline, kind, entity, key, at, made_at, entry)
  SELECT pipeline, kind, entity, key, at, made_at, entry FROM ledger;

  DROP TABLE ledger;
  ALTER TABLE ledger_with_groups RENAME TO ledger;

  CREATE INDEX ledger_age ON ledger (pipeline, kind, made_at);
  CREATE INDEX ledger_group ON ledger (pipeline, kind, in_group, entity, key) WHERE in_group IS NOT NULL;
  `,
  // The id is kept in the index only. A damaged row has none: it is told of by whoever reads it, and keeps nobody from the others.
  `
  ALTER TABLE links ADD COLUMN remote_id TEXT
    GENERATED ALWAYS AS (CASE WHEN json_valid(remote) THEN remote ->> '$.id' END) VIRTUAL;

  CREATE INDEX links_remote ON links (account, entity, remote_id);
  `,
];

/**
 * Brings the tables up to date, one migration after the other. Several processes may do so at once: each
 * migration is done by the first that gets the write lock.
 *
 * @param path names the database in errors.
 * @throws ConnectorError `store.corrupt` or `store.incompatible`; errors of SQLite as they are.
 */
export function migrate(database: DatabaseSync, path: string, steps = migrations): void {
  const transaction = immediateTransaction(database);
  const oneStep = () => {
    const version = storedVersion(database, path, steps.length);
    const step = steps[version];
    if (step === undefined) return;
    database.exec(`CREATE TABLE IF NOT EXISTS ${versionTable} (version INTEGER PRIMARY KEY) STRICT`);
    database.exec(step);
    database.prepare(`INSERT INTO ${versionTable} (version) VALUES (?)`).run(version + 1);
  };
  while (storedVersion(database, path, steps.length) < steps.length) transaction(oneStep);
}

/**
 * The version of the tables; 0: the database is empty.
 *
 * @throws ConnectorError `store.corrupt` if it belongs to another program, `store.incompatible` if a newer
 *   version of this package wrote it; errors of SQLite as they are.
 */
export function storedVersion(database: DatabaseSync, path: string, newest = migrations.length): number {
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
  if (tables.length === 0) return 0;
  if (!tables.some(({ name }) => name === versionTable)) {
    throw new ConnectorError('store.corrupt', `“${path}” is the database of another program`, {
      hint: 'Give the path of a state store, or of a file that does not exist yet.',
    });
  }
  const version = database.prepare(`SELECT max(version) AS version FROM ${versionTable}`).get()?.['version'];
  if (typeof version !== 'number') {
    throw new ConnectorError('store.corrupt', `The state store “${path}” does not tell its version`);
  }
  if (version > newest) {
    throw new ConnectorError(
      'store.incompatible',
      `The state store “${path}” has version ${version}, this package knows versions up to ${newest}`,
      { hint: 'Upgrade @pim-connector/store-sqlite, or open another file.' },
    );
  }
  return version;
}
