import type { Coverage } from '@pim-connector/core';

import { createKeyMemory } from './key-memory.ts';
import type { MappedRow } from './map-csv-row.ts';
import type { RowOutcome } from './product-items.ts';

/** Makes a category of every one that rows name, each once: a table says no more of it than its key. */
export async function* categoryItems(
  batches: AsyncIterable<readonly MappedRow[]>,
  coverage: Coverage,
): AsyncGenerator<readonly RowOutcome<'category'>[]> {
  const known = createKeyMemory();
  const outcomeOf = (key: string): RowOutcome<'category'>[] => {
    if (!known.add(key)) return [];
    const data = { key, parent: null, labels: {} };
    return [{ record: { op: 'upsert', entity: 'category', key, data, coverage } }];
  };
  for await (const batch of batches) {
    yield batch.flatMap((mapped) =>
      // The row itself is told when products are read.
      'issues' in mapped ? [{ gap: true }] : (mapped.record.categories ?? []).flatMap(outcomeOf),
    );
  }
}
