import { ConnectorError } from '@pim-connector/core';
import type { AnyLedgerChange, DeadLetter, Lease, StateStore, StoreDelta } from '@pim-connector/core';

import { intentMutants } from './intent-mutants.ts';
import type { Mutant } from './mutant.ts';

/** Spoils what is committed. */
function committing(change: (delta: StoreDelta) => StoreDelta) {
  return (store: StateStore): StateStore => ({
    ...store,
    commit: (lease, delta) => store.commit(lease, change(delta)),
  });
}

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

/** Spoils the list of dead letters. */
function listing(change: (letters: readonly DeadLetter[]) => readonly (readonly DeadLetter[])[]) {
  return (store: StateStore): StateStore => ({
    ...store,
    async *deadLetters(pipeline, filter) {
      const letters: DeadLetter[] = [];
      for await (const page of store.deadLetters(pipeline, filter)) letters.push(...page);
      yield* change(letters);
    },
  });
}

/** Ignores who holds the lease: acts under the newest one. */
function unfenced(methods: readonly ('commit' | 'renew' | 'release')[]) {
  return (store: StateStore): StateStore => {
    const newest = new Map<string, Lease>();
    const current = (lease: Lease) => newest.get(lease.pipeline) ?? lease;
    return {
      ...store,
      acquire: async (pipeline, ttl) => {
        const lease = await store.acquire(pipeline, ttl);
        newest.set(pipeline, lease);
        return lease;
      },
      ...(methods.includes('commit') && { commit: (lease, delta) => store.commit(current(lease), delta) }),
      ...(methods.includes('renew') && { renew: (lease, ttl) => store.renew(current(lease), ttl) }),
      ...(methods.includes('release') && { release: (lease) => store.release(current(lease)) }),
    };
  };
}

/** Writes a delta piece by piece instead of at once. */
function piecemeal(store: StateStore): StateStore {
  return {
    ...store,
    commit: async (lease, delta) => {
      for (const name of Object.keys(delta) as (keyof StoreDelta)[]) {
        // Fails for what cannot be written, as a store on disk does.
        JSON.stringify(delta[name]);
        // oxlint-disable-next-line no-await-in-loop
        await store.commit(lease, { [name]: delta[name] });
      }
    },
  };
}

/** Spoils changes of the ledger. */
function changingLedger(change: (change: AnyLedgerChange) => AnyLedgerChange) {
  return committing(({ ledger, ...delta }) => ({ ...delta, ...(ledger && { ledger: ledger.map(change) }) }));
}

/** Spoils changes of fingerprints. */
function changingFingerprints(
  change: (fingerprints: NonNullable<StoreDelta['fingerprints']>) => NonNullable<StoreDelta['fingerprints']>,
) {
  return committing(({ fingerprints, ...delta }) => ({
    ...delta,
    ...(fingerprints && { fingerprints: change(fingerprints) }),
  }));
}

const without = (name: keyof StoreDelta) => committing(({ [name]: _left, ...delta }) => delta);

/** Defects that the suite must notice; between them they make each of its cases fail. */
export const mutants: Readonly<Record<string, Mutant>> = {
  ...intentMutants,
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
  'commits without looking at the token': { spoil: unfenced(['commit']), noticedBy: ['commit.fenced'] },
  'forgets to release': {
    spoil: (store) => ({ ...store, release: async () => {} }),
    noticedBy: ['lease.release', 'lease.token'],
  },
  'commits piece by piece': { spoil: piecemeal, noticedBy: ['commit.atomic'] },
  'loses checkpoints': { spoil: without('checkpoint'), noticedBy: ['checkpoint.round-trip'] },
  'loses settled pages': {
    spoil: without('settled'),
    noticedBy: ['checkpoint.settle', 'checkpoint.settle-twice', 'checkpoint.settle-together'],
  },
  'loses links': {
    spoil: without('links'),
    noticedBy: ['lookup.round-trip', 'lookup.sharing', 'commit.repeated-key', 'commit.remove'],
  },
  'loses dead letters': {
    spoil: without('deadLetters'),
    noticedBy: ['dead-letters.round-trip', 'dead-letters.filters', 'dead-letters.order'],
  },
  'loses runs': { spoil: without('run'), noticedBy: ['commit.runs', 'commit.everything'] },
  'moves the watermark over gaps': {
    spoil: (store) => ({
      ...store,
      commit: async (lease, { settled, ...delta }) => {
        await store.commit(lease, delta);
        if (settled === undefined) return;
        for (const index of Array(settled.index + 1).keys()) {
          // oxlint-disable-next-line no-await-in-loop
          await store.commit(lease, { settled: { ...settled, index } });
        }
      },
    }),
    noticedBy: ['checkpoint.settle'],
  },
  'settles pages of any pass': {
    spoil: committing(({ settled, ...delta }) => ({
      ...delta,
      ...(settled && { settled: { ...settled, pass: 1 } }),
    })),
    noticedBy: ['checkpoint.settle-other-pass'],
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
  'lets the first of two rows count': {
    spoil: committing(({ links, ...delta }) => ({
      ...delta,
      ...(links && { links: { ...links, set: links.set?.toReversed() ?? [] } }),
    })),
    noticedBy: ['commit.repeated-key'],
  },
  'counts attempts anew': {
    spoil: listing((letters) =>
      letters.length === 0 ? [] : [letters.map((letter) => ({ ...letter, attempts: 1 }))],
    ),
    noticedBy: ['dead-letters.attempts'],
  },
  'never removes dead letters': {
    spoil: committing(({ deadLetters, ...delta }) => ({
      ...delta,
      ...(deadLetters && { deadLetters: { ...deadLetters, remove: [] } }),
    })),
    noticedBy: ['dead-letters.remove', 'dead-letters.order', 'commit.remove'],
  },
  'ignores filters': {
    spoil: (store) => ({ ...store, deadLetters: (pipeline) => store.deadLetters(pipeline) }),
    noticedBy: ['dead-letters.filters'],
  },
  'gives dead letters in the wrong order': {
    spoil: listing((letters) => (letters.length === 0 ? [] : [letters.toReversed()])),
    noticedBy: ['dead-letters.order'],
  },
  'gives the oldest runs first': {
    spoil: (store) => ({
      ...store,
      runs: async (pipeline, limit) => (await store.runs(pipeline, limit)).toReversed(),
    }),
    noticedBy: ['commit.runs'],
  },
  'never forgets runs': { spoil: without('removeRunsBefore'), noticedBy: ['commit.remove-runs'] },
  'loses the ledger': {
    spoil: without('ledger'),
    noticedBy: ['ledger.round-trip', 'ledger.replace', 'ledger.filters', 'ledger.order'],
  },
  'has one ledger for all kinds': {
    spoil: (store) => ({
      ...store,
      entries: async function* entries(pipeline, kind, filter) {
        yield* store.entries(pipeline, kind === 'parked' ? 'change' : kind, filter) as ReturnType<
          typeof store.entries<typeof kind>
        >;
      },
    }),
    noticedBy: ['ledger.round-trip'],
  },
  'removes entries that were replaced since': {
    spoil: changingLedger(({ remove = [], ...change }) => ({
      ...change,
      remove: remove.map(({ entity, key }) => ({ entity, key })),
    })),
    noticedBy: ['ledger.remove'],
  },
  'never removes entries': {
    spoil: changingLedger(({ remove: _left, ...change }) => change),
    noticedBy: ['ledger.remove', 'ledger.order'],
  },
  'never forgets by age': {
    spoil: changingLedger(({ removeBefore: _left, ...change }) => change),
    noticedBy: ['ledger.remove-before'],
  },
  'ignores filters of the ledger': {
    spoil: (store) => ({ ...store, entries: (pipeline, kind) => store.entries(pipeline, kind) }),
    noticedBy: ['ledger.filters'],
  },
  'does not know groups': {
    spoil: (store) => ({
      ...store,
      entries: (pipeline, kind, { group: _left, ...filter } = {}) => store.entries(pipeline, kind, filter),
    }),
    noticedBy: ['ledger.filters', 'ledger.group'],
  },
  'compares the moment of a filter as text': {
    spoil: (store) => ({
      ...store,
      async *entries(pipeline, kind, { since, ...filter } = {}) {
        for await (const page of store.entries(pipeline, kind, filter)) {
          const left = page.filter(({ at }) => since === undefined || at >= since);
          if (left.length > 0) yield left;
        }
      },
    }),
    noticedBy: ['ledger.filters'],
  },
  'does not tell what was replaced': {
    spoil: (store) => ({
      ...store,
      append: async (...args) => {
        await store.append(...args);
        return [];
      },
    }),
    noticedBy: ['ledger.append'],
  },
  'loses what is appended beside': {
    spoil: (store) => ({
      ...store,
      append: (pipeline, kind, entries) => store.append(pipeline, kind, entries),
    }),
    noticedBy: ['ledger.append-beside'],
  },
  'appends piece by piece': {
    spoil: (store) => ({
      ...store,
      append: async (pipeline, kind, entries, beside) => {
        const replaced = await store.append(pipeline, kind, entries);
        // Fails for what cannot be written, as a store on disk does.
        JSON.stringify(beside);
        await store.append(pipeline, kind, [], beside);
        return replaced;
      },
    }),
    noticedBy: ['ledger.append-beside'],
  },
  'appends entries with the moment they come with': {
    spoil: (store) => ({
      ...store,
      append: async (pipeline, kind, entries, beside) => {
        const replaced: (typeof entries)[number][] = [];
        for (const { entity, key } of entries) {
          // oxlint-disable-next-line no-await-in-loop
          for await (const page of store.entries(pipeline, kind, { entity, keys: [key] }))
            replaced.push(...page);
        }
        await store.append(
          pipeline,
          kind,
          [],
          [{ kind, set: entries } as AnyLedgerChange, ...(beside ?? [])],
        );
        return replaced;
      },
    }),
    noticedBy: ['ledger.append-later'],
  },
  'forgets what a pass gave': {
    spoil: changingFingerprints(({ seen: _left, ...fingerprints }) => fingerprints),
    noticedBy: ['sweep.seen'],
  },
  'takes what was written for what no pass gave': {
    spoil: (store) => {
      const written = new Set<string>();
      return {
        ...store,
        commit: async (lease, delta) => {
          await store.commit(lease, delta);
          for (const { key } of delta.fingerprints?.set ?? []) written.add(key);
        },
        async *stale(pipeline, entity, pass) {
          const stale = new Set(written);
          for await (const page of store.stale(pipeline, entity, pass))
            for (const key of page) stale.add(key);
          if (stale.size > 0) yield [...stale].toSorted();
        },
      };
    },
    noticedBy: ['sweep.written', 'sweep.seen'],
  },
  'counts what was removed': {
    spoil: changingFingerprints(({ remove: _left, ...fingerprints }) => fingerprints),
    noticedBy: ['sweep.known', 'sweep.seen'],
  },
  'counts rows when it lists what is stale': {
    spoil: (store) => ({
      ...store,
      async *stale(pipeline, entity, pass) {
        let skipped = 0;
        for (;;) {
          const keys: string[] = [];
          // oxlint-disable-next-line no-await-in-loop
          for await (const page of store.stale(pipeline, entity, pass)) keys.push(...page);
          const page = keys.slice(skipped, skipped + 500);
          if (page.length === 0) return;
          skipped += page.length;
          yield page;
        }
      },
    }),
    noticedBy: ['sweep.many'],
  },
};
