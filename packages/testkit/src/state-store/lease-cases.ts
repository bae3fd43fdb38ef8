import { isConnectorError, systemClock } from '@pim-connector/core';
import type { Lease, StateStore } from '@pim-connector/core';

import { assertEqual, assertThat } from '../assert-equal.ts';
import { assertRejects } from '../assert-rejects.ts';
import { longTime } from './samples.ts';
import type { StoreCase } from './store-case.ts';

const patience = 1000;

/** Takes a lease as soon as the one before has expired. */
async function takeOver(store: StateStore): Promise<Lease> {
  const giveUpAt = Date.now() + patience;
  for (;;) {
    // Looked at before: the last attempt begins when the time is over, however long this process had to wait for it.
    const isLast = Date.now() >= giveUpAt;
    try {
      // oxlint-disable-next-line no-await-in-loop
      return await store.acquire('shop', longTime);
    } catch (error) {
      if (!isConnectorError(error, 'run.overlap')) throw error;
      assertThat(
        !isLast,
        'A lease that was taken for 1 ms is still held after 1 s: acquire() must compare expiresAt with the time.',
      );
      // oxlint-disable-next-line no-await-in-loop
      await systemClock.sleep(2);
    }
  }
}

/** One run at a time. */
export const leaseCases: readonly StoreCase[] = [
  {
    id: 'lease.overlap',
    title: 'While a lease is held nobody else gets it, and it is said for how long',
    async run(store) {
      await store.acquire('shop', longTime);
      const { retryAfter } = await assertRejects(
        'run.overlap',
        () => store.acquire('shop', longTime),
        'acquire() must be refused while the lease of the pipeline is held.',
      );
      assertThat(
        retryAfter !== undefined && retryAfter > 0 && retryAfter <= longTime,
        `The error must carry retryAfter, the milliseconds that the lease still lasts; it is ${retryAfter}.`,
      );
    },
  },
  {
    id: 'lease.pipelines',
    title: 'Pipelines have leases of their own',
    async run(store) {
      const shop = await store.acquire('shop', longTime);
      const feed = await store.acquire('feed', longTime);
      assertEqual([shop.pipeline, feed.pipeline], ['shop', 'feed'], 'A lease names its pipeline.');
      await store.release(feed);
      await store.commit(shop, {});
    },
  },
  {
    id: 'lease.expiry',
    title: 'A lease that has expired can be taken over, under a higher token',
    async run(store) {
      const first = await store.acquire('shop', 1);
      const second = await takeOver(store);
      assertThat(
        second.token > first.token,
        `Each holder needs a higher token: ${second.token} follows ${first.token}.`,
      );
    },
  },
  {
    id: 'lease.token',
    title: 'Tokens grow for ever, also when leases are given back',
    async run(store) {
      let last = 0;
      for (let round = 0; round < 3; round += 1) {
        // oxlint-disable-next-line no-await-in-loop
        const lease = await store.acquire('shop', longTime);
        assertThat(
          lease.token > last,
          `Each holder needs a higher token, also after release(): ${lease.token} follows ${last}.`,
        );
        last = lease.token;
        // oxlint-disable-next-line no-await-in-loop
        await store.release(lease);
      }
    },
  },
  {
    id: 'lease.renew',
    title: 'A renewed lease keeps its token and lasts longer, even if it had expired',
    async run(store) {
      const lease = await store.acquire('shop', 1);
      await systemClock.sleep(5);
      const renewed = await store.renew(lease, longTime);
      assertEqual(renewed.token, lease.token, 'renew() must keep the token.');
      assertThat(renewed.expiresAt > lease.expiresAt, 'renew() must give a later expiresAt.');
      await store.commit(renewed, {});
      await assertRejects(
        'run.overlap',
        () => store.acquire('shop', longTime),
        'A renewed lease must keep others out.',
      );
    },
  },
  {
    id: 'lease.renew-lost',
    title: 'A lease that somebody else has taken over cannot be renewed',
    async run(store) {
      const first = await store.acquire('shop', 1);
      const second = await takeOver(store);
      await assertRejects(
        'lease.lost',
        () => store.renew(first, longTime),
        'renew() must compare the token with the newest one.',
      );
      await store.commit(second, {});
    },
  },
  {
    id: 'lease.release',
    title: 'A lease that was given back is free at once, and of no use any more',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      await store.release(lease);
      await assertRejects(
        'lease.lost',
        () => store.renew(lease, longTime),
        'A renewal that comes after release() must not bring the lease back to life.',
      );
      await assertRejects(
        'lease.lost',
        () => store.commit(lease, {}),
        'commit() must be refused after release().',
      );
      await store.acquire('shop', longTime);
    },
  },
  {
    id: 'lease.release-lost',
    title: 'Giving back a lease that was lost leaves the new holder alone',
    async run(store) {
      const first = await store.acquire('shop', 1);
      const second = await takeOver(store);
      await store.release(first);
      await assertRejects(
        'run.overlap',
        () => store.acquire('shop', longTime),
        'release() of a lease that was lost must not end the lease of the new holder.',
      );
      await store.commit(second, {});
    },
  },
];
