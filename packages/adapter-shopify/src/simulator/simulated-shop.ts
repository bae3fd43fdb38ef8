import { VirtualClock } from '@pim-connector/core';

import { createShopifySimulator } from './create-simulator.ts';
import type { ShopifySimulator, ShopifySimulatorOptions } from './create-simulator.ts';

/** What a test calls a simulated shop with. */
export interface SimulatedShop {
  readonly simulator: ShopifySimulator;
  readonly clock: VirtualClock;
  /** Sends a call; gives the whole answer. */
  call(query: string, variables?: object, how?: CallOptions): Promise<Answer>;
  /** Sends a call that must succeed; gives the first field of its data. */
  data(query: string, variables?: object): Promise<Record<string, { readonly id: string } | null>>;
}

/** How a call is made. */
export interface CallOptions {
  readonly version?: string;
  readonly token?: string;
}

/** An answer of the Admin API. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code: string } }[];
  readonly extensions?: {
    readonly cost: {
      readonly requestedQueryCost: number;
      readonly throttleStatus: { readonly currentlyAvailable: number };
    };
  };
}

/** Makes a simulated shop with a clock that stands still. For tests. */
export function simulatedShop(options: ShopifySimulatorOptions = {}): SimulatedShop {
  const clock = new VirtualClock(Date.parse('2026-11-01T00:00:00Z'));
  const simulator = createShopifySimulator({ clock, ...options });
  const call: SimulatedShop['call'] = async (query, variables = {}, how = {}) => {
    const { version = '2026-10', token = 'shpat_static' } = how;
    const response = await simulator.handler(
      new Request(`https://example.myshopify.com/admin/api/${version}/graphql.json`, {
        method: 'POST',
        headers: { 'x-shopify-access-token': token, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      }),
    );
    const body = (await response.json()) as Omit<Answer, 'status' | 'headers'>;
    return { status: response.status, headers: response.headers, ...body };
  };
  return {
    simulator,
    clock,
    call,
    async data(query, variables) {
      const { data, errors } = await call(query, variables);
      if (errors !== undefined || data == null) throw new Error(JSON.stringify(errors));
      return Object.values(data)[0] as Record<string, { readonly id: string } | null>;
    },
  };
}
