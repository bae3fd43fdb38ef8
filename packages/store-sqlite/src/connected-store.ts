import { createLimiterPool } from '@pim-connector/core';
import type { Clock, StateStore } from '@pim-connector/core';

import { claimIntents, openIntents } from './claim-intents.ts';
import { deadLetterPages } from './dead-letter-pages.ts';
import { ledgerPages } from './ledger-pages.ts';
import type { Tables } from './open-store.ts';
import { stalePages } from './stale-pages.ts';
import type { StoreConnection } from './store-connection.ts';
import { writeDelta } from './write-delta.ts';

/** The state store behind a connection: what each method reads or writes. */
export function connectedStore(connection: StoreConnection<Tables>, clock: Clock): StateStore {
  const { read, write, writeUnsynced } = connection;
  return {
    limiters: createLimiterPool(),
    acquire: (pipeline, ttl) => writeUnsynced(({ leases }) => leases.acquire(pipeline, clock.now(), ttl)),
    renew: (lease, ttl) => writeUnsynced(({ leases }) => leases.renew(lease, clock.now() + ttl)),
    release: (lease) => writeUnsynced(({ leases }) => leases.release(lease)),
    checkpoint: (pipeline, entity) => read(({ checkpoints }) => checkpoints.find(pipeline, entity)),
    links: (account, entity, keys) => read(({ links }) => links.find(account, entity, keys)),
    holders: (account, entity, ids) => read(({ links }) => links.holders(account, entity, ids)),
    intents: (account, entity, keys) =>
      read((tables) => openIntents(tables, account, entity, keys, clock.now())),
    claim: (lease, account, claims) =>
      write((tables) => {
        tables.leases.assertHeld(lease);
        return claimIntents(tables, lease.pipeline, account, claims, clock.now());
      }),
    fingerprints: (pipeline, entity, keys) =>
      read(({ fingerprints }) => fingerprints.find(pipeline, entity, keys)),
    commit: (lease, delta) =>
      write((tables) => {
        // Within the transaction: nobody can take the lease over before the changes are committed.
        tables.leases.assertHeld(lease);
        writeDelta(tables, lease.pipeline, delta);
      }),
    deadLetters: (pipeline, filter = {}) => deadLetterPages(connection, pipeline, filter),
    runs: (pipeline, limit) => read(({ runs }) => runs.newest(pipeline, limit)),
    known: (pipeline, entity) => read(({ fingerprints }) => fingerprints.count(pipeline, entity)),
    stale: (pipeline, entity, pass) => stalePages(connection, pipeline, entity, pass),
    entries: (pipeline, kind, filter = {}) => ledgerPages(connection, pipeline, kind, filter),
    append: (pipeline, kind, entries, beside = []) =>
      write(({ ledger }) => {
        const replaced = ledger.append(pipeline, kind, entries);
        for (const change of beside) ledger.change(pipeline, change);
        return replaced;
      }),
    close: async () => connection.close(),
  };
}
