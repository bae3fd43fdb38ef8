import type { Entity, RecordKey } from '@pim-connector/core';

import type { Tables } from './open-store.ts';
import type { StoreConnection } from './store-connection.ts';

/** Keys of records that a pass did not give, some at a time, in order; they may be removed meanwhile. */
export async function* stalePages(
  { read }: StoreConnection<Tables>,
  pipeline: string,
  entity: Entity,
  pass: number,
): AsyncGenerator<readonly RecordKey[], void, undefined> {
  for (let from = ''; ;) {
    const start = from;
    // oxlint-disable-next-line no-await-in-loop
    const keys = await read(({ fingerprints }) => fingerprints.stale(pipeline, entity, pass, start));
    const last = keys.at(-1);
    if (last === undefined) return;
    yield keys;
    // The smallest text that is greater than the last key.
    from = `${last}\u0000`;
  }
}
