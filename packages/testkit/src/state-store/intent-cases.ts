import type { StateStore } from '@pim-connector/core';

import { assertEqual } from '../assert-equal.ts';
import { assertRejects } from '../assert-rejects.ts';
import { claimOf, intentOf, linkOf, longTime, peculiarKeys } from './samples.ts';
import type { StoreCase } from './store-case.ts';

const later = '2026-03-02T06:00:00.000Z';

/** What the store says of the intent of the product “shirt”. */
async function shirtOf(store: StateStore, account = 'account'): Promise<unknown> {
  return (await store.intents(account, 'product', ['shirt'])).get('shirt') ?? null;
}

/** Creates that pipelines announce: of all that write to an account, one has the intent of a record. */
export const intentCases: readonly StoreCase[] = [
  {
    id: 'intents.round-trip',
    title: 'What was claimed comes back as it was, each record on its own',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const claims = peculiarKeys.map((key) => claimOf(key));
      const claimed = await store.claim(lease, 'account', claims);
      assertEqual(
        [...claimed],
        peculiarKeys,
        'claim() must give the keys that were claimed, all of them here.',
      );
      const found = await store.intents('account', 'product', [...peculiarKeys, 'unknown']);
      assertEqual(
        peculiarKeys.map((key) => found.get(key)),
        peculiarKeys.map((key) => ({ ...intentOf(key), held: true })),
        'intents() must give what was claimed, with the pipeline of the lease.',
      );
      assertEqual(found.size, peculiarKeys.length, 'What was not claimed has no intent.');
      const advice = 'Intents belong to the account, the entity and the key.';
      assertEqual(await shirtOf(store, 'other'), null, advice);
      assertEqual((await store.intents('account', 'price', ['shirt'])).size, 0, advice);
    },
  },
  {
    id: 'intents.exclusive',
    title: 'Two pipelines that claim the same record at the same moment: one of them gets it',
    async run(store) {
      const leases = await Promise.all(['one', 'two'].map((name) => store.acquire(name, longTime)));
      const keys = Array.from({ length: 20 }, (_, index) => `sku-${index}`);
      const claims = keys.map((key) => claimOf(key));
      const claimed = await Promise.all(leases.map((lease) => store.claim(lease, 'account', claims)));
      const all = claimed.flatMap((some) => [...some]);
      const advice = 'Look for another pipeline’s intent and write your own in one transaction.';
      assertEqual(all.toSorted(), keys.toSorted(), advice);
      const found = await store.intents('account', 'product', keys);
      const owners = claimed.flatMap((some, index) =>
        [...some].map((key) => [key, index === 0 ? 'one' : 'two']),
      );
      assertEqual(
        owners.map(([key = '']) => [key, found.get(key)?.pipeline]),
        owners,
        'intents() must name the pipeline that was told that it has the claim.',
      );
    },
  },
  {
    id: 'intents.own',
    title: 'A pipeline claims its own intent anew',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      await store.claim(lease, 'account', [claimOf('shirt')]);
      const again = await store.claim(lease, 'account', [claimOf('shirt', { at: later, run: 'run 2' })]);
      assertEqual([...again], ['shirt'], 'What a pipeline has claimed itself, it may claim again.');
      assertEqual(
        await shirtOf(store),
        { ...intentOf('shirt', 'shop', later), run: 'run 2', held: true },
        'The newer claim replaces the older one.',
      );
    },
  },
  {
    id: 'intents.linked',
    title: 'A record that was linked since is not claimed',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const links = { account: 'account', set: [linkOf('shirt'), linkOf('hat')] };
      await store.commit(lease, { links });
      const known = claimOf('hat', { link: linkOf('hat').remote.id });
      const claimed = await store.claim(lease, 'account', [claimOf('shirt'), known, claimOf('socks')]);
      assertEqual(
        [...claimed],
        ['hat', 'socks'],
        'A link that the pipeline does not know of is of a product that another one has made: see mayClaim().',
      );
    },
  },
  {
    id: 'intents.held',
    title: 'An intent is held while its pipeline has the lease, and cannot be taken over',
    async run(store) {
      const holder = await store.acquire('one', longTime);
      const other = await store.acquire('two', longTime);
      await store.claim(holder, 'account', [claimOf('shirt')]);
      const over = claimOf('shirt', { at: later, over: intentOf('shirt', 'one') });
      const tooEarly = await store.claim(other, 'account', [over]);
      assertEqual(
        [...tooEarly],
        [],
        'What is held must not be taken over: it may be created at this moment.',
      );
      await store.release(holder);
      assertEqual(
        await shirtOf(store),
        { ...intentOf('shirt', 'one'), held: false },
        '`held` tells whether the lease of the pipeline is in force.',
      );
      const blind = await store.claim(other, 'account', [claimOf('shirt', { at: later })]);
      assertEqual([...blind], [], 'An intent that the pipeline does not know of must not be taken over.');
      const outdated = { ...intentOf('shirt', 'one'), at: later };
      const wrong = await store.claim(other, 'account', [claimOf('shirt', { at: later, over: outdated })]);
      assertEqual([...wrong], [], 'An intent that was renewed since must not be taken over.');
      const claimed = await store.claim(other, 'account', [over]);
      assertEqual([...claimed], ['shirt'], 'What is not held, and has been looked up, may be taken over.');
      assertEqual(
        await shirtOf(store),
        { ...intentOf('shirt', 'two', later), held: true },
        'It belongs to the pipeline that took it over.',
      );
    },
  },
  {
    id: 'intents.fenced',
    title: 'A claim with an old token is refused and claims nothing',
    async run(store) {
      const old = await store.acquire('shop', longTime);
      await store.release(old);
      await assertRejects(
        'lease.lost',
        () => store.claim(old, 'account', [claimOf('shirt')]),
        'claim() must compare the token of the lease with the newest one, as commit() does.',
      );
      assertEqual(await shirtOf(store), null, 'A refused claim must change nothing.');
    },
  },
  {
    id: 'intents.remove',
    title: 'Intents are removed in a commit, if they are still the ones that are named',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const other = await store.acquire('other', longTime);
      await store.claim(lease, 'account', [claimOf('shirt'), claimOf('hat')]);
      await store.claim(other, 'account', [claimOf('socks')]);
      const remove = [
        intentOf('shirt'),
        intentOf('hat', 'shop', later),
        intentOf('socks'),
        intentOf('unknown'),
      ];
      await store.commit(lease, { intents: { account: 'account', remove } });
      const left = await store.intents('account', 'product', ['hat', 'shirt', 'socks']);
      assertEqual(
        [...left.keys()].toSorted(),
        ['hat', 'socks'],
        'Compare pipeline and moment: a newer intent, or another pipeline’s, must stay.',
      );
      await store.commit(lease, { intents: { account: 'account', remove: [intentOf('socks', 'other')] } });
      assertEqual(
        (await store.intents('account', 'product', ['socks'])).size,
        0,
        'Whoever found out what became of a create may remove its intent, whosever it was.',
      );
    },
  },
  {
    id: 'intents.renew',
    title: 'A commit renews the pipeline’s own intents and makes no new ones',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      const other = await store.acquire('other', longTime);
      await store.claim(lease, 'account', [claimOf('shirt')]);
      await store.claim(other, 'account', [claimOf('socks')]);
      const renew = ['shirt', 'socks', 'unknown'].map((key) => intentOf(key, 'shop', later));
      await store.commit(lease, { intents: { account: 'account', renew } });
      const found = await store.intents('account', 'product', ['shirt', 'socks', 'unknown']);
      assertEqual(
        [found.get('shirt')?.at, found.get('socks')?.pipeline, found.has('unknown')],
        [later, 'other', false],
        'Only intents that the pipeline still has may be renewed.',
      );
    },
  },
];
