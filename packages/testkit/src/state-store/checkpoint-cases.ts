import { beginPass, endPass, initialCheckpoint } from '@pim-connector/core';
import type { Entity, Lease, StateStore } from '@pim-connector/core';

import { assertEqual } from '../assert-equal.ts';
import { longTime, sampleCheckpoint } from './samples.ts';
import type { StoreCase } from './store-case.ts';

const begun = beginPass(initialCheckpoint('product'), 'full', '2026-03-01T06:00:00Z', 'mapping');

const after = (index: number) => ({ index, cursor: `after ${index}` });

async function begin(store: StateStore): Promise<Lease> {
  const lease = await store.acquire('shop', longTime);
  await store.commit(lease, { checkpoint: begun });
  return lease;
}

async function settle(store: StateStore, lease: Lease, index: number, pass = 1, entity: Entity = 'product') {
  await store.commit(lease, { settled: { entity, pass, ...after(index) } });
}

async function progress(store: StateStore): Promise<unknown> {
  const pass = (await store.checkpoint('shop', 'product'))?.pass;
  return pass && { cursor: pass.cursor, pages: pass.pages, ahead: pass.ahead };
}

/** How far a pipeline has come. */
export const checkpointCases: readonly StoreCase[] = [
  {
    id: 'checkpoint.round-trip',
    title: 'A checkpoint comes back as it was committed, and a new one takes its place',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      await store.commit(lease, { checkpoint: sampleCheckpoint });
      assertEqual(
        await store.checkpoint('shop', 'product'),
        sampleCheckpoint,
        'checkpoint() must give what commit() was given.',
      );
      const ended = endPass(sampleCheckpoint, 'since tuesday');
      await store.commit(lease, { checkpoint: ended });
      assertEqual(await store.checkpoint('shop', 'product'), ended, 'The newest checkpoint must count.');
      assertEqual(await store.checkpoint('shop', 'price'), null, 'Each entity has a checkpoint of its own.');
    },
  },
  {
    id: 'checkpoint.settle',
    title: 'Pages that are settled out of order move the watermark only when the gap is closed',
    async run(store) {
      const lease = await begin(store);
      await settle(store, lease, 2);
      await settle(store, lease, 1);
      assertEqual(
        await progress(store),
        { cursor: null, pages: 0, ahead: [after(1), after(2)] },
        'While page 0 is under way the watermark stands: apply settlePage() of @pim-connector/core to the stored checkpoint.',
      );
      await settle(store, lease, 0);
      assertEqual(
        await progress(store),
        { cursor: 'after 2', pages: 3, ahead: [] },
        'When page 0 is settled the watermark moves over pages 1 and 2 too.',
      );
    },
  },
  {
    id: 'checkpoint.settle-twice',
    title: 'A page that is settled twice counts once',
    async run(store) {
      const lease = await begin(store);
      for (const index of [0, 0, 2, 2]) {
        // oxlint-disable-next-line no-await-in-loop
        await settle(store, lease, index);
      }
      assertEqual(
        await progress(store),
        { cursor: 'after 0', pages: 1, ahead: [after(2)] },
        'Settling a page again must change nothing.',
      );
    },
  },
  {
    id: 'checkpoint.settle-other-pass',
    title: 'A page of another pass, of another entity, or without a checkpoint is ignored',
    async run(store) {
      const lease = await begin(store);
      await settle(store, lease, 0, 2);
      await settle(store, lease, 0, 1, 'price');
      assertEqual(
        await progress(store),
        { cursor: null, pages: 0, ahead: [] },
        'Only a page of the open pass of its entity may be settled: compare settled.pass with the number of the open pass.',
      );
      assertEqual(
        await store.checkpoint('shop', 'price'),
        null,
        'A settled page must not make a checkpoint where there is none.',
      );
      await store.commit(lease, { checkpoint: endPass(begun, null) });
      await settle(store, lease, 0);
      assertEqual(
        (await store.checkpoint('shop', 'product'))?.pass,
        null,
        'A page that comes after the end of its pass must not open it again.',
      );
    },
  },
  {
    id: 'checkpoint.settle-together',
    title: 'Pages that are settled at the same time are all counted',
    async run(store) {
      const lease = await begin(store);
      const indexes = [...Array(20).keys()].toReversed();
      await Promise.all(indexes.map((index) => settle(store, lease, index)));
      assertEqual(
        await progress(store),
        { cursor: 'after 19', pages: 20, ahead: [] },
        'Read the checkpoint and write it back within one transaction, or pages get lost.',
      );
    },
  },
];
