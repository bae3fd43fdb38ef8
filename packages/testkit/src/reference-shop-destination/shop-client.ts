import { createHttpClient, tokenBucketLimiter } from '@pim-connector/core';
import type { ConnectorTools, HttpRequest, JsonValue, RecordKey } from '@pim-connector/core';
import type { z } from 'zod';

import type { DestinationConfig } from './destination-config.ts';
import { batchAnswerSchema, jobAnswerSchema, queryAnswerSchema, shopAnswerSchema } from './shop-answers.ts';
import type { ItemResult, JobAnswer, ShopAnswer } from './shop-answers.ts';
import { requestLimit } from './shop-capabilities.ts';
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
  /** Makes up to 50 new items with ids of the shop’s own; gives one result per item, in their order. */
  readonly create: (
    entity: ShopEntityName,
    items: readonly JsonValue[],
    signal: AbortSignal,
  ) => Promise<readonly ItemResult[]>;
  /** Hands lines over to be carried out later. */
  readonly startJob: (
    entity: ShopEntityName,
    lines: readonly JobLine[],
    signal: AbortSignal,
  ) => Promise<JobAnswer>;
  readonly job: (id: string, signal: AbortSignal) => Promise<JobAnswer>;
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
  /** Finds up to 250 items by their references; gives those that exist. */
  readonly find: (
    entity: ShopEntityName,
    references: readonly string[],
    signal: AbortSignal,
  ) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** What a line of a job asks for. */
export type JobLine =
  | { readonly put: JsonValue }
  | { readonly create: JsonValue }
  | { readonly remove: RecordKey };

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

  async function batch(
    path: string,
    json: object,
    count: number,
    signal: AbortSignal,
    // What is addressed by its id can be sent twice; a create cannot.
    idempotent = true,
  ) {
    const { results } = await ask(batchAnswerSchema, { method: 'POST', path, json, idempotent, signal });
    if (results.length === count) return results;
    throw tools.error('response.malformed', `${path} gave ${results.length} results for ${count} items`, {
      operation: `POST ${path}`,
    });
  }

  return {
    shop: (signal) => ask(shopAnswerSchema, { path: 'shop', signal }),
    put: (entity, items, signal) => batch(`${paths[entity]}/batch`, { items }, items.length, signal),
    remove: (entity, ids, signal) => batch(`${paths[entity]}/batch-delete`, { ids }, ids.length, signal),
    create: (entity, items, signal) =>
      batch(`${paths[entity]}/create`, { items }, items.length, signal, false),
    startJob(entity, lines, signal) {
      const idempotent = lines.every((line) => !('create' in line));
      const request = { method: 'POST', path: `${paths[entity]}/jobs`, json: { lines }, idempotent } as const;
      return ask(jobAnswerSchema, { ...request, signal });
    },
    job: (id, signal) => ask(jobAnswerSchema, { path: `jobs/${encodeURIComponent(id)}`, signal }),
    async find(entity, references, signal) {
      const path = `${paths[entity]}/find`;
      const request = { method: 'POST', path, json: { references }, idempotent: true, signal } as const;
      return (await ask(queryAnswerSchema, request)).items;
    },
    async query(entity, ids, signal) {
      const path = `${paths[entity]}/query`;
      const request = { method: 'POST', path, json: { ids }, idempotent: true, signal } as const;
      return (await ask(queryAnswerSchema, request)).items;
    },
  };
}

function ownLimiter({ clock }: DestinationConfig) {
  return tokenBucketLimiter({
    capacity: requestLimit.burst,
    refillPerSecond: requestLimit.perSecond,
    ...(clock === undefined ? {} : { clock }),
  });
}
