import { join } from 'node:path';

import type { AkeneoSimulator } from '@pim-connector/adapter-akeneo/simulator';
import { createShopifySimulator } from '@pim-connector/adapter-shopify/simulator';
import type { ShopifySimulator } from '@pim-connector/adapter-shopify/simulator';
import type { StateStore } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';
import { createReferenceShop, serve } from '@pim-connector/testkit';
import type { ReferenceShop } from '@pim-connector/testkit';

import type { Claims } from './claims.ts';
import { demoCatalogue, faultyCatalogue } from './demo-catalogue.ts';
import { demoPipelines } from './demo-pipelines.ts';
import type { DemoAccess, DemoPipelines } from './demo-pipelines.ts';
import { demoPim } from './pim/demo-pim.ts';
import type { EnteredFault } from './pim/demo-pim.ts';
import type { Screen } from './screen.ts';
import { createShopifyDoor } from './shops/shopify-door.ts';
import type { ShopifyDoor } from './shops/shopify-door.ts';

/** Everything of which the job is made, on ports of this machine. */
export interface Stage {
  readonly screen: Screen;
  readonly claims: Claims;
  readonly pim: AkeneoSimulator;
  /** What became of the planted mistakes when somebody entered them into the PIM. */
  readonly entered: readonly EnteredFault[];
  readonly shop: ReferenceShop;
  readonly shopify: ShopifySimulator;
  readonly door: ShopifyDoor;
  readonly access: DemoAccess;
  /** File of the state store. */
  readonly path: string;
}

/** A stage with an open store and the pipelines on it. */
export interface OpenStage extends Stage {
  readonly store: StateStore;
  readonly pipelines: DemoPipelines;
}

/** Sets everything up in a folder. */
export async function openStage(
  folder: string,
  screen: Screen,
  claims: Claims,
): Promise<Stage & { readonly close: () => Promise<void> }> {
  const { pim, faults } = await demoPim(faultyCatalogue, demoCatalogue('first'));
  const token = crypto.randomUUID();
  const shop = createReferenceShop({ token });
  // A quick shop on a large plan, so that nobody has to wait for the demo.
  const shopify = createShopifySimulator({ plan: 'plus', behaviour: { fileProcessing: 0 } });
  const door = createShopifyDoor(shopify);
  const servers = await Promise.all([serve(pim.handler), serve(shop.handler), serve(door.handler)]);
  const [pimServer, shopServer, shopifyServer] = servers;
  const { clientId, secret, username, password } = pim.connection;
  const connection = { clientId, clientSecret: secret, username, password };
  return {
    screen,
    claims,
    pim,
    entered: faults,
    shop,
    shopify,
    door,
    path: join(folder, 'sync.db'),
    access: {
      pim: { url: pimServer.url, ...connection, webhookSecret: crypto.randomUUID() },
      referenceShop: { url: shopServer.url, token },
      shopify: { url: shopifyServer.url, accessToken: 'shpat_static' },
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

/** Opens the store of a stage, does something with the pipelines on it, and closes it again. */
export async function withPipelines(stage: Stage, act: (stage: OpenStage) => Promise<void>): Promise<void> {
  const store = sqliteStore(stage.path);
  const pipelines = demoPipelines(stage.access, store);
  try {
    await act({ ...stage, store, pipelines });
  } finally {
    await pipelines.close();
    await store.close();
  }
}
