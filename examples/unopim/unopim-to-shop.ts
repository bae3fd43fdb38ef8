import { createPipeline } from '@pim-connector/core';
import type { Pipeline, StateStore } from '@pim-connector/core';
import { referenceShopDestination } from '@pim-connector/testkit';

import { eanGate } from './ean-gate.ts';
import { unopimSource } from './unopim-source.ts';

/** What the pipeline is to connect. */
export interface UnopimToShopOptions {
  /** The folder of the catalogue. */
  readonly path: string;
  readonly shop: { readonly url: string; readonly token: string };
  readonly store: StateStore;
}

/** The pipeline: from the files to the shop, with the mapping that the shop makes of what the files hold. */
export function unopimToShop({ path, shop, store }: UnopimToShopOptions): Pipeline {
  return createPipeline({
    name: 'unopim-to-shop',
    source: unopimSource({ path }),
    destination: referenceShopDestination(shop),
    gates: [eanGate],
    store,
  });
}
