import type { ConnectorContext, Entity, RecordKey, SourceRecord } from '@pim-connector/core';

import { inPieces } from '../graphql/list-rest.ts';
import type { ListPart } from '../graphql/list-rest.ts';
import { readPages } from '../graphql/read-pages.ts';
import type { ReadItem } from './list-pass.ts';

/** Until a write is found by a search at the latest, in milliseconds; Shopify names no number. */
export const searchLag = 15_000;

/** Keys that one search asks for. */
export const keysPerSearch = 50;
/** What a call gives of a search, which may find more than was meant: others have the same SKU. */
export const foundPerCall = 50;

/**
 * Finds records by a search. Its index lags behind what is written: what is not found is searched once more later,
 * before it is called gone.
 *
 * @param search gives a part of what a search finds.
 * @param read makes records of what was found.
 */
export async function searchByKeys<E extends Entity, Node>(
  field: 'sku' | 'filename',
  keys: readonly RecordKey[],
  { clock, signal }: Pick<ConnectorContext, 'clock' | 'signal'>,
  {
    search,
    read,
  }: {
    search(query: string, after: string | null): Promise<ListPart<Node>>;
    read(nodes: readonly Node[]): Promise<readonly ReadItem<E>[]>;
  },
): Promise<ReadonlyMap<RecordKey, SourceRecord<E> | null>> {
  const found = new Map<RecordKey, SourceRecord<E> | null>(keys.map((key) => [key, null]));
  let missing = keys;
  for (const isLast of [false, true]) {
    for (const piece of inPieces(missing, keysPerSearch)) {
      const query = piece.map((key) => searchTerm(field, key)).join(' OR ');
      // One after the other: the limit is shared by all.
      // oxlint-disable-next-line no-await-in-loop
      const nodes = await readPages((after) => search(query, after));
      // oxlint-disable-next-line no-await-in-loop
      for (const item of await read(nodes)) {
        if (item !== null && 'record' in item && found.get(item.record.key) === null)
          found.set(item.record.key, item.record);
      }
    }
    missing = keys.filter((key) => found.get(key) === null);
    if (missing.length === 0) break;
    // oxlint-disable-next-line no-await-in-loop
    if (!isLast) await clock.sleep(searchLag, signal);
  }
  return found;
}

/** A condition of Shopify’s search syntax. */
export function searchTerm(field: 'sku' | 'filename', value: string): string {
  return `${field}:"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
