import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import { systemClock } from '@pim-connector/core';
import { expect, onTestFinished, test } from 'vitest';

import { connectedStore } from './connected-store.ts';
import { openDatabase } from './open-database.ts';
import type { Durability } from './open-database.ts';
import { storeOn } from './open-store.ts';
import { storeConnection } from './store-connection.ts';
import { everything, longTime } from './testing/samples.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

// PRAGMA synchronous: commits wait for the disk from FULL (2) on; with NORMAL (1) only writing the log back does.
const waits = 2;
const doesNotWait = 1;

function levelOf(database: DatabaseSync): unknown {
  return database.prepare('PRAGMA synchronous').get()?.['synchronous'];
}

/** A store that notes for each transaction whether its commit waits for the disk. */
function setUp(durability: Durability) {
  const database = openDatabase(join(temporaryFolder(), 'sync.db'), durability);
  const levels: unknown[] = [];
  const open = () => {
    const { tables, transaction, unsyncedTransaction, close } = storeOn(database);
    const noting =
      (begin: typeof transaction): typeof transaction =>
      (work) =>
        begin(() => {
          levels.push(levelOf(database));
          return work();
        });
    return {
      tables,
      transaction: noting(transaction),
      unsyncedTransaction: noting(unsyncedTransaction),
      close,
    };
  };
  const store = connectedStore(storeConnection('sync.db', open, 0), systemClock);
  onTestFinished(() => store.close());
  return { store, database, levels };
}

test('leases do not wait for the disk, and everything else does', async () => {
  const { store, levels } = setUp('power');
  const lease = await store.acquire('shop', longTime);
  await store.commit(lease, everything());
  await store.renew(lease, longTime);
  await store.append('shop', 'gap', [{ entity: 'product', key: 'gap', at: '2026-03-01T06:00:00.000Z' }]);
  await store.release(lease);
  expect(levels).toEqual([doesNotWait, waits, doesNotWait, waits, doesNotWait]);
});

test('after a lease that was refused commits wait for the disk as before', async () => {
  const { store, database } = setUp('power');
  const lease = await store.acquire('shop', longTime);
  await store.release(lease);
  await expect(store.renew(lease, longTime)).rejects.toMatchObject({ code: 'lease.lost' });
  expect(levelOf(database)).toBe(waits);
});

test('nothing waits for the disk where only the death of the process is to be survived', async () => {
  const { store, levels } = setUp('process');
  const lease = await store.acquire('shop', longTime);
  await store.commit(lease, everything());
  expect(levels).toEqual([doesNotWait, doesNotWait]);
});
