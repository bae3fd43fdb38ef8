import { DatabaseSync } from 'node:sqlite';

import { expect, test } from 'vitest';

import { leaseOwner } from './lease-owner.ts';
import { leaseTable } from './lease-table.ts';
import { migrate } from './migrations.ts';
import { nameTable } from './name-table.ts';

test('a lease that a worker renews stays that of the process whose run it is, and outlives the worker', () => {
  const database = new DatabaseSync(':memory:');
  migrate(database, ':memory:');
  const names = nameTable(database);
  const self = leaseOwner();
  const run = leaseTable(database, names, self);
  // Of the same process id at another time: to everybody else it is dead.
  const deadWorker = leaseTable(database, names, { ...self, startedAt: 0 });
  const lease = run.acquire('shop', 0, 1_000);
  expect(deadWorker.renew(lease, 5_000)).toMatchObject({ token: lease.token, expiresAt: 5_000 });
  expect(run.isHeld('shop', 4_000)).toBe(true);
  expect(() => run.acquire('shop', 4_000, 1_000)).toThrow(/another run/i);
});
