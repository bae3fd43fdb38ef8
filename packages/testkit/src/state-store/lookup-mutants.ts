import type { StateStore } from '@pim-connector/core';

import type { Mutant } from './mutant.ts';
import { committing, without } from './spoil-store.ts';

/** Spoils keys on their way in and out, so that some of them cannot be told apart any more. */
function confusing(confuse: (key: string) => string) {
  return (store: StateStore): StateStore => ({
    ...store,
    links: async (account, entity, keys) => {
      const found = await store.links(account, entity, keys.map(confuse));
      return pick(keys, (key) => found.get(confuse(key)));
    },
    fingerprints: async (pipeline, entity, keys) => {
      const found = await store.fingerprints(pipeline, entity, keys.map(confuse));
      return pick(keys, (key) => found.get(confuse(key)));
    },
    commit: (lease, { links, fingerprints, deadLetters, ...delta }) =>
      store.commit(lease, {
        ...delta,
        ...(links && {
          links: { ...links, set: (links.set ?? []).map((link) => ({ ...link, key: confuse(link.key) })) },
        }),
        ...(fingerprints && {
          fingerprints: {
            ...fingerprints,
            set: (fingerprints.set ?? []).map((row) => ({ ...row, key: confuse(row.key) })),
          },
        }),
        ...(deadLetters && {
          deadLetters: {
            ...deadLetters,
            set: (deadLetters.set ?? []).map((row) => ({ ...row, key: confuse(row.key) })),
          },
        }),
      }),
  });
}

function pick<Row>(keys: readonly string[], find: (key: string) => Row | undefined): Map<string, Row> {
  return new Map(
    keys.flatMap((key) => {
      const row = find(key);
      return row === undefined ? [] : [[key, row] as const];
    }),
  );
}

/** Stores that find links and fingerprints wrongly. */
export const lookupMutants: Readonly<Record<string, Mutant>> = {
  'loses links': {
    spoil: without('links'),
    noticedBy: ['lookup.round-trip', 'lookup.sharing', 'commit.repeated-key', 'commit.remove'],
  },
  'finds no more than 1,000 keys': {
    spoil: (store) => ({
      ...store,
      links: (account, entity, keys) => store.links(account, entity, keys.slice(0, 1000)),
    }),
    noticedBy: ['lookup.many'],
  },
  'takes no keys for all keys': {
    spoil: (store) => ({
      ...store,
      links: (account, entity, keys) => store.links(account, entity, keys.length === 0 ? ['shirt'] : keys),
    }),
    noticedBy: ['lookup.none'],
  },
  'ignores case': {
    spoil: confusing((key) => key.toLowerCase()),
    noticedBy: ['lookup.peculiar-keys', 'dead-letters.round-trip'],
  },
  'normalises keys': { spoil: confusing((key) => key.normalize()), noticedBy: ['lookup.peculiar-keys'] },
  'trims keys': { spoil: confusing((key) => key.trim()), noticedBy: ['lookup.peculiar-keys'] },
  'tells holders of all entities': {
    spoil: (store) => ({
      ...store,
      holders: async (account, _entity, ids) =>
        new Map([
          ...(await store.holders(account, 'category', ids)),
          ...(await store.holders(account, 'product', ids)),
        ]),
    }),
    noticedBy: ['lookup.holders'],
  },
  'tells no holders': {
    spoil: (store) => ({ ...store, holders: async () => new Map() }),
    noticedBy: ['lookup.holders'],
  },
  'knows one holder of a thing': {
    spoil(store) {
      const last = new Map<string, string>();
      return {
        ...store,
        commit: async (lease, delta) => {
          await store.commit(lease, delta);
          for (const { key } of delta.links?.remove ?? [])
            for (const [id, holder] of last) if (holder === key) last.delete(id);
          for (const { key, remote } of delta.links?.set ?? []) last.set(remote.id, key);
        },
        holders: async (account, entity, ids) => {
          const holders = await store.holders(account, entity, ids);
          return new Map([...holders].filter(([id, key]) => last.get(id) === key));
        },
      };
    },
    noticedBy: ['lookup.shared-thing'],
  },
  'shares holders between accounts': {
    spoil: (store) => ({
      ...store,
      holders: (_account, entity, ids) => store.holders('account', entity, ids),
    }),
    noticedBy: ['lookup.holders'],
  },
  'shares links between accounts': {
    spoil: (store) => ({ ...store, links: (_account, entity, keys) => store.links('account', entity, keys) }),
    noticedBy: ['lookup.sharing'],
  },
  'takes links away wherever they lead': {
    spoil: committing(({ links, ...delta }) => ({
      ...delta,
      ...(links && {
        links: { ...links, remove: links.remove?.map(({ entity, key }) => ({ entity, key })) ?? [] },
      }),
    })),
    noticedBy: ['links.moved'],
  },
  'keeps links that are to be taken away if they lead there': {
    spoil: committing(({ links, ...delta }) => ({
      ...delta,
      ...(links && {
        links: { ...links, remove: links.remove?.filter(({ id }) => id === undefined) ?? [] },
      }),
    })),
    noticedBy: ['links.moved'],
  },
  'shares fingerprints between pipelines': {
    spoil: (store) => ({
      ...store,
      fingerprints: (_pipeline, entity, keys) => store.fingerprints('shop', entity, keys),
    }),
    noticedBy: ['lookup.sharing'],
  },
};
