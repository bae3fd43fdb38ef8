import { akeneo } from '@pim-connector/adapter-akeneo';
import { shopify } from '@pim-connector/adapter-shopify';
import { createFanOut, createPipeline } from '@pim-connector/core';
import type { Alert, FanOut, Pipeline, StateStore } from '@pim-connector/core';
import { referenceShopDestination } from '@pim-connector/testkit';

import { pimCodes } from './pim/pim-structure.ts';

/** Where PIM and shops listen, and what opens them. Plain data, so that another process can be told. */
export interface DemoAccess {
  readonly pim: {
    readonly url: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly username: string;
    readonly password: string;
    readonly webhookSecret: string;
  };
  readonly referenceShop: { readonly url: string; readonly token: string };
  readonly shopify: { readonly url: string; readonly accessToken: string };
}

/** A channel: a pipeline to one shop. */
export interface Channel {
  readonly pipeline: Pipeline;
  /** What people were told of it, oldest first. */
  readonly alerts: readonly Alert[];
}

/** The pipelines of the demo, which read one PIM together. */
export interface DemoPipelines {
  readonly referenceShop: Channel;
  readonly shopify: Channel;
  readonly fanOut: FanOut;
  readonly close: () => Promise<void>;
}

/**
 * The pipelines of the demo. There is no mapping in them: the default mapping of each shop is used. A shop that is away is
 * given up within a second, so that nobody has to wait for the demo; the defaults are more patient.
 */
export function demoPipelines({ pim, ...shops }: DemoAccess, store: StateStore): DemoPipelines {
  const { webhookSecret, ...connection } = pim;
  const source = akeneo({
    ...connection,
    prices: { list: pimCodes.list, sale: pimCodes.sale },
    webhookSecrets: [webhookSecret],
    // Small pages, so that there is something between them to be interrupted.
    pageSize: 50,
    // PIM and pipelines have the same clock here, and nothing is written while a pass begins.
    overlap: 1,
  });
  const retry = { attempts: 2, minDelay: 50, maxDelay: 100 };
  const common = {
    source,
    store,
    retry: { attempts: 2, minimumDelay: 100 },
    // What a record refers to must come with the same run.
    parkTime: 0,
  };
  const referenceShop = channel((alerts) =>
    createPipeline({
      ...common,
      name: 'reference-shop',
      destination: referenceShopDestination({ ...shops.referenceShop, retry }),
      entities: ['category', 'asset', 'product'],
      alerts,
    }),
  );
  const toShopify = channel((alerts) =>
    createPipeline({
      ...common,
      name: 'shopify',
      destination: shopify({ ...shops.shopify, shop: 'example', retry }),
      entities: ['category', 'asset', 'product'],
      alerts,
    }),
  );
  const pipelines = [referenceShop.pipeline, toShopify.pipeline];
  return {
    referenceShop,
    shopify: toShopify,
    // The quicker shop may be far ahead: pages are kept for the other one, so that it need not read them again.
    fanOut: createFanOut(pipelines, { window: 64 }),
    async close() {
      await Promise.all(pipelines.map((pipeline) => pipeline.close()));
    },
  };
}

type Alerts = NonNullable<Pipeline['options']['alerts']>;

function channel(make: (alerts: Alerts) => Pipeline): Channel {
  const alerts: Alert[] = [];
  const pipeline = make({
    sinks: [
      async (alert) => {
        alerts.push(alert);
      },
    ],
  });
  return { pipeline, alerts };
}
