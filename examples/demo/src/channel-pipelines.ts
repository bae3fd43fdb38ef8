import { createPipeline } from '@pim-connector/core';
import type { Alert, Pipeline, Source, StateStore } from '@pim-connector/core';
import { referenceShopDestination } from '@pim-connector/testkit';

import type { ShopAccess } from './demo-pipeline.ts';

/** A channel of the demo: one of the shops that a PIM feeds. */
export interface Channel {
  readonly pipeline: Pipeline;
  /** What people were told of it, oldest first. */
  readonly alerts: readonly Alert[];
}

/**
 * The pipeline of a channel. A shop that is away is given up within a second, so that nobody has to wait for the demo; the defaults are more
 * patient.
 */
export function channelPipeline(name: string, source: Source, shop: ShopAccess, store: StateStore): Channel {
  const alerts: Alert[] = [];
  const retry = { attempts: 2, minDelay: 50, maxDelay: 100 };
  const pipeline = createPipeline({
    name,
    source,
    destination: referenceShopDestination({ ...shop, retry }),
    store,
    retry: { attempts: 2, minimumDelay: 100 },
    alerts: {
      sinks: [
        async (alert) => {
          alerts.push(alert);
        },
      ],
    },
  });
  return { pipeline, alerts };
}
