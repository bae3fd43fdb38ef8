import type { DestinationCapabilities, DestinationEntityCapabilities } from '@pim-connector/core';

/** The shop’s limits on the size of a request. */
export const maxBatchItems = 50;

/** Most keys of one query. */
export const maxQueryIds = 250;

const common = {
  // A little below one mebibyte, for what is around the items.
  batch: { records: maxBatchItems, bytes: 1_000_000 },
  concurrency: 4,
  failureUnit: 'record',
  completion: 'sync',
  identity: 'natural',
  lookup: { lag: 0 },
  readBack: true,
} as const satisfies Partial<DestinationEntityCapabilities>;

const operations = ['create', 'update', 'delete'] as const;

/** What the shop can do. */
export const shopCapabilities = {
  entities: {
    // One batch after the other: a category can only be put below one that exists.
    category: { ...common, concurrency: 1, operations, deletes: ['delete'] },
    asset: { ...common, operations, deletes: ['delete'] },
    product: { ...common, operations, deletes: ['delete', 'archive', 'unpublish'] },
    price: { ...common, operations: ['update'] },
    inventory: { ...common, operations: ['update'] },
  },
  rateLimits: [
    { name: 'requests', kind: 'tokenBucket', limit: 50, per: 1000, burst: 100, sharedBy: 'account' },
  ],
} as const satisfies DestinationCapabilities;
