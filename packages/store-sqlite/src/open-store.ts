import type { DatabaseSync } from 'node:sqlite';

import { checkpointTable } from './checkpoint-table.ts';
import { deadLetterTable } from './dead-letter-table.ts';
import { fingerprintTable } from './fingerprint-table.ts';
import { immediateTransaction } from './immediate-transaction.ts';
import type { Transaction } from './immediate-transaction.ts';
import { intentTable } from './intent-table.ts';
import { leaseOwner } from './lease-owner.ts';
import { leaseTable } from './lease-table.ts';
import { ledgerTable } from './ledger-table.ts';
import { linkTable } from './link-table.ts';
import { nameTable } from './name-table.ts';
import { openDatabase } from './open-database.ts';
import type { Durability } from './open-database.ts';
import { runTable } from './run-table.ts';
import type { OpenConnection } from './store-connection.ts';
import { unsyncedTransaction } from './unsynced-transaction.ts';

/** The tables of a state store, each with its prepared statements. */
export type Tables = ReturnType<typeof openTables>;

/**
 * Opens the file with all its tables.
 *
 * @throws ConnectorError `store.corrupt` or `store.incompatible`; errors of SQLite as they are.
 */
export function openStore(path: string, durability: Durability): OpenConnection<Tables> {
  const database = openDatabase(path, durability);
  try {
    return storeOn(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A state store on a database whose tables are up to date. */
export function storeOn(database: DatabaseSync): OpenConnection<Tables> {
  const tables = openTables(database);
  const immediate = immediateTransaction(database);
  const transaction: Transaction = (work) => {
    try {
      return immediate(work);
    } catch (error) {
      tables.names.forget();
      throw error;
    }
  };
  return {
    tables,
    transaction,
    unsyncedTransaction: unsyncedTransaction(database, transaction),
    // SQLite writes the log back into the file and removes it, unless another connection is open.
    close: () => database.close(),
  };
}

function openTables(database: DatabaseSync) {
  const names = nameTable(database);
  return {
    names,
    leases: leaseTable(database, names, leaseOwner()),
    checkpoints: checkpointTable(database, names),
    links: linkTable(database, names),
    intents: intentTable(database, names),
    fingerprints: fingerprintTable(database, names),
    deadLetters: deadLetterTable(database, names),
    ledger: ledgerTable(database, names),
    runs: runTable(database, names),
  };
}
