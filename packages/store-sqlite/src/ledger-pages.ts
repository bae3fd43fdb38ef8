import { matchesLedgerFilter } from '@pim-connector/core';
import type { LedgerEntries, LedgerFilter, LedgerKind } from '@pim-connector/core';

import type { Tables } from './open-store.ts';
import type { StoreConnection } from './store-connection.ts';

const pageSize = 500;

/**
 * Entries of the ledger by entity and key, some at a time. Each page goes on after the last entry of the one before,
 * so that entries may come and go meanwhile, and no transaction stays open between pages.
 */
export async function* ledgerPages<Kind extends LedgerKind>(
  connection: StoreConnection<Tables>,
  pipeline: string,
  kind: Kind,
  filter: LedgerFilter,
): AsyncGenerator<readonly LedgerEntries[Kind][], void, undefined> {
  const { entity, keys } = filter;
  if (entity !== undefined && keys !== undefined) {
    yield* pagesOfKeys(connection, pipeline, kind, { ...filter, entity, keys });
    return;
  }
  for (let from = { entity: '', key: '' }; ;) {
    const start = from;
    // oxlint-disable-next-line no-await-in-loop
    const entries = await connection.read(({ ledger }) =>
      ledger.page(pipeline, kind, start, pageSize, filter),
    );
    const last = entries.at(-1);
    if (last === undefined) return;
    const page = entries.filter((entry) => matchesLedgerFilter(entry, filter));
    if (page.length > 0) yield page;
    // The smallest key that is greater than the last one.
    from = { entity: last.entity, key: `${last.key}\u0000` };
  }
}

/** The entries with some keys, looked up one by one instead of by going through all of them. */
async function* pagesOfKeys<Kind extends LedgerKind>(
  { read }: StoreConnection<Tables>,
  pipeline: string,
  kind: Kind,
  filter: LedgerFilter & { readonly entity: string; readonly keys: readonly string[] },
): AsyncGenerator<readonly LedgerEntries[Kind][], void, undefined> {
  const { entity, keys } = filter;
  if (keys.length === 0) return;
  const found = await read(({ ledger }) => ledger.findKeys(pipeline, kind, entity, keys));
  const entries = found
    .filter((entry) => matchesLedgerFilter(entry, filter))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  for (let start = 0; start < entries.length; start += pageSize) yield entries.slice(start, start + pageSize);
}
