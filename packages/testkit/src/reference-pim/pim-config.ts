import { secretSchema } from '@pim-connector/core';
import type { Clock, Fetch, HttpRetryOptions, Limiter } from '@pim-connector/core';
import { z } from 'zod';

/** What a user gives to {@link referencePimSource}. */
export const pimConfigSchema = z.strictObject({
  /** Where the PIM is, such as `https://pim.example`. */
  url: z.url({ protocol: /^https?$/ }),
  clientSecret: secretSchema,
  /** What the PIM signs webhooks with. Without it there are none. */
  webhookSecret: secretSchema.exactOptional(),
  /** Products per page. Default 100. */
  pageSize: z.int().min(1).max(1000).default(100),
  /** The limit that is shared by everybody who uses the account. Default: one of this source’s own. */
  limiter: z.custom<Limiter>(isObject).exactOptional(),
  /** Answers requests instead of the network: the handler of a simulator. */
  fetch: z.custom<Fetch>((value) => typeof value === 'function').exactOptional(),
  /** How requests are repeated. */
  retry: z.custom<HttpRetryOptions>(isObject).exactOptional(),
  clock: z.custom<Clock>(isObject).exactOptional(),
});

/** See {@link pimConfigSchema}. */
export type PimConfig = z.output<typeof pimConfigSchema>;

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
