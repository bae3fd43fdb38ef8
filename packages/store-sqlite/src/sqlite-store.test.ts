import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';

import type { Clock } from '@pim-connector/core';
import { stateStoreConformance } from '@pim-connector/testkit';
import { describe, expect, test } from 'vitest';

import { openDatabase } from './open-database.ts';
import { sqliteStore } from './sqlite-store.ts';
import { contents, noContents } from './testing/contents.ts';
import { everything, firstPass, linkOf, longTime } from './testing/samples.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

// Its declared type, any, would spread.
const containing = (text: string): unknown => expect.stringContaining(text);

function newPath(): string {
  return join(temporaryFolder(), 'sync.db');
}

describe.each([
  ['a file', () => sqliteStore(newPath(), { durability: 'process' })],
  ['memory', () => sqliteStore(':memory:')],
])('in %s', (_where, open) => {
  test.each(stateStoreConformance(async () => open()))('$id: $title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined();
  });
});

describe('the file', () => {
  test('keeps everything from one opening to the next', async () => {
    const path = newPath();
    const before = sqliteStore(path);
    await before.commit(await before.acquire('shop', longTime), everything());
    const expected = await contents(before);
    await before.close();
    const after = sqliteStore(path);
    expect(await contents(after)).toEqual(expected);
    expect(await after.checkpoint('shop', 'product')).toEqual(firstPass);
    await after.close();
  });

  test('is made at the first use, and is a single one after close', async () => {
    const path = newPath();
    await sqliteStore(path).close();
    expect(readdirSync(dirname(path))).toEqual([]);
    const store = sqliteStore(path);
    await store.commit(await store.acquire('shop', longTime), everything());
    await store.close();
    expect(readdirSync(dirname(path))).toEqual(['sync.db']);
  });

  test('stays the same when the working folder changes', async () => {
    const [folder, workingFolder] = [temporaryFolder(), process.cwd()];
    process.chdir(folder);
    const store = sqliteStore('sync.db');
    process.chdir(workingFolder);
    await store.acquire('shop', longTime);
    await store.close();
    expect(readdirSync(folder)).toEqual(['sync.db']);
  });

  test.each([
    ['power', 2],
    ['process', 1],
  ] as const)(
    'with durability “%s” is written with synchronous = %d and a log',
    (durability, synchronous) => {
      const database = openDatabase(newPath(), durability);
      expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous });
      // Empties the cache of the drive as well, where the system can.
      expect(database.prepare('PRAGMA fullfsync').get()).toEqual({
        fullfsync: durability === 'power' ? 1 : 0,
      });
      expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
      database.close();
    },
  );
});

describe('a commit that SQLite refuses half-way', () => {
  const refuseRuns = `CREATE TRIGGER refuse BEFORE INSERT ON runs BEGIN SELECT RAISE(ABORT, 'injected'); END`;

  test('changes nothing', async () => {
    const path = newPath();
    const store = sqliteStore(path);
    const lease = await store.acquire('shop', longTime);
    const database = new DatabaseSync(path);
    database.exec(refuseRuns);
    await expect(store.commit(lease, everything())).rejects.toMatchObject({
      code: 'store.unavailable',
      message: containing('injected'),
    });
    expect(await contents(store)).toEqual(noContents);
    database.exec('DROP TRIGGER refuse');
    database.close();
    await store.commit(lease, everything());
    expect(await contents(store)).not.toEqual(noContents);
    await store.close();
  });

  test('leaves no number of a name behind that could be given to another', async () => {
    const path = newPath();
    const store = sqliteStore(path);
    const lease = await store.acquire('shop', longTime);
    const database = new DatabaseSync(path);
    database.exec(refuseRuns);
    await expect(store.commit(lease, everything(['hat', 'shirt']))).rejects.toThrow(/injected/);
    database.close();
    await store.commit(lease, {
      links: { account: 'other', set: [{ ...linkOf('shirt'), entity: 'variant' }] },
    });
    await store.commit(lease, { links: { account: 'account', set: [linkOf('hat')] } });
    await store.close();
    const reopened = sqliteStore(path);
    const found = await Promise.all([
      reopened.links('other', 'variant', ['hat', 'shirt']),
      reopened.links('other', 'product', ['hat', 'shirt']),
      reopened.links('account', 'variant', ['hat', 'shirt']),
      reopened.links('account', 'product', ['hat', 'shirt']),
    ]);
    expect(found.map((links) => [...links.keys()])).toEqual([['shirt'], [], [], ['hat']]);
    await reopened.close();
  });
});

describe('a lease', () => {
  test('ends by the clock that was handed in', async () => {
    let time = 1_000_000;
    const clock: Clock = { now: () => time, sleep: async () => {} };
    const path = newPath();
    const [store, other] = [sqliteStore(path, { clock }), sqliteStore(path, { clock })];
    const lease = await store.acquire('shop', 5000);
    expect(lease).toEqual({ pipeline: 'shop', token: 1, expiresAt: 1_005_000 });
    time = 1_004_999;
    await expect(other.acquire('shop', 5000)).rejects.toMatchObject({ code: 'run.overlap', retryAfter: 1 });
    time = 1_005_000;
    expect(await other.acquire('shop', 5000)).toEqual({ pipeline: 'shop', token: 2, expiresAt: 1_010_000 });
    await expect(store.commit(lease, everything())).rejects.toMatchObject({ code: 'lease.lost' });
    expect(await contents(other)).toEqual(noContents);
    await store.close();
    await other.close();
  });

  test('keeps two stores of one process apart, and tells who holds it', async () => {
    const path = newPath();
    const [store, other] = [sqliteStore(path), sqliteStore(path)];
    const lease = await store.acquire('shop', longTime);
    await expect(other.acquire('shop', longTime)).rejects.toMatchObject({
      code: 'run.overlap',
      details: { pid: process.pid },
    });
    await store.release(lease);
    expect((await other.acquire('shop', longTime)).token).toBeGreaterThan(lease.token);
    await store.close();
    await other.close();
  });
});

describe('a file that another program has locked', () => {
  test.each([
    ['when it is opened', 'EXCLUSIVE', false],
    ['while it is open', 'IMMEDIATE', true],
  ])('is waited for %s', async (_when, lock, opened) => {
    const path = newPath();
    const store = sqliteStore(path);
    if (opened) await store.acquire('other', longTime);
    const database = new DatabaseSync(path);
    database.exec(`BEGIN ${lock}`);
    const acquired = store.acquire('shop', longTime);
    // The wait does not stop the event loop, or this would never be reached.
    await setTimeout(20);
    database.exec('ROLLBACK');
    database.close();
    expect((await acquired).token).toBe(1);
    await store.close();
  });

  test.each([
    ['when it is opened', 'EXCLUSIVE', false],
    ['while it is open', 'IMMEDIATE', true],
  ])('is given up after busyTimeout %s', async (_when, lock, opened) => {
    const path = newPath();
    const store = sqliteStore(path, { busyTimeout: 20 });
    if (opened) await store.acquire('other', longTime);
    const database = new DatabaseSync(path);
    database.exec(`BEGIN ${lock}`);
    await expect(store.acquire('shop', longTime)).rejects.toMatchObject({
      code: 'store.unavailable',
      message: `The state store “${path}” was locked by another program for 20 ms`,
      hint: containing('busyTimeout'),
    });
    database.exec('ROLLBACK');
    database.close();
    expect((await store.acquire('shop', longTime)).token).toBe(1);
    await store.close();
  });

  test('is not waited for any longer when the store is closed', async () => {
    const path = newPath();
    const store = sqliteStore(path);
    await store.acquire('other', longTime);
    const database = new DatabaseSync(path);
    database.exec('BEGIN IMMEDIATE');
    const acquired = store.acquire('shop', longTime);
    await store.close();
    await expect(acquired).rejects.toMatchObject({
      code: 'store.unavailable',
      message: `The state store “${path}” is closed`,
    });
    database.close();
  });

  test('can be read all the while', async () => {
    const path = newPath();
    const store = sqliteStore(path, { busyTimeout: 0 });
    await store.commit(await store.acquire('shop', longTime), everything());
    const database = new DatabaseSync(path);
    database.exec('BEGIN IMMEDIATE');
    expect(await contents(store)).toMatchObject({ checkpoint: true, links: 1, deadLetters: 1 });
    database.close();
    await store.close();
  });
});
