import { entitySchemas } from '@pim-connector/core';
import type { Entity, EntityMap } from '@pim-connector/core';

import type { PassItem } from './read-pass.ts';

/** The first records among items that fit the model, at most `limit`. */
export async function sampleRecords<E extends Entity>(
  items: AsyncIterable<readonly PassItem<E, unknown>[]>,
  entity: E,
  limit: number = Infinity,
): Promise<EntityMap[E][]> {
  const records: EntityMap[E][] = [];
  for await (const batch of items) {
    for (const item of batch) {
      if (!('record' in item) || item.record.op === 'delete') continue;
      const parsed = entitySchemas[entity].safeParse(item.record.data);
      if (parsed.success) records.push(parsed.data as EntityMap[E]);
      if (records.length >= limit) return records;
    }
  }
  return records;
}
