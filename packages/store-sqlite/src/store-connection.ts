import { setTimeout } from 'node:timers/promises';

import { ConnectorError } from '@pim-connector/core';

import type { Transaction } from './immediate-transaction.ts';
import { isLocked, toStoreError } from './sqlite-error.ts';

/** An open database, and what is done with it. */
export interface OpenConnection<Tables> {
  readonly tables: Tables;
  /** Does all of the work or nothing of it. */
  readonly transaction: Transaction;
  /** The same without waiting for the disk; a power failure may take it. */
  readonly unsyncedTransaction: Transaction;
  readonly close: () => void;
}

/** The way to a database that is opened at the first use. */
export interface StoreConnection<Tables> {
  /** @throws ConnectorError `store.…` if the database cannot be opened or read, or was closed. */
  readonly read: <Result>(work: (tables: Tables) => Result) => Promise<Result>;
  /**
   * Works within one transaction. The work must not wait for anything: that keeps transactions apart.
   *
   * @throws ConnectorError `store.…` if the database cannot be opened or written, or was closed.
   */
  readonly write: <Result>(work: (tables: Tables) => Result) => Promise<Result>;
  /** Like `write`, but does not wait for the disk; a power failure may take it. */
  readonly writeUnsynced: <Result>(work: (tables: Tables) => Result) => Promise<Result>;
  readonly close: () => void;
}

// Milliseconds between attempts, as SQLite’s own busy handler waits (sqliteDefaultBusyCallback in main.c). Its
// own is not used, because it would stop the whole event loop.
const pauses = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100];

/**
 * Connects to a database.
 *
 * @param path names the database in errors.
 * @param busyTimeout milliseconds to wait for other programs’ locks.
 */
export function storeConnection<Tables>(
  path: string,
  open: () => OpenConnection<Tables>,
  busyTimeout: number,
): StoreConnection<Tables> {
  let current: OpenConnection<Tables> | undefined;
  let closed = false;

  const opened = () => {
    if (closed) throw new ConnectorError('store.unavailable', `The state store “${path}” is closed`);
    current ??= open();
    return current;
  };

  const patiently = async <Result>(work: (connection: OpenConnection<Tables>) => Result): Promise<Result> => {
    const giveUpAt = performance.now() + busyTimeout;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return work(opened());
      } catch (error) {
        if (!isLocked(error)) throw toStoreError(error, path);
        const left = giveUpAt - performance.now();
        if (left <= 0) throw lockedError(path, busyTimeout, error);
        // oxlint-disable-next-line no-await-in-loop
        await setTimeout(Math.min(pauses[attempt] ?? 100, left));
      }
    }
  };

  return {
    read: (work) => patiently(({ tables }) => work(tables)),
    write: (work) => patiently(({ tables, transaction }) => transaction(() => work(tables))),
    writeUnsynced: (work) =>
      patiently(({ tables, unsyncedTransaction }) => unsyncedTransaction(() => work(tables))),
    close: () => {
      closed = true;
      current?.close();
      current = undefined;
    },
  };
}

function lockedError(path: string, busyTimeout: number, cause: unknown): ConnectorError {
  return new ConnectorError(
    'store.unavailable',
    `The state store “${path}” was locked by another program for ${busyTimeout} ms`,
    {
      hint: 'End the program that keeps the file open for writing, such as a database browser or a backup, or raise busyTimeout.',
      cause,
    },
  );
}
