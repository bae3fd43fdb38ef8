import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { expect, test } from 'vitest';

import { selectHolders } from './link-table.ts';
import { migrate, migrations, storedVersion } from './migrations.ts';
import { sqliteStore } from './sqlite-store.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

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

test('the links of a file from before there was an index of them are found by where they lead, damaged ones aside', async () => {
  const path = join(temporaryFolder(), 'sync.db');
  const old = new DatabaseSync(path);
  migrate(old, path, migrations.slice(0, 3));
  old.exec(`
    INSERT INTO names VALUES (1, 'account'), (2, 'product'), (3, 'category');
    INSERT INTO links VALUES
      (1, 2, 'shirt', '{"id":"7","variants":{"shirt-s":{"id":"8"}}}'),
      (1, 2, 'hat', '{"id":"cut o'),
      (1, 3, 'hats', '{"id":"7"}')`);
  old.close();

  const store = sqliteStore(path);
  const ids = ['7', '8', '9'];
  expect(await store.holders('account', 'product', ids)).toEqual(new Map([['7', 'shirt']]));
  expect(await store.holders('account', 'category', ids)).toEqual(new Map([['7', 'hats']]));
  expect((await store.links('account', 'product', ['shirt'])).get('shirt')?.remote).toEqual({
    id: '7',
    variants: { 'shirt-s': { id: '8' } },
  });
  await store.close();
});

test('which record a thing is, is looked up in an index', () => {
  const database = new DatabaseSync(':memory:');
  migrate(database, ':memory:');
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${selectHolders}`).all('[]', 1, 2);
  expect(plan.map(({ detail }) => detail)).toContainEqual(
    expect.stringContaining('USING INDEX links_remote (account=? AND entity=? AND remote_id=?)'),
  );
});
