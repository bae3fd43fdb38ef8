import { ConnectorError } from '@pim-connector/core';
import type { Lease } from '@pim-connector/core';

import type { Mutant } from './mutant.ts';
import { listing, unfenced } from './spoil-store.ts';

/** Stores that are opened and closed, and leased, wrongly. */
export const leaseMutants: Readonly<Record<string, Mutant>> = {
  'reports an unread checkpoint as an error': {
    spoil: (store) => ({
      ...store,
      checkpoint: async (pipeline, entity) => {
        const checkpoint = await store.checkpoint(pipeline, entity);
        if (checkpoint === null) throw new ConnectorError('store.corrupt', 'There is no checkpoint');
        return checkpoint;
      },
    }),
    noticedBy: ['life.empty'],
  },
  'gives empty pages': { spoil: listing((letters) => [letters]), noticedBy: ['life.empty'] },
  'goes on after close': {
    spoil: (store) => ({ ...store, close: async () => {} }),
    noticedBy: ['life.close'],
  },
  'lets everybody run': {
    spoil: (store) => {
      let token = 0;
      return {
        ...store,
        acquire: async (pipeline, ttl) => ({ pipeline, token: (token += 1), expiresAt: Date.now() + ttl }),
        commit: async () => {},
        release: async () => {},
        renew: async (lease, ttl) => ({ ...lease, expiresAt: Date.now() + ttl }),
      };
    },
    noticedBy: ['lease.overlap', 'lease.renew-lost', 'lease.release-lost', 'commit.unknown-lease'],
  },
  'has one lease for all pipelines': {
    spoil: (store) => ({ ...store, acquire: (_pipeline, ttl) => store.acquire('all', ttl) }),
    noticedBy: ['lease.pipelines'],
  },
  'says nothing of how long a lease lasts': {
    spoil: (store) => ({
      ...store,
      acquire: (pipeline, ttl) =>
        store.acquire(pipeline, ttl).catch(() => {
          throw new ConnectorError('run.overlap', 'There is another run');
        }),
    }),
    noticedBy: ['lease.overlap'],
  },
  'never lets a lease expire': {
    spoil: (store) => ({ ...store, acquire: (pipeline) => store.acquire(pipeline, 600_000) }),
    noticedBy: ['lease.expiry'],
  },
  'gives every lease the same token': {
    spoil: (store) => {
      const leases = new Map<string, Lease>();
      const real = (lease: Lease) => leases.get(lease.pipeline) ?? lease;
      return {
        ...store,
        acquire: async (pipeline, ttl) => {
          const lease = await store.acquire(pipeline, ttl);
          leases.set(pipeline, lease);
          return { ...lease, token: 1 };
        },
        release: (lease) => store.release(real(lease)),
      };
    },
    noticedBy: ['lease.token', 'lease.expiry'],
  },
  'does not extend a lease': {
    spoil: (store) => ({ ...store, renew: (lease) => store.renew(lease, 0) }),
    noticedBy: ['lease.renew'],
  },
  'renews a lease that was lost': { spoil: unfenced(['renew']), noticedBy: ['lease.renew-lost'] },
  'releases a lease of somebody else': { spoil: unfenced(['release']), noticedBy: ['lease.release-lost'] },
  'forgets to release': {
    spoil: (store) => ({ ...store, release: async () => {} }),
    noticedBy: ['lease.release', 'lease.token'],
  },
};
