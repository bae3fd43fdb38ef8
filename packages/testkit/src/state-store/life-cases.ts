import type { StateStore } from '@pim-connector/core';

import { assertEqual } from '../assert-equal.ts';
import { assertRejects } from '../assert-rejects.ts';
import { allDeadLetters, allEntries, allStale, contents, noContents } from './contents.ts';
import { changeOf, claimOf, linkOf, longTime } from './samples.ts';
import type { StoreCase } from './store-case.ts';

/** A store from its first use to its last. */
export const lifeCases: readonly StoreCase[] = [
  {
    id: 'life.empty',
    title: 'A new store knows nothing, and says so without an error',
    async run(store) {
      assertEqual(
        await contents(store),
        noContents,
        'What was never committed must read as null, an empty map or an empty list.',
      );
      for await (const page of store.deadLetters('shop')) {
        assertEqual(page.length > 0, true, 'deadLetters() must not give empty pages.');
      }
    },
  },
  {
    id: 'life.close',
    title: 'A closed store refuses everything, and can be closed again',
    async run(store) {
      const lease = await store.acquire('shop', longTime);
      await store.commit(lease, { links: { account: 'account', set: [linkOf('shirt')] } });
      await store.close();
      await store.close();
      const attempts: Readonly<Record<string, () => Promise<unknown>>> = {
        acquire: () => store.acquire('other', longTime),
        renew: () => store.renew(lease, longTime),
        release: () => store.release(lease),
        checkpoint: () => store.checkpoint('shop', 'product'),
        links: () => store.links('account', 'product', ['shirt']),
        holders: () => store.holders('account', 'product', ['remote shirt']),
        intents: () => store.intents('account', 'product', ['shirt']),
        claim: () => store.claim(lease, 'account', [claimOf('shirt')]),
        fingerprints: () => store.fingerprints('shop', 'product', ['shirt']),
        commit: () => store.commit(lease, {}),
        deadLetters: () => allDeadLetters(store, 'shop'),
        runs: () => store.runs('shop', 1),
        known: () => store.known('shop', 'product'),
        stale: () => allStale(store, 'shop', 1),
        entries: () => allEntries(store, 'shop', 'change'),
        append: () => store.append('shop', 'change', [changeOf('shirt')]),
      } satisfies Record<Exclude<keyof StateStore, 'close' | 'limiters'>, () => Promise<unknown>>;
      for (const [method, attempt] of Object.entries(attempts)) {
        // oxlint-disable-next-line no-await-in-loop
        await assertRejects('store.unavailable', attempt, `${method}() must be refused after close().`);
      }
    },
  },
];
