import type { Claim, Intent, Lease, StateStore, StoreDelta } from '@pim-connector/core';

import type { Mutant } from './mutant.ts';

/** Spoils what is claimed. */
function claiming(
  change: (
    store: StateStore,
    lease: Lease,
    account: string,
    claims: readonly Claim[],
  ) => Promise<readonly Claim[]>,
) {
  return (store: StateStore): StateStore => ({
    ...store,
    claim: async (lease, account, claims) =>
      store.claim(lease, account, await change(store, lease, account, claims)),
  });
}

/** Spoils what a commit does to intents. */
function changing(
  change: (
    store: StateStore,
    intents: NonNullable<StoreDelta['intents']>,
  ) => Promise<NonNullable<StoreDelta['intents']>>,
) {
  return (store: StateStore): StateStore => ({
    ...store,
    commit: async (lease, { intents, ...delta }) =>
      store.commit(lease, { ...delta, ...(intents && { intents: await change(store, intents) }) }),
  });
}

/** The intents of records as they are by now, whatever they were when somebody looked. */
async function asTheyAre(store: StateStore, account: string, intents: readonly Intent[]): Promise<Intent[]> {
  const keys = intents.map(({ key }) => key);
  return [...(await store.intents(account, 'product', keys)).values()];
}

/** Defects in what a store does with intents. */
export const intentMutants: Readonly<Record<string, Mutant>> = {
  'loses claims': {
    spoil: (store) => ({
      ...store,
      claim: async (_lease, _account, claims) => new Set(claims.map(({ key }) => key)),
    }),
    noticedBy: [
      'intents.round-trip',
      'intents.exclusive',
      'intents.own',
      'intents.linked',
      'intents.held',
      'intents.fenced',
      'intents.remove',
      'intents.renew',
    ],
  },
  'keeps the intents of each pipeline apart': {
    spoil(store) {
      const pipelines = new Set<string>();
      const apart = (account: string, pipeline: string) => `${account} of ${pipeline}`;
      return {
        ...store,
        claim(lease, account, claims) {
          pipelines.add(lease.pipeline);
          return store.claim(lease, apart(account, lease.pipeline), claims);
        },
        async intents(account, entity, keys) {
          const found = [...pipelines].map((name) => store.intents(apart(account, name), entity, keys));
          return new Map((await Promise.all(found)).flatMap((some) => [...some]));
        },
      };
    },
    noticedBy: ['intents.exclusive', 'intents.held'],
  },
  'looks first and claims afterwards': {
    spoil: (store) => ({
      ...store,
      async claim(lease, account, claims) {
        const keys = claims.map(({ key }) => key);
        const open = await store.intents(account, 'product', keys);
        await store.claim(lease, account, claims);
        return new Set(keys.filter((key) => !open.has(key)));
      },
    }),
    noticedBy: ['intents.exclusive', 'intents.own', 'intents.linked'],
  },
  'does not look for links': {
    spoil: claiming(async (store, _lease, account, claims) => {
      const links = await store.links(
        account,
        'product',
        claims.map(({ key }) => key),
      );
      return claims.map((claim) => ({ ...claim, link: links.get(claim.key)?.remote.id ?? null }));
    }),
    noticedBy: ['intents.linked'],
  },
  'takes every intent for held': {
    spoil: (store) => ({
      ...store,
      intents: async (account, entity, keys) => {
        const found = await store.intents(account, entity, keys);
        return new Map([...found].map(([key, intent]) => [key, { ...intent, held: true }]));
      },
    }),
    noticedBy: ['intents.held'],
  },
  'lets intents be taken over that nobody has looked up': {
    spoil: claiming(async (store, _lease, account, claims) => {
      const keys = claims.map(({ key }) => key);
      const open = await store.intents(account, 'product', keys);
      return claims.map((claim) => ({ ...claim, over: open.get(claim.key) ?? null }));
    }),
    noticedBy: ['intents.held'],
  },
  'claims without looking at the token': {
    spoil(store) {
      const newest = new Map<string, Lease>();
      return {
        ...store,
        claim: async (lease, account, claims) => {
          const current = await store.acquire(`${lease.pipeline} ${newest.size}`, 60_000);
          newest.set(current.pipeline, current);
          return store.claim(current, account, claims);
        },
      };
    },
    noticedBy: ['intents.fenced'],
  },
  'removes intents that were renewed since': {
    spoil: changing(async (store, { remove = [], ...intents }) => ({
      ...intents,
      remove: await asTheyAre(store, intents.account, remove),
    })),
    noticedBy: ['intents.remove'],
  },
  'never removes intents': {
    spoil: changing(async (_store, { remove: _left, ...intents }) => intents),
    noticedBy: ['intents.remove'],
  },
  'never renews intents': {
    spoil: changing(async (_store, { renew: _left, ...intents }) => intents),
    noticedBy: ['intents.renew'],
  },
};
