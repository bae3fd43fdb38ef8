import type { DatabaseSync } from 'node:sqlite';

import type { Transaction } from './immediate-transaction.ts';

/**
 * Transactions that do not wait for the disk: others see them at once, and they survive the death of the process, but a
 * power failure may take them. What is committed afterwards with waiting takes them along, as the log is written in
 * order.
 *
 * Good for leases, and for nothing else: whoever could hold a lease that a power failure took was on this machine, and is
 * gone as well.
 */
export function unsyncedTransaction(database: DatabaseSync, transaction: Transaction): Transaction {
  const usual = Number(database.prepare('PRAGMA synchronous').get()?.['synchronous']);
  return (work) => {
    database.exec('PRAGMA synchronous = NORMAL');
    try {
      return transaction(work);
    } finally {
      database.exec(`PRAGMA synchronous = ${usual}`);
    }
  };
}
