import { createHttpClient, tokenBucketLimiter } from '@pim-connector/core';
import type { ConnectorTools, HttpRequest, JsonValue, RecordKey } from '@pim-connector/core';
import type { z } from 'zod';

import type { DestinationConfig } from './destination-config.ts';
import { batchAnswerSchema, queryAnswerSchema, shopAnswerSchema } from './shop-answers.ts';
import type { ItemResult, ShopAnswer } from './shop-answers.ts';
import { shopCapabilities } from './shop-capabilities.ts';
import type { ShopEntityName } from './shop-records.ts';

/** The calls of the shop’s API that a destination needs. */
export interface ShopClient {
  readonly shop: (signal: AbortSignal) => Promise<ShopAnswer>;
  /** Writes up to 50 items; gives one result per item, in their order. */
  readonly put: (
    entity: ShopEntityName,
    items: readonly JsonValue[],
    signal: AbortSignal,
  ) => Promise<readonly ItemResult[]>;
  /** Deletes up to 50 items; gives one result per key, in their order. */
  readonly remove: (
    entity: ShopEntityName,
    keys: readonly RecordKey[],
    signal: AbortSignal,
  ) => Promise<readonly ItemResult[]>;
  /** Reads up to 250 items; gives those that exist. */
  readonly query: (
    entity: ShopEntityName,
    keys: readonly RecordKey[],
    signal: AbortSignal,
  ) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

const paths: Readonly<Record<ShopEntityName, string>> = {
  category: 'categories',
  asset: 'assets',
  product: 'products',
  price: 'prices',
  inventory: 'inventory',
};

/** Makes a client for one shop. Every method throws ConnectorError when the request as a whole failed. */
export function createShopClient(config: DestinationConfig, tools: ConnectorTools): ShopClient {
  const { url, token, fetch, retry, clock } = config;
  const http = createHttpClient({
    connector: tools.type,
    baseUrl: `${url.replace(/\/+$/, '')}/v1`,
    headers: { authorization: ['Bearer ', token] },
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
      ...(response.requestId === undefined ? {} : { requestId: response.requestId }),
      details: { problem: answer.error.issues[0]?.message, place: answer.error.issues[0]?.path.join('.') },
    });
  }

  // Everything is addressed by its natural key, so that sending it twice does the same as sending it once.
  async function batch(path: string, json: object, count: number, signal: AbortSignal) {
    const { results } = await ask(batchAnswerSchema, {
      method: 'POST',
      path,
      json,
      idempotent: true,
      signal,
    });
    if (results.length === count) return results;
    throw tools.error('response.malformed', `${path} gave ${results.length} results for ${count} items`, {
      operation: `POST ${path}`,
    });
  }

  return {
    shop: (signal) => ask(shopAnswerSchema, { path: 'shop', signal }),
    put: (entity, items, signal) => batch(`${paths[entity]}/batch`, { items }, items.length, signal),
    remove: (entity, ids, signal) => batch(`${paths[entity]}/batch-delete`, { ids }, ids.length, signal),
    async query(entity, ids, signal) {
      const path = `${paths[entity]}/query`;
      const request = { method: 'POST', path, json: { ids }, idempotent: true, signal } as const;
      return (await ask(queryAnswerSchema, request)).items;
    },
  };
}

function ownLimiter({ clock }: DestinationConfig) {
  const [{ limit, burst }] = shopCapabilities.rateLimits;
  return tokenBucketLimiter({
    capacity: burst,
    refillPerSecond: limit,
    ...(clock === undefined ? {} : { clock }),
  });
}
