import { beginPass, initialCheckpoint } from '@pim-connector/core';
import type { Checkpoint, Lease, StateStore } from '@pim-connector/core';

import { assertEqual } from '../assert-equal.ts';
import { allStale } from './contents.ts';
import { fingerprintOf, longTime } from './samples.ts';
import type { StoreCase } from './store-case.ts';

const entity = 'product';
const first = beginPass(initialCheckpoint(entity), 'full', '2026-03-01T06:00:00Z', 'mapping');
const second = beginPass(first, 'full', '2026-03-02T06:00:00Z', 'mapping');

async function begin(store: StateStore, lease: Lease, checkpoint: Checkpoint): Promise<void> {
  await store.commit(lease, { checkpoint });
}

async function write(store: StateStore, lease: Lease, keys: readonly string[]): Promise<void> {
  await store.commit(lease, { fingerprints: { entity, set: keys.map((key) => fingerprintOf(key)) } });
}

/** Which records a pass did not give: what a sweep deletes. */
export const sweepCases: readonly StoreCase[] = [
  {
    id: 'sweep.seen',
    title: 'Records that a pass gave are not stale, all others with a fingerprint are',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      await begin(store, lease, first);
      await write(store, lease, ['gloves', 'hat', 'shirt']);
      await begin(store, lease, second);
      assertEqual(
        await allStale(store, 'shop', 2),
        ['gloves', 'hat', 'shirt'],
        'When a pass begins it has given nothing yet.',
      );
      await store.commit(lease, {
        fingerprints: { entity, seen: { pass: 2, keys: ['hat', 'never written'] } },
      });
      assertEqual(await allStale(store, 'shop', 2), ['gloves', 'shirt'], 'Seen records must not be stale.');
      assertEqual(await allStale(store, 'other', 2), [], 'Fingerprints belong to the pipeline.');
      const remove = ['gloves'];
      await store.commit(lease, { fingerprints: { entity, remove } });
      assertEqual(await allStale(store, 'shop', 2), ['shirt'], 'Removed records are not there to be stale.');
    },
  },
  {
    id: 'sweep.written',
    title: 'What was written counts as given by the newest pass, whichever way it was written',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      await begin(store, lease, first);
      await write(store, lease, ['hat', 'shirt']);
      await begin(store, lease, second);
      await write(store, lease, ['hat', 'socks']);
      assertEqual(
        await allStale(store, 'shop', 2),
        ['shirt'],
        'A commit must mark the fingerprints it sets with the number of the newest pass of the entity, or a sweep deletes what was just written.',
      );
    },
  },
  {
    id: 'sweep.known',
    title: 'The number of known records is that of the fingerprints of the entity',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      await write(store, lease, ['gloves', 'hat', 'shirt']);
      await store.commit(lease, { fingerprints: { entity: 'price', set: [fingerprintOf('shirt')] } });
      await store.commit(lease, { fingerprints: { entity, remove: ['hat', 'unknown'] } });
      assertEqual(
        [
          await store.known('shop', entity),
          await store.known('shop', 'price'),
          await store.known('other', entity),
        ],
        [2, 1, 0],
        'known() must count fingerprints by pipeline and entity.',
      );
    },
  },
  {
    id: 'sweep.many',
    title: 'Many stale records come each once, also while they are being removed',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const keys = Array.from({ length: 1200 }, (_, index) => `sku-${String(index).padStart(4, '0')}`);
      await write(store, lease, keys);
      const seen: string[] = [];
      for await (const page of store.stale('shop', entity, 1)) {
        seen.push(...page);
        // oxlint-disable-next-line no-await-in-loop
        await store.commit(lease, { fingerprints: { entity, remove: page } });
      }
      assertEqual(seen.toSorted(), keys, 'Go on after the last key instead of counting rows.');
    },
  },
];
