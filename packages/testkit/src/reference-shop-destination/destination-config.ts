import { secretSchema } from '@pim-connector/core';
import type { Clock, Fetch, HttpRetryOptions, Limiter } from '@pim-connector/core';
import { z } from 'zod';

/** What a user gives to {@link referenceShopDestination}. */
export const configSchema = z.strictObject({
  /** Where the shop is, such as `https://shop.example`; without `/v1`. */
  url: z.url({ protocol: /^https?$/ }),
  /** Access token of the API. */
  token: secretSchema,
  /** The limit that is shared by everybody who uses the account. Default: one of this destination’s own. */
  limiter: z.custom<Limiter>(isObject).exactOptional(),
  /** Answers requests instead of the network: the handler of a simulator. */
  fetch: z.custom<Fetch>((value) => typeof value === 'function').exactOptional(),
  /** `async`: batches are handed over as jobs, and what became of them is asked later. Default `sync`. */
  completion: z.enum(['sync', 'async']).default('sync'),
  /** `assigned`: for a shop that gives its products ids of its own. Default `natural`. */
  identity: z.enum(['natural', 'assigned']).default('natural'),
  /** Milliseconds after which the shop surely finds a product that was created. Default 0. */
  lookupLag: z.int().nonnegative().default(0),
  /** How requests are repeated. */
  retry: z.custom<HttpRetryOptions>(isObject).exactOptional(),
  clock: z.custom<Clock>(isObject).exactOptional(),
});

/** See {@link configSchema}. */
export type DestinationConfig = z.output<typeof configSchema>;

/** How the shop is written to. */
export type ShopMode = Pick<DestinationConfig, 'completion' | 'identity' | 'lookupLag'>;

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
