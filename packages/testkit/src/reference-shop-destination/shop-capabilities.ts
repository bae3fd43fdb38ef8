import type { DestinationCapabilities } from '@pim-connector/core';

import type { ShopMode } from './destination-config.ts';

/** The shop’s limits on the size of a request. */
export const maxBatchItems = 50;

/** Most keys of one query. */
export const maxQueryIds = 250;

const operations = ['create', 'update', 'delete'] as const;

/** How fast the shop may be asked: requests per second, and at once. */
export const requestLimit = { perSecond: 50, burst: 100 };

/** What the shop can do. */
export function shopCapabilities({ completion, identity, lookupLag }: ShopMode) {
  const common = {
    // A little below one mebibyte, for what is around the items.
    batch: { records: maxBatchItems, bytes: 1_000_000 },
    concurrency: 4,
    failureUnit: 'record',
    completion,
    identity: 'natural',
    lookup: { lag: 0 },
    readBack: true,
  } as const;
  return {
    entities: {
      // One batch after the other: a category can only be put below one that exists.
      category: { ...common, concurrency: 1, operations, deletes: ['delete'] },
      asset: { ...common, operations, deletes: ['delete'] },
      product: {
        ...common,
        identity,
        lookup: { lag: lookupLag },
        operations,
        deletes: ['delete', 'archive', 'unpublish'],
      },
      price: { ...common, operations: ['update'] },
      inventory: { ...common, operations: ['update'] },
    },
    rateLimits: [
      {
        name: 'requests',
        kind: 'tokenBucket',
        limit: requestLimit.perSecond,
        per: 1000,
        burst: requestLimit.burst,
        sharedBy: 'account',
      },
    ],
  } as const satisfies DestinationCapabilities;
}
