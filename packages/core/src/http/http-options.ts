import { z } from 'zod';

import type { HttpClientOptions } from './client-settings.ts';

/** What the user of a connector may say of its HTTP client: see {@link httpOptionsSchema}. */
export type HttpOptions = Pick<HttpClientOptions, 'fetch' | 'clock' | 'limiters' | 'retry'>;

/**
 * Config field of a connector for its HTTP client: another `fetch` and `clock` (the conformance suites need both),
 * limiters that are shared with others, and how it retries. It goes into `createHttpClient({ …, ...config.http })`.
 */
export const httpOptionsSchema = z
  .custom<HttpOptions>((value) => typeof value === 'object' && value !== null, {
    message: 'must be an object with fetch, clock, limiters or retry',
  })
  .default({});
