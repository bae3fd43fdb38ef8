import type { AnyLedgerChange } from '@pim-connector/core';

import type { Mutant } from './mutant.ts';
import { committing, without } from './spoil-store.ts';

/** Spoils changes of the ledger. */
function changingLedger(change: (change: AnyLedgerChange) => AnyLedgerChange) {
  return committing(({ ledger, ...delta }) => ({ ...delta, ...(ledger && { ledger: ledger.map(change) }) }));
}

/** Stores whose ledger is wrong. */
export const ledgerMutants: Readonly<Record<string, Mutant>> = {
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
};
