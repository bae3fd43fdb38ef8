import { DatabaseSync } from 'node:sqlite';

import { migrate, storedVersion } from './migrations.ts';

/**
 * What a commit survives. `power`: also a power failure or a crash of the machine; each commit waits for the disk, save
 * those of leases, which are worth nothing when all processes of the machine are gone. `process`: the death of this
 * process in any way, but a power failure may take the newest commits; the file stays sound, and each commit is all there
 * or not at all.
 */
export type Durability = 'power' | 'process';

/**
 * Opens the file, or makes it, and brings its tables up to date.
 *
 * @throws ConnectorError `store.corrupt` or `store.incompatible`; errors of SQLite as they are.
 */
export function openDatabase(path: string, durability: Durability): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    // First of all, because the settings would change a file that is not ours.
    storedVersion(database, path);
    database.exec(settings(durability));
    migrate(database, path);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/*
 * Write-ahead log: readers and the writer do not wait for each other, and a commit is one sequential write.
 *
 * FULL is the default. With NORMAL a power failure may take back commits whose work was done on the platform
 * already: an intent to create that was committed before the create, or the link that was learned from it. The
 * next run would create the record once more. It costs one fsync per page of records, not per record.
 * fullfsync makes macOS empty the drive’s cache too; other systems ignore it.
 *
 * The cache (16 MiB) holds the upper levels of the look-up trees of millions of records.
 */
function settings(durability: Durability): string {
  return `
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = ${durability === 'power' ? 'FULL' : 'NORMAL'};
    PRAGMA fullfsync = ${durability === 'power' ? 1 : 0};
    PRAGMA cache_size = -16384;`;
}
