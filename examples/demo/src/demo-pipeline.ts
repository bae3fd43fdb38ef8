import { createPipeline } from '@pim-connector/core';
import type { Pipeline, StateStore } from '@pim-connector/core';
import { catalogueSource, referenceShopDestination } from '@pim-connector/testkit';

import { demoCatalogue } from './demo-catalogue.ts';
import type { Revision } from './demo-catalogue.ts';

/** The shop that the demo writes to. */
export interface ShopAccess {
  readonly url: string;
  readonly token: string;
}

/** What the demo syncs; prices and stock come with their products. */
export const demoEntities = ['category', 'asset', 'product'] as const;

/** The pipeline of the demo. There is no mapping in it: the shop’s default mapping is used. */
export function demoPipeline(revision: Revision, shop: ShopAccess, store: StateStore): Pipeline {
  return createPipeline({
    name: 'demo',
    source: catalogueSource({ catalogue: demoCatalogue(revision), pageSize: 25 }),
    destination: referenceShopDestination({ ...shop }),
    entities: demoEntities,
    store,
    // What a record refers to must come with the same run.
    parkTime: 0,
  });
}
