import { chmodSync, openSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';

import { isConnectorError, systemClock } from '@pim-connector/core';
import type { StateStore } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { connectedStore } from './connected-store.ts';
import { openDatabase } from './open-database.ts';
import { storeOn } from './open-store.ts';
import { sqliteStore } from './sqlite-store.ts';
import { storeConnection } from './store-connection.ts';
import { contents, noContents } from './testing/contents.ts';
import { runProgram } from './testing/program.ts';
import { everything, fingerprintOf, longTime } from './testing/samples.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const useStore = new URL('./testing/use-store.ts', import.meta.url);

const manyKeys = Array.from({ length: 2000 }, (_, index) => `sku-${index}`);

// Its declared type, any, would spread.
const containing = (text: string): unknown => expect.stringContaining(text);

function newPath(): string {
  return join(temporaryFolder(), 'sync.db');
}

/** A file with a store that was closed properly. */
async function closedStore(path = newPath(), keys: readonly string[] = ['shirt']): Promise<string> {
  const store = sqliteStore(path, { durability: 'process' });
  const lease = await store.acquire('shop', longTime);
  await store.commit(lease, everything(keys));
  await store.release(lease);
  await store.close();
  return path;
}

async function errorOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    () => 'success',
    (error: unknown) => (isConnectorError(error) ? error.toJSON() : error),
  );
}

async function openingError(path: string): Promise<unknown> {
  const store = sqliteStore(path, { busyTimeout: 20 });
  const error = await errorOf(store.checkpoint('shop', 'product'));
  await store.close();
  return error;
}

describe('a file that cannot be opened', () => {
  test('a folder in its place', async () => {
    expect(await openingError(temporaryFolder())).toMatchObject({
      code: 'store.unavailable',
      message: containing('cannot be opened'),
      hint: containing('the path is that of a file'),
    });
  });

  test('a folder that does not exist', async () => {
    const path = join(temporaryFolder(), 'missing', 'sync.db');
    expect(await openingError(path)).toMatchObject({
      code: 'store.unavailable',
      message: containing(path),
      hint: containing('its folder exists'),
    });
  });

  test('once the cause is gone, the same store opens it', async () => {
    const path = join(temporaryFolder(), 'sync.db');
    const database = new DatabaseSync(path);
    database.exec('CREATE TABLE customers (name TEXT)');
    const store = sqliteStore(path);
    expect(await errorOf(store.checkpoint('shop', 'product'))).toMatchObject({ code: 'store.corrupt' });
    database.exec('DROP TABLE customers');
    database.close();
    expect(await store.checkpoint('shop', 'product')).toBeNull();
    await store.close();
  });
});

// Whoever may do everything is not kept from writing, so the program runs as the user “nobody” then.
const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

test.skipIf(process.platform === 'win32')('without the permission to write', async () => {
  const [readOnlyFile, readOnlyFolder] = [await closedStore(), newPath()];
  chmodSync(dirname(readOnlyFile), 0o777);
  chmodSync(readOnlyFile, 0o444);
  chmodSync(dirname(readOnlyFolder), 0o555);
  const printed = await runProgram(useStore, [readOnlyFile, readOnlyFolder], asNobody);
  chmodSync(dirname(readOnlyFolder), 0o777);
  expect(printed.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({
      code: 'store.unavailable',
      message: `The state store “${readOnlyFile}” cannot be written: attempt to write a readonly database`,
      hint: 'Make the file and its folder writable for the user under whom this process runs.',
    }),
    expect.objectContaining({
      code: 'store.unavailable',
      message: `The state store “${readOnlyFolder}” cannot be opened: unable to open database file`,
      hint: containing('may read and write both'),
    }),
  ]);
});

describe('a file that is not a state store', () => {
  test('a text file', async () => {
    const path = newPath();
    writeFileSync(path, 'sku;name\n'.repeat(1000));
    expect(await openingError(path)).toMatchObject({
      code: 'store.corrupt',
      message: containing('is not an SQLite file'),
    });
  });

  test('the database of another program, which is left as it is', async () => {
    const path = newPath();
    const database = new DatabaseSync(path);
    database.exec('CREATE TABLE customers (name TEXT)');
    database.close();
    const before = readFileSync(path);
    expect(await openingError(path)).toMatchObject({
      code: 'store.corrupt',
      message: `“${path}” is the database of another program`,
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a store without one of its tables', async () => {
    const path = await closedStore();
    const database = new DatabaseSync(path);
    database.exec('DROP TABLE links');
    database.close();
    expect(await openingError(path)).toMatchObject({
      code: 'store.corrupt',
      message: containing('no such table: links'),
    });
  });

  test('a store without its version', async () => {
    const path = await closedStore();
    const database = new DatabaseSync(path);
    database.exec('DELETE FROM pim_connector_version');
    database.close();
    expect(await openingError(path)).toMatchObject({
      code: 'store.corrupt',
      message: containing('does not tell its version'),
    });
  });

  test('a store of a newer version', async () => {
    const path = await closedStore();
    const database = new DatabaseSync(path);
    database.exec('INSERT INTO pim_connector_version VALUES (99)');
    database.close();
    expect(await openingError(path)).toMatchObject({
      code: 'store.incompatible',
      message: `The state store “${path}” has version 99, this package knows versions up to 4`,
    });
  });
});

describe('a damaged file', () => {
  test.each([
    ['overwritten', (path: string) => overwrite(path, 4 * 4096)],
    ['cut off', (path: string) => truncateSync(path, 4 * 4096)],
  ])('that was %s is an error, never an empty store', async (_how, damage) => {
    const path = await closedStore(newPath(), manyKeys);
    damage(path);
    const store = sqliteStore(path);
    expect(await errorOf(store.fingerprints('shop', 'product', manyKeys))).toMatchObject({
      code: 'store.corrupt',
      message: containing('is damaged'),
    });
    await store.close();
  });

  test.each<[table: string, column: string, row: string, read: (store: StateStore) => Promise<unknown>]>([
    ['checkpoints', 'checkpoint', 'shop product', (store) => store.checkpoint('shop', 'product')],
    ['links', 'remote', 'shirt', (store) => store.links('account', 'product', ['shirt'])],
    ['fingerprints', 'sections', 'shirt', (store) => store.fingerprints('shop', 'product', ['shirt'])],
    ['dead_letters', 'letter', 'shirt', (store) => contents(store)],
    ['runs', 'run', 'run 1', (store) => store.runs('shop', 1)],
    ['leases', 'owner', 'shop', (store) => store.acquire('shop', longTime)],
  ])('a damaged row in %s is named', async (table, column, row, read) => {
    const path = await closedStore();
    const database = new DatabaseSync(path);
    const store = sqliteStore(path);
    for (const text of ['{"content":"cut o', '7', 'null']) {
      database.prepare(`UPDATE ${table} SET ${column} = ?`).run(text);
      if (table === 'leases') database.exec(`UPDATE leases SET expires_at = ${Date.now() + longTime}`);
      // oxlint-disable-next-line no-await-in-loop
      expect(await errorOf(read(store))).toMatchObject({
        code: 'store.corrupt',
        message: `The row “${row}” in the table “${table}” of the state store is damaged`,
      });
    }
    database.close();
    await store.close();
  });
});

test('a full disk: nothing of the commit is kept, and the same store goes on when there is room', async () => {
  const path = newPath();
  const database = openDatabase(path, 'process');
  const store = connectedStore(
    storeConnection(path, () => storeOn(database), 0),
    systemClock,
  );
  const lease = await store.acquire('shop', longTime);
  database.exec('PRAGMA max_page_count = 40');
  const delta = everything(manyKeys);
  expect(await errorOf(store.commit(lease, delta))).toMatchObject({
    code: 'store.full',
    message: `The state store “${path}” has no room left: database or disk is full`,
  });
  expect(await contents(store, manyKeys)).toEqual(noContents);
  await store.commit(lease, { fingerprints: { entity: 'product', set: [fingerprintOf('shirt')] } });
  database.exec('PRAGMA max_page_count = 4000');
  await store.commit(lease, delta);
  expect(await contents(store, manyKeys)).toMatchObject({
    links: 2000,
    fingerprints: 2000,
    deadLetters: 2000,
  });
  await store.close();
});

function overwrite(path: string, from: number): void {
  const { size } = statSync(path);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(size - from, 0xa5), 0, size - from, from);
}
