import { ConnectorError } from '@pim-connector/core';
import type { ErrorCode } from '@pim-connector/core';

/** What `node:sqlite` throws when SQLite refuses (https://nodejs.org/api/errors.html#err_sqlite_error). */
interface SqliteError extends Error {
  readonly code: 'ERR_SQLITE_ERROR';
  /** SQLite’s extended result code; its lowest byte is the primary one (https://sqlite.org/rescode.html). */
  readonly errcode: number;
}

interface Meaning {
  readonly code: ErrorCode;
  readonly what: string;
  readonly hint?: string;
}

const noAccess = {
  code: 'store.unavailable',
  what: 'cannot be opened',
  hint: 'Check that the path is that of a file, that its folder exists, and that this process may read and write both.',
} as const;

const damaged = { code: 'store.corrupt', what: 'is damaged' } as const;

/** By primary result code; everything else means that the store could not be used this time. */
const meanings: Readonly<Record<number, Meaning>> = {
  // SQLITE_ERROR: our statements do not fit the tables.
  1: { code: 'store.corrupt', what: 'does not have the tables of a state store' },
  // SQLITE_PERM
  3: noAccess,
  // SQLITE_READONLY
  8: {
    code: 'store.unavailable',
    what: 'cannot be written',
    hint: 'Make the file and its folder writable for the user under whom this process runs.',
  },
  // SQLITE_CORRUPT
  11: damaged,
  // SQLITE_FULL
  13: { code: 'store.full', what: 'has no room left' },
  // SQLITE_CANTOPEN
  14: noAccess,
  // SQLITE_NOTADB
  26: { code: 'store.corrupt', what: 'is not an SQLite file' },
};

const busy = 5;
const protocol = 15;
// The file system says that the file is damaged: SQLITE_IOERR_CORRUPTFS.
const corruptFileSystem = 8458;

/** Whether the database is locked by another connection, so that trying again can help. */
export function isLocked(error: unknown): boolean {
  return isSqliteError(error) && [busy, protocol].includes(primaryCode(error));
}

/** An error of SQLite as a `store.…` error that names the file; every other error as it is. */
export function toStoreError(error: unknown, path: string): unknown {
  if (!isSqliteError(error)) return error;
  const known = error.errcode === corruptFileSystem ? damaged : meanings[primaryCode(error)];
  const { code, what, hint }: Meaning = known ?? { code: 'store.unavailable', what: 'could not be used' };
  return new ConnectorError(code, `The state store “${path}” ${what}: ${error.message}`, {
    ...(hint !== undefined && { hint }),
    cause: error,
    details: { sqlite: error.errcode },
  });
}

function isSqliteError(error: unknown): error is SqliteError {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}

function primaryCode({ errcode }: SqliteError): number {
  return errcode & 0xff;
}
