import { laterThan, matchesLedgerFilter } from './ledger.ts';
import type { AnyLedgerChange, LedgerEntries, LedgerEntry, LedgerFilter, LedgerKind } from './ledger.ts';

/** The ledger of one pipeline, in memory. */
export interface MemoryLedger {
  change(change: AnyLedgerChange): void;
  /** See {@link StateStore.append}. */
  append<Kind extends LedgerKind>(
    kind: Kind,
    entries: readonly LedgerEntries[Kind][],
  ): readonly LedgerEntries[Kind][];
  /** By entity and key. */
  list<Kind extends LedgerKind>(kind: Kind, filter: LedgerFilter): readonly LedgerEntries[Kind][];
}

/** Makes an empty ledger. */
export function createMemoryLedger(): MemoryLedger {
  const kinds = new Map<LedgerKind, Map<string, LedgerEntry>>();

  const entriesOf = (kind: LedgerKind): Map<string, LedgerEntry> => {
    const entries = kinds.get(kind) ?? new Map<string, LedgerEntry>();
    kinds.set(kind, entries);
    return entries;
  };

  return {
    change({ kind, set = [], remove = [], removeBefore }) {
      const entries = entriesOf(kind);
      for (const entry of set) entries.set(idOf(entry), entry);
      for (const place of remove) {
        const entry = entries.get(idOf(place));
        if (entry !== undefined && (place.at === undefined || place.at === entry.at))
          entries.delete(idOf(place));
      }
      if (removeBefore === undefined) return;
      const limit = Date.parse(removeBefore);
      for (const [id, { at }] of entries) if (Date.parse(at) < limit) entries.delete(id);
    },
    append(kind, added) {
      const entries = entriesOf(kind);
      return added.flatMap((entry) => {
        // Entries of a kind are only ever added as entries of that kind.
        const replaced = entries.get(idOf(entry)) as typeof entry | undefined;
        entries.set(idOf(entry), laterThan(replaced, entry));
        return replaced === undefined ? [] : [replaced];
      });
    },
    list<Kind extends LedgerKind>(kind: Kind, filter: LedgerFilter) {
      return [...entriesOf(kind).values()]
        .filter((entry) => matchesLedgerFilter(entry, filter))
        .toSorted(byEntityAndKey)
        .map((entry) => entry as LedgerEntries[Kind]);
    },
  };
}

function idOf({ entity, key }: { readonly entity: string; readonly key: string }): string {
  return JSON.stringify([entity, key]);
}

function byEntityAndKey(a: LedgerEntry, b: LedgerEntry): number {
  if (a.entity !== b.entity) return a.entity < b.entity ? -1 : 1;
  return a.key < b.key ? -1 : Number(a.key > b.key);
}
