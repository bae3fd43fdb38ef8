import type { DestinationCapabilities } from '@pim-connector/core';

import type { DestinationConfig } from './destination-config.ts';
import { assumedLimit } from './graphql/shop-limiter.ts';
import { searchLag } from './source/search-by-keys.ts';

const common = { failureUnit: 'record', completion: 'sync', identity: 'natural', readBack: true } as const;

/** What a shop can do whose products are written directly. */
const directCapabilities = {
  entities: {
    asset: {
      ...common,
      // Only images replace what has their name: whoever made something else without hearing of it has to look for it.
      identity: 'assigned',
      operations: ['create', 'update'],
      batch: { records: 20 },
      concurrency: 4,
      // A file that nobody remembers is found by its name, through the search.
      lookup: { lag: searchLag },
    },
    category: {
      ...common,
      // A collection cannot be made under a key of ours: whoever made one without hearing of it has to look for it.
      identity: 'assigned',
      operations: ['create', 'update', 'delete'],
      // Who takes a category out of the PIM may put it back: its address and what links to it survive.
      deletes: ['unpublish', 'delete'],
      batch: { records: 10 },
      concurrency: 4,
      lookup: { lag: 0 },
    },
    referenceRecord: {
      ...common,
      // A metaobject is known by its handle, which says nothing of the record that it was made of: whoever made one without
      // hearing of it has to look for it.
      identity: 'assigned',
      operations: ['create', 'update', 'delete'],
      deletes: ['delete', 'unpublish'],
      batch: { records: 10 },
      concurrency: 4,
      lookup: { lag: 0 },
      // Metaobjects may point to each other.
      unfinished: true,
    },
    product: {
      ...common,
      operations: ['create', 'update', 'delete'],
      deletes: ['archive', 'unpublish', 'delete'],
      // Calls of one batch go one after the other; the limiter decides how fast, so many batches may wait for it.
      batch: { records: 10 },
      concurrency: 8,
      lookup: { lag: 0 },
      // A video may still be in the works.
      unfinished: true,
    },
    price: {
      ...common,
      operations: ['update'],
      batch: { records: 250 },
      concurrency: 2,
      lookup: { lag: 0 },
    },
    inventory: {
      ...common,
      operations: ['update'],
      batch: { records: 250 },
      concurrency: 2,
      lookup: { lag: 0 },
    },
  },
  rateLimits: [
    {
      name: 'query cost',
      kind: 'queryCost',
      limit: assumedLimit.restoreRate,
      per: 1000,
      burst: assumedLimit.maximum,
      sharedBy: 'app and shop',
    },
  ],
} as const satisfies DestinationCapabilities;

/** What a shop can do. In files, products are done later. */
export function destinationCapabilities({ lane }: Pick<DestinationConfig, 'lane'>): DestinationCapabilities {
  const { entities } = directCapabilities;
  if (lane === 'direct') return directCapabilities;
  return {
    ...directCapabilities,
    entities: { ...entities, product: { ...entities.product, completion: 'async' } },
  };
}
