import type { DatabaseSync } from 'node:sqlite';

import { ConnectorError } from '@pim-connector/core';
import type { Lease } from '@pim-connector/core';

import { isDead } from './lease-owner.ts';
import type { LeaseOwner } from './lease-owner.ts';
import type { NameTable } from './name-table.ts';
import { parseStored } from './stored-json.ts';

interface LeaseRow {
  readonly token: number;
  readonly expires_at: number;
  readonly owner: string;
}

/**
 * Who may run a pipeline. The row of a pipeline stays for ever, so that tokens only grow. All methods belong
 * within a transaction. Times are in milliseconds since 1970-01-01T00:00:00Z.
 */
export function leaseTable(database: DatabaseSync, names: NameTable, self: LeaseOwner) {
  const select = database.prepare('SELECT token, expires_at, owner FROM leases WHERE pipeline = ?');
  const upsert = database.prepare(
    `INSERT INTO leases (pipeline, token, expires_at, owner) VALUES (?, ?, ?, ?)
     ON CONFLICT (pipeline) DO UPDATE
     SET token = excluded.token, expires_at = excluded.expires_at, owner = excluded.owner`,
  );
  const ownerText = JSON.stringify(self);

  const find = (pipeline: string): LeaseRow | undefined => {
    const id = names.find(pipeline);
    return id === undefined ? undefined : (select.get(id) as LeaseRow | undefined);
  };

  const put = (pipeline: string, token: number, expiresAt: number, owner = ownerText): Lease => {
    upsert.run(names.intern(pipeline), token, expiresAt, owner);
    return { pipeline, token, expiresAt };
  };

  const heldRow = (lease: Lease): LeaseRow => {
    const row = find(lease.pipeline);
    if (row?.token === lease.token) return row;
    throw new ConnectorError(
      'lease.lost',
      `The lease of “${lease.pipeline}” was given back, or another run has taken over`,
    );
  };

  return {
    /** @throws ConnectorError `lease.lost` if somebody else holds it by now. */
    assertHeld(lease: Lease): void {
      heldRow(lease);
    },
    /** Whether a living process holds the lease. */
    isHeld(pipeline: string, now: number): boolean {
      const current = find(pipeline);
      if (current === undefined || current.expires_at <= now) return false;
      return !isDead(ownerOf(pipeline, current), self);
    },
    /** @throws ConnectorError `run.overlap` while a living process holds the lease. */
    acquire(pipeline: string, now: number, ttl: number): Lease {
      const current = find(pipeline);
      if (current !== undefined && current.expires_at > now) assertDead(pipeline, current, now, self);
      return put(pipeline, (current?.token ?? 0) + 1, now + ttl);
    },
    /** @throws ConnectorError `lease.lost` if somebody else holds it by now. */
    renew(lease: Lease, expiresAt: number): Lease {
      const { owner } = heldRow(lease);
      // A worker renews it as well: the lease still is that of the process whose run it is.
      return put(lease.pipeline, lease.token, expiresAt, owner);
    },
    release(lease: Lease): void {
      if (find(lease.pipeline)?.token !== lease.token) return;
      // A higher token, so that a renewal or commit that is still under way cannot use the lease any more.
      put(lease.pipeline, lease.token + 1, 0);
    },
  };
}

function ownerOf(pipeline: string, { owner }: LeaseRow): LeaseOwner {
  return parseStored(owner, 'leases', pipeline) as LeaseOwner;
}

function assertDead(pipeline: string, held: LeaseRow, now: number, self: LeaseOwner): void {
  const owner = ownerOf(pipeline, held);
  if (isDead(owner, self)) return;
  const { host, pid } = owner;
  throw new ConnectorError(
    'run.overlap',
    `Another run of “${pipeline}” is under way, in process ${pid} on “${host}”`,
    { retryAfter: held.expires_at - now, details: { host, pid } },
  );
}
