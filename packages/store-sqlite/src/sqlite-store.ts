import { resolve } from 'node:path';

import { systemClock } from '@pim-connector/core';
import type { Clock, StateStore } from '@pim-connector/core';

import { connectedStore } from './connected-store.ts';
import type { Durability } from './open-database.ts';
import { openStore } from './open-store.ts';
import { storeConnection } from './store-connection.ts';

/** How {@link sqliteStore} works. */
export interface SqliteStoreOptions {
  /** Where the time of leases comes from. Default: the machine’s clock. */
  readonly clock?: Clock;
  /**
   * Milliseconds to wait while another program has locked the file, before `store.unavailable` is thrown.
   * Default: 5,000. The event loop goes on meanwhile.
   */
  readonly busyTimeout?: number;
  /** See {@link Durability}. Default: `power`. */
  readonly durability?: Durability;
}

/**
 * A state store in one SQLite file. Several processes of a machine may share the file; it must not lie on a
 * network drive, because SQLite’s locks do not hold there (https://sqlite.org/wal.html).
 *
 * The file is opened, and made if there is none, at the first use; what is wrong with it is thrown there:
 * `store.unavailable` if it cannot be read or written or stays locked, `store.corrupt` if it is damaged or no
 * state store, `store.incompatible` if a newer version wrote it, `store.full` if there is no room.
 *
 * @param path of the file; its folder must exist and be writable. `:memory:` keeps everything in memory.
 */
export function sqliteStore(path: string, options: SqliteStoreOptions = {}): StateStore {
  const { clock = systemClock, busyTimeout = 5000, durability = 'power' } = options;
  // Resolved at once, so that a later change of the working folder does not lead to another file.
  const file = path === ':memory:' ? path : resolve(path);
  const open = () => openStore(file, durability);
  return connectedStore(storeConnection(file, open, busyTimeout), clock);
}
