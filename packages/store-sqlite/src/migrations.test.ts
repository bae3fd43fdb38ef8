import { DatabaseSync } from 'node:sqlite';

import { expect, test } from 'vitest';

import { migrate, storedVersion } from './migrations.ts';

const first = 'CREATE TABLE things (name TEXT) STRICT';
const second = `ALTER TABLE things ADD COLUMN size INTEGER; INSERT INTO things VALUES ('hat', 1)`;
const third = `INSERT INTO things VALUES ('shirt', 2); INSERT INTO nowhere VALUES (1)`;

const things = (database: DatabaseSync) => database.prepare('SELECT * FROM things').all();

test('each migration is done once, in order, from the version that there is', () => {
  const database = new DatabaseSync(':memory:');
  expect(storedVersion(database, 'sync.db')).toBe(0);
  migrate(database, 'sync.db', [first]);
  expect(storedVersion(database, 'sync.db', 1)).toBe(1);
  migrate(database, 'sync.db', [first, second]);
  migrate(database, 'sync.db', [first, second]);
  expect(storedVersion(database, 'sync.db', 2)).toBe(2);
  expect(things(database)).toEqual([{ name: 'hat', size: 1 }]);
});

test('a migration that fails leaves the version before it', () => {
  const database = new DatabaseSync(':memory:');
  expect(() => migrate(database, 'sync.db', [first, second, third])).toThrow(/nowhere/);
  expect(storedVersion(database, 'sync.db', 3)).toBe(2);
  expect(things(database)).toEqual([{ name: 'hat', size: 1 }]);
});
