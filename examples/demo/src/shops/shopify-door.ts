import type { ShopifySimulator } from '@pim-connector/adapter-shopify/simulator';

import { createShopifyLog } from './shopify-log.ts';
import type { SentMutation, ShopifyLog } from './shopify-log.ts';

type Onlooker = (mutation: SentMutation) => Promise<void>;

/** Stands before the shop: sees what is sent, may keep everybody out, and may look on when something was done. */
export interface ShopifyDoor {
  readonly handler: (request: Request) => Promise<Response>;
  readonly log: ShopifyLog;
  /** Answers 503 from now on, or lets requests in again. */
  setAway(away: boolean): void;
  /** Called when the shop has carried a mutation out; its answer waits for the end of that. `null`: nobody looks on. */
  setOnlooker(onlooker: Onlooker | null): void;
  /** Requests that are being carried out. */
  open(): number;
}

/** Puts a door before a shop. */
export function createShopifyDoor(shop: ShopifySimulator): ShopifyDoor {
  const log = createShopifyLog();
  let isAway = false;
  let onlooker: Onlooker | null = null;
  let open = 0;
  return {
    log,
    async handler(request) {
      if (isAway) return Response.json({ errors: 'Service Unavailable' }, { status: 503 });
      open += 1;
      try {
        const mutation = await log.note(request);
        const answer = await shop.handler(request);
        if (mutation !== null) await onlooker?.(mutation);
        return answer;
      } finally {
        open -= 1;
      }
    },
    setAway(away) {
      isAway = away;
    },
    setOnlooker(next) {
      onlooker = next;
    },
    open: () => open,
  };
}
