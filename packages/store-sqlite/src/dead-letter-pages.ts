import { matchesDeadLetter } from '@pim-connector/core';
import type { DeadLetter, DeadLetterFilter, Entity } from '@pim-connector/core';

import type { Tables } from './open-store.ts';
import type { StoreConnection } from './store-connection.ts';

const pageSize = 500;

/**
 * Dead letters by entity and key, some at a time. Each page goes on after the last key of the one before, so that
 * rows may come and go meanwhile, and no transaction stays open between pages.
 */
export async function* deadLetterPages(
  connection: StoreConnection<Tables>,
  pipeline: string,
  filter: DeadLetterFilter,
): AsyncGenerator<readonly DeadLetter[], void, undefined> {
  const entities = await connection.read(({ deadLetters }) => deadLetters.entities(pipeline));
  for (const entity of entities) {
    if (filter.entity === undefined || filter.entity === entity) {
      yield* pagesOf(entity, connection, pipeline, filter);
    }
  }
}

async function* pagesOf(
  entity: Entity,
  { read }: StoreConnection<Tables>,
  pipeline: string,
  filter: DeadLetterFilter,
): AsyncGenerator<readonly DeadLetter[], void, undefined> {
  for (let from = ''; ;) {
    const start = from;
    // oxlint-disable-next-line no-await-in-loop
    const rows = await read(({ deadLetters }) => deadLetters.page(pipeline, entity, start, pageSize, filter));
    const last = rows.at(-1);
    if (last === undefined) return;
    const page = rows.filter((letter) => matchesDeadLetter(letter, filter));
    if (page.length > 0) yield page;
    // The smallest text that is greater than the last key.
    from = `${last.key}\u0000`;
  }
}
