import type { DatabaseSync } from 'node:sqlite';

/** Does all of the work or nothing of it. */
export type Transaction = <Result>(work: () => Result) => Result;

/**
 * Transactions that take the write lock when they begin: what they read cannot change before they commit, and
 * none can fail half-way because another connection was quicker.
 */
export function immediateTransaction(database: DatabaseSync): Transaction {
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  return (work) => {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      try {
        rollback.run();
      } catch {
        // SQLite itself rolls back after some errors, such as a full disk; then there is nothing left to undo.
      }
      throw error;
    }
  };
}
