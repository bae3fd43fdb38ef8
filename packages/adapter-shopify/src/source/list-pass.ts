import type { Entity, InvalidRow, ReadEvent, SourceRecord } from '@pim-connector/core';

import type { ListPart } from '../graphql/list-rest.ts';
import { writeCursor } from './pass-cursor.ts';
import type { PassPlace } from './pass-cursor.ts';
import { resumedPass } from './resumed-pass.ts';
import type { SourceReading } from './source-reading.ts';

/** Something of a list that was read. `null`: it is no record, and none is missed. */
export type ReadItem<E extends Entity> =
  | { readonly record: SourceRecord<E> }
  | { readonly invalid: InvalidRow }
  | null;

/** A list of the shop that is read page by page, as records of one entity. */
export interface ListReader<E extends Entity, Node> {
  page(after: string | null): Promise<ListPart<Node>>;
  /** Makes records of the nodes of a page, in their order. */
  read(nodes: readonly Node[]): Promise<readonly ReadItem<E>[]>;
}

/** Reads a whole list. */
export function listPass<E extends Entity, Node>(
  cursor: string | undefined,
  list: ListReader<E, Node>,
  reading: SourceReading,
): AsyncGenerator<ReadEvent<E>> {
  return resumedPass(cursor, (place) => listPages(place, list, reading));
}

async function* listPages<E extends Entity, Node>(
  place: PassPlace | null,
  { page, read }: ListReader<E, Node>,
  { client, context }: SourceReading,
): AsyncGenerator<ReadEvent<E>> {
  const began = place?.began ?? client.now();
  let after = place?.after ?? null;
  let flawed = place?.flawed ?? false;
  do {
    context.signal.throwIfAborted();
    // Each page begins where the last one ended.
    // oxlint-disable-next-line no-await-in-loop
    const { nodes, pageInfo } = await page(after);
    // oxlint-disable-next-line no-await-in-loop
    const items = await read(nodes);
    const records = items.flatMap((item) => (item !== null && 'record' in item ? [item.record] : []));
    const invalid = items.flatMap((item) => (item !== null && 'invalid' in item ? [item.invalid] : []));
    flawed ||= invalid.length > 0;
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
    const following = after === null ? {} : { cursor: writeCursor({ began, flawed, after }) };
    yield { type: 'page', records, invalid, ...following };
  } while (after !== null);
  yield { type: 'end', enumeratedAll: !flawed };
}
