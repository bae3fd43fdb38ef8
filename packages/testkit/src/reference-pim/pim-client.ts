import { createHttpClient, tokenBucketLimiter } from '@pim-connector/core';
import type { ConnectorTools, HttpRequest, RequestHeaders } from '@pim-connector/core';
import { z } from 'zod';

import type { PimConfig } from './pim-config.ts';

/** A page of rows, as they came: whether each is what it should be is for the reader to find out. */
export interface PimPage {
  readonly items: readonly unknown[];
  readonly next: string | null;
}

/** Which rows of which list. */
export interface PimPageRequest {
  readonly list: 'products' | 'deletions';
  readonly after: string | null;
  readonly since: string | null;
  readonly limit: number;
}

/** The calls of the PIM’s API that a source needs. Each throws ConnectorError. */
export interface PimClient {
  readonly system: (signal: AbortSignal) => Promise<{ readonly version: string; readonly time: string }>;
  readonly page: (request: PimPageRequest, signal: AbortSignal) => Promise<PimPage>;
  /** Up to 100 products by their codes; gives those that exist. */
  readonly fetch: (codes: readonly string[], signal: AbortSignal) => Promise<readonly unknown[]>;
}

/** What the API takes: requests per second, and at once. */
export const requestLimit = { perSecond: 20, burst: 20 };

const systemSchema = z.object({ version: z.string(), time: z.string() });
const pageSchema = z.object({ items: z.array(z.unknown()), next: z.string().nullable() });
const itemsSchema = pageSchema.pick({ items: true });
const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number() });

/** Makes a client that fetches an access token when it needs one, and a new one when the PIM refuses it. */
export function createPimClient(config: PimConfig, tools: ConnectorTools): PimClient {
  const { url, clientSecret, fetch, retry, clock } = config;
  let authorization: RequestHeaders | null = null;
  let renewal: Promise<void> | null = null;

  // Requests that begin together share one token.
  function renew(): Promise<void> {
    renewal ??= requestToken().finally(() => {
      renewal = null;
    });
    return renewal;
  }

  async function requestToken(): Promise<void> {
    const answer = await ask(tokenSchema, {
      method: 'POST',
      path: 'oauth/token',
      headers: { authorization: ['Bearer ', clientSecret] },
      anonymous: true,
      idempotent: true,
    });
    authorization = { authorization: ['Bearer ', tools.protect(answer.access_token)] };
  }

  const http = createHttpClient({
    connector: tools.type,
    baseUrl: url,
    async headers() {
      if (authorization === null) await renew();
      return authorization ?? {};
    },
    onUnauthorized: renew,
    limiters: [config.limiter ?? ownLimiter(config)],
    redact: tools.redact,
    ...(fetch === undefined ? {} : { fetch }),
    ...(retry === undefined ? {} : { retry }),
    ...(clock === undefined ? {} : { clock }),
  });

  async function ask<Answer>(schema: z.ZodType<Answer>, request: HttpRequest): Promise<Answer> {
    const response = await http.request({ ...request, expect: 'json' });
    const answer = schema.safeParse(response.json());
    if (answer.success) return answer.data;
    throw tools.error('response.malformed', `${request.path} gave an answer of an unknown form`, {
      operation: `${request.method ?? 'GET'} ${request.path}`,
    });
  }

  return {
    system: (signal) => ask(systemSchema, { path: 'system', signal }),
    page: ({ list, after, since, limit }, signal) =>
      ask(pageSchema, {
        path: list,
        query: { limit, after: after ?? undefined, since: since ?? undefined },
        signal,
      }),
    async fetch(codes, signal) {
      const request = { method: 'POST', path: 'products/fetch', json: { codes }, idempotent: true } as const;
      return (await ask(itemsSchema, { ...request, signal })).items;
    },
  };
}

function ownLimiter({ clock }: PimConfig) {
  return tokenBucketLimiter({
    capacity: requestLimit.burst,
    refillPerSecond: requestLimit.perSecond,
    ...(clock === undefined ? {} : { clock }),
  });
}
