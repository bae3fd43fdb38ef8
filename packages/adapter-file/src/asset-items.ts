import type { Coverage } from '@pim-connector/core';

import { imageAsset } from './image-asset.ts';
import { createKeyMemory } from './key-memory.ts';
import type { MappedRow } from './map-csv-row.ts';
import type { RowOutcome } from './product-items.ts';

/** Makes an asset of every image of the rows whose place is known, each once. */
export async function* assetItems(
  batches: AsyncIterable<readonly MappedRow[]>,
  baseUrl: string | undefined,
  coverage: Coverage,
): AsyncGenerator<readonly RowOutcome<'asset'>[]> {
  const known = createKeyMemory();
  const outcomeOf = (image: string): RowOutcome<'asset'>[] => {
    const asset = imageAsset(image, baseUrl);
    if (asset === null || !known.add(asset.key)) return [];
    return [{ record: { op: 'upsert', entity: 'asset', key: asset.key, data: asset, coverage } }];
  };
  for await (const batch of batches) {
    yield batch.flatMap((mapped) =>
      // The row itself is told when products are read.
      'issues' in mapped ? [{ gap: true }] : (mapped.record.images ?? []).flatMap(outcomeOf),
    );
  }
}
