import { createPipeline } from '@pim-connector/core';
import type { Pipeline } from '@pim-connector/core';
import { catalogueSource, generateCatalogue, referenceShopDestination } from '@pim-connector/testkit';

import { sqliteStore } from '../sqlite-store.ts';

/** The token of the shop that the pipeline writes to. */
export const shopToken = 'token-of-the-shop';

/** The same pipeline in every process that makes it: a generated catalogue to a shop, on one store. */
export function sharedPipeline(storePath: string, shopUrl: string): Pipeline {
  return createPipeline({
    name: 'shared',
    source: catalogueSource({
      catalogue: generateCatalogue({ seed: 'workers', products: 120 }),
      pageSize: 10,
    }),
    destination: referenceShopDestination({ url: shopUrl, token: shopToken }),
    store: sqliteStore(storePath, { durability: 'process' }),
    concurrency: 6,
  });
}
