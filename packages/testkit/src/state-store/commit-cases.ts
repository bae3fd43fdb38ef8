import type { StateStore, StoreDelta } from '@pim-connector/core';

import { assertEqual } from '../assert-equal.ts';
import { assertRejects } from '../assert-rejects.ts';
import { allDeadLetters, contents, noContents } from './contents.ts';
import {
  fingerprintOf,
  changeOf,
  linkOf,
  longTime,
  rejectedLetter,
  runningRun,
  sampleCheckpoint,
  unreadable,
} from './samples.ts';
import type { StoreCase } from './store-case.ts';

const everything: StoreDelta = {
  checkpoint: sampleCheckpoint,
  settled: { entity: 'product', pass: 3, index: 9, cursor: 'after 9' },
  links: { account: 'account', set: [linkOf('shirt')] },
  fingerprints: { entity: 'product', set: [fingerprintOf('shirt')] },
  deadLetters: { entity: 'product', set: [rejectedLetter('shirt')] },
  run: runningRun('run 1'),
  ledger: [{ kind: 'change', set: [changeOf('shirt')] }],
};

const removeEverything: StoreDelta = {
  settled: { entity: 'product', pass: 3, index: 10, cursor: 'after 10' },
  links: { account: 'account', remove: [{ entity: 'product', key: 'shirt' }] },
  fingerprints: { entity: 'product', remove: ['shirt'] },
  deadLetters: { entity: 'product', remove: ['shirt'] },
  run: { ...runningRun('run 1'), status: 'complete' },
  ledger: [{ kind: 'change', remove: [{ entity: 'product', key: 'shirt' }] }],
};

async function runIds(store: StateStore, limit: number): Promise<unknown> {
  return (await store.runs('shop', limit)).map(({ id, status }) => [id, status]);
}

/** All or nothing, and only by the holder of the lease. */
export const commitCases: readonly StoreCase[] = [
  {
    id: 'commit.everything',
    title: 'One commit can hold everything, and settles its page after its checkpoint',
    async run(store) {
      await store.commit(await store.acquire('shop', longTime), everything);
      const { pass } = sampleCheckpoint;
      assertEqual(
        await contents(store),
        {
          checkpoint: {
            ...sampleCheckpoint,
            pass: { ...pass, cursor: 'after 9', pages: 10, ahead: pass?.ahead },
          },
          links: [['shirt', linkOf('shirt')]],
          fingerprints: [['shirt', fingerprintOf('shirt')]],
          deadLetters: [rejectedLetter('shirt')],
          runs: [runningRun('run 1')],
          known: 1,
          stale: ['shirt'],
          changes: [changeOf('shirt')],
        },
        'Everything that a delta holds must be committed.',
      );
    },
  },
  {
    id: 'commit.fenced',
    title: 'A commit with an old token is refused and changes nothing',
    async run(store) {
      const old = await store.acquire('shop', longTime);
      await store.commit(old, everything);
      const before = await contents(store);
      await store.release(old);
      const lease = await store.acquire('shop', longTime);
      await assertRejects(
        'lease.lost',
        () => store.commit(old, removeEverything),
        'commit() must compare the token of the lease with the newest one, within its transaction.',
      );
      assertEqual(await contents(store), before, 'A refused commit must change nothing.');
      await store.commit(lease, {});
    },
  },
  {
    id: 'commit.unknown-lease',
    title: 'A commit with a lease that this store never gave is refused',
    async run(store) {
      const lease = { pipeline: 'shop', token: 1, expiresAt: Date.now() + longTime };
      const advice = 'A lease that the store does not know must be refused.';
      await assertRejects('lease.lost', () => store.commit(lease, everything), advice);
      await assertRejects('lease.lost', () => store.renew(lease, longTime), advice);
      assertEqual(await contents(store), noContents, 'A refused commit must change nothing.');
    },
  },
  {
    id: 'commit.atomic',
    title: 'A commit that fails half-way changes nothing',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const deadLetters = {
        entity: 'product',
        set: [rejectedLetter('shirt'), { ...rejectedLetter('hat'), record: unreadable }],
      } as const;
      const failure = await store.commit(lease, { ...everything, deadLetters }).then(
        () => null,
        (error: unknown) => error,
      );
      if (failure === null) return;
      assertEqual(
        await contents(store),
        noContents,
        'When commit() throws, none of its changes may be visible: use a transaction.',
      );
      await store.commit(lease, everything);
      const [{ attempts } = { attempts: 0 }] = await allDeadLetters(store, 'shop');
      assertEqual(attempts, 1, 'The failed commit must not be found in the next one.');
    },
  },
  {
    id: 'commit.remove',
    title: 'What a commit removes is gone, and nothing else',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const keys = ['hat', 'shirt'];
      await store.commit(lease, {
        ...everything,
        links: { account: 'account', set: keys.map(linkOf) },
        fingerprints: { entity: 'product', set: keys.map((key) => fingerprintOf(key)) },
      });
      await store.commit(lease, removeEverything);
      const links = await store.links('account', 'product', keys);
      const fingerprints = await store.fingerprints('shop', 'product', keys);
      const advice = 'Exactly the rows that are named under remove must go.';
      assertEqual([...links.keys()], ['hat'], advice);
      assertEqual([...fingerprints.keys()], ['hat'], advice);
      assertEqual(await allDeadLetters(store, 'shop'), [], advice);
    },
  },
  {
    id: 'commit.repeated-key',
    title: 'Of two rows with one key in a commit the later one counts',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      await store.commit(lease, {
        links: {
          account: 'account',
          set: [linkOf('shirt'), { ...linkOf('shirt'), remote: { id: 'later' } }],
        },
        fingerprints: { entity: 'product', set: [fingerprintOf('shirt'), fingerprintOf('shirt', 'later')] },
      });
      const links = await store.links('account', 'product', ['shirt']);
      const fingerprints = await store.fingerprints('shop', 'product', ['shirt']);
      assertEqual(
        [links.get('shirt')?.remote.id, fingerprints.get('shirt')?.source],
        ['later', 'later'],
        'A source may give a record twice in one page: rows must be written in their order.',
      );
    },
  },
  {
    id: 'commit.runs',
    title: 'Runs are given newest first, and one that is committed again keeps its place',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      for (const id of ['run 3', 'run 1', 'run 2']) {
        // oxlint-disable-next-line no-await-in-loop
        await store.commit(lease, { run: runningRun(id) });
      }
      await store.commit(lease, { run: { ...runningRun('run 1'), status: 'complete' } });
      assertEqual(
        await runIds(store, 10),
        [
          ['run 2', null],
          ['run 1', 'complete'],
          ['run 3', null],
        ],
        'runs() must order by when a run was first committed, and give its newest state.',
      );
      assertEqual(await runIds(store, 1), [['run 2', null]], 'runs() must give at most as many as wanted.');
      assertEqual(await store.runs('other', 10), [], 'Runs belong to the pipeline that committed them.');
    },
  },
  {
    id: 'commit.remove-runs',
    title: 'Runs are removed by age, as moments and not as texts',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const begun = {
        before: '2026-03-01T07:59:59+02:00',
        at: '2026-03-01T06:00:00Z',
        after: '2026-03-02T00:00:00Z',
      };
      for (const [id, startedAt] of Object.entries(begun)) {
        // oxlint-disable-next-line no-await-in-loop
        await store.commit(lease, { run: { ...runningRun(id), startedAt } });
      }
      await store.commit(lease, { removeRunsBefore: '2026-03-01T06:00:00.000Z' });
      assertEqual(
        await runIds(store, 10),
        [
          ['after', null],
          ['at', null],
        ],
        'Exactly the runs that began before the moment must go.',
      );
    },
  },
];
