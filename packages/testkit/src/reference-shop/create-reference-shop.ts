import { systemClock } from '@pim-connector/core';
import type { Clock } from '@pim-connector/core';

import { tokenBucket } from '../simulator/index.ts';
import type { RateModel } from '../simulator/index.ts';
import { assetOperations } from './asset-operations.ts';
import { categoryOperations } from './category-operations.ts';
import { presentProduct } from './present.ts';
import { productOperations } from './product-operations.ts';
import { routeRequest } from './route-request.ts';
import type { Answer } from './route-request.ts';
import type { ItemRun } from './run-batch.ts';
import { createShopJobs } from './shop-jobs.ts';
import { createShopLog } from './shop-log.ts';
import type { LoggedRequest, LoggedWrite, ShopCounters, ShopEntity } from './shop-log.ts';
import { RequestRefusal, problemResponse } from './shop-response.ts';
import { defaultShopSettings } from './shop-settings.ts';
import type { ShopSettings } from './shop-settings.ts';
import { createShopState } from './shop-state.ts';
import { inventoryOperations, priceOperations } from './variant-operations.ts';

/** Stands before a shop: may answer in its place, change what goes in and out, or break the connection. */
export type ShopInterceptor = (
  request: Request,
  next: (request: Request) => Promise<Response>,
) => Promise<Response>;

/** How many requests a shop takes. */
export interface ShopRateLimit {
  /** Requests that are granted anew each second. */
  readonly perSecond: number;
  /** Requests that can be sent at once. */
  readonly burst: number;
}

/** See {@link createReferenceShop}. */
export interface ReferenceShopOptions extends Partial<ShopSettings> {
  /** The access token that requests must carry. Default `reference-shop-token`. */
  readonly token?: string;
  /** Default: 50 requests per second, 100 at once. `null`: as many as you like. */
  readonly rateLimit?: ShopRateLimit | null;
  /** Milliseconds that every answer takes. Default 0. */
  readonly latency?: number;
  /** Default: that of the machine. */
  readonly clock?: Clock;
  /** Requests and written items that the log keeps at least. Default 10,000. */
  readonly logLimit?: number;
  /** Milliseconds that an asynchronous job takes. Default 1,000. */
  readonly jobTime?: number;
  /** Milliseconds after which a new product is found by its reference. Default 0. */
  readonly lookupLag?: number;
}

/** A shop to try things out on, and what tests want to know of it. */
export interface ReferenceShop {
  readonly settings: ShopSettings;
  /** Answers a request: to be handed to an HTTP client as `fetch`, or to `serve`. */
  readonly handler: (request: Request) => Promise<Response>;
  /** A product as the API gives it, by its id. */
  product(id: string): object | undefined;
  /** All products, those written first coming first. */
  products(): readonly object[];
  /** All categories as the API gives them, those written first coming first. */
  categories(): readonly object[];
  /** How much there is of everything. */
  sizes(): {
    readonly categories: number;
    readonly assets: number;
    readonly products: number;
    readonly variants: number;
  };
  /** The requests that were answered, in their order. */
  requests(): readonly LoggedRequest[];
  /** The items that were written or refused, in their order. */
  writes(): readonly LoggedWrite[];
  counters(): ShopCounters;
  /** Empties the shop and its log. */
  reset(): void;
  /** Empties the log only. */
  resetLog(): void;
  /** Takes another token from now on. */
  setToken(token: string): void;
  /** Sets the limit, with a full bucket. */
  setRateLimit(limit: ShopRateLimit | null): void;
  /** Milliseconds. */
  setLatency(milliseconds: number): void;
  setInterceptor(interceptor: ShopInterceptor | null): void;
}

/**
 * Makes the reference shop: a small shop with a REST API of its own that behaves as shops do. It checks strictly,
 * takes each item of a batch as a whole or not at all, limits the rate of requests, and says what it does not like
 * in words of its own.
 */
export function createReferenceShop(options: ReferenceShopOptions = {}): ReferenceShop {
  const { clock = systemClock, logLimit = 10_000, jobTime = 1000, lookupLag = 0 } = options;
  const settings = settingsOf(options);
  let state = createShopState();
  const log = createShopLog(logLimit);
  let token = options.token ?? 'reference-shop-token';
  let latency = options.latency ?? 0;
  let interceptor: ShopInterceptor | null = null;
  const limitOf = (limit: ShopRateLimit | null) =>
    limit === null ? null : tokenBucket({ capacity: limit.burst, perSecond: limit.perSecond }, clock);
  let limit = limitOf(options.rateLimit === undefined ? { perSecond: 50, burst: 100 } : options.rateLimit);
  let requestCount = 0;
  let moment: number | null = null;
  const lookups = { clock: { now: () => moment ?? clock.now() }, findable: lookupLag };
  let operations = operationsOn(state, settings, lookups);
  let jobs = jobsOn(operations);

  function jobsOn(of: typeof operations) {
    const onWritten = (entity: ShopEntity, runs: readonly ItemRun[]) => logWrites(entity, runs, 'job');
    return createShopJobs({ clock, duration: jobTime, operations: of, asOf, onWritten });
  }

  function asOf<Result>(at: number, work: () => Result): Result {
    moment = at;
    try {
      return work();
    } finally {
      moment = null;
    }
  }

  function logWrites(entity: ShopEntity, runs: readonly ItemRun[], request: string): void {
    const at = clock.now();
    for (const { result, fields } of runs) {
      log.write({ entity, id: result.id, status: result.status, fields, request, at });
    }
  }

  async function serveOne(request: Request): Promise<Response> {
    requestCount += 1;
    const id = `req-${String(requestCount).padStart(6, '0')}`;
    const path = new URL(request.url).pathname;
    const { response, answer } = await respond(request);
    response.headers.set('x-request-id', id);
    const at = clock.now();
    log.request({ id, method: request.method, path, status: response.status, at, ids: answer?.ids ?? [] });
    if (answer?.entity !== undefined) logWrites(answer.entity, answer.runs, id);
    return response;
  }

  async function respond(request: Request): Promise<{ response: Response; answer?: Answer }> {
    try {
      authorize(request, token);
      const remaining = takeTurn(limit);
      jobs.settle();
      const answer = await routeRequest(request, { settings, clock, operations, jobs });
      const headers = remaining === null ? {} : { 'x-ratelimit-remaining': String(remaining) };
      const { body, status = 200 } = answer;
      return { response: Response.json(body, { status, headers }), answer };
    } catch (error) {
      if (error instanceof RequestRefusal) return { response: problemResponse(error.problem) };
      throw error;
    }
  }

  return {
    settings,
    async handler(request) {
      if (latency > 0) await clock.sleep(latency, request.signal);
      return interceptor === null ? serveOne(request) : interceptor(request, serveOne);
    },
    product(id) {
      jobs.settle();
      return operations.products.read(id);
    },
    products() {
      jobs.settle();
      return [...state.products.values()].map((product) => presentProduct(product, settings));
    },
    categories() {
      jobs.settle();
      return [...state.categories.keys()].flatMap((key) => operations.categories.read(key) ?? []);
    },
    sizes() {
      jobs.settle();
      return {
        categories: state.categories.size,
        assets: state.assets.size,
        products: state.products.size,
        variants: state.skus.size,
      };
    },
    requests: log.requests,
    writes: log.writes,
    counters: log.counters,
    reset() {
      state = createShopState();
      operations = operationsOn(state, settings, lookups);
      jobs = jobsOn(operations);
      log.reset();
    },
    resetLog: log.reset,
    setToken(next) {
      token = next;
    },
    setRateLimit(next) {
      limit = limitOf(next);
    },
    setLatency(milliseconds) {
      latency = milliseconds;
    },
    setInterceptor(next) {
      interceptor = next;
    },
  };
}

function settingsOf({ name, locales, currencies, apiVersion, identity }: ReferenceShopOptions): ShopSettings {
  return {
    name: name ?? defaultShopSettings.name,
    locales: locales ?? defaultShopSettings.locales,
    currencies: currencies ?? defaultShopSettings.currencies,
    apiVersion: apiVersion ?? defaultShopSettings.apiVersion,
    identity: identity ?? defaultShopSettings.identity,
  };
}

function operationsOn(
  state: ReturnType<typeof createShopState>,
  settings: ShopSettings,
  lookups: Parameters<typeof productOperations>[2],
) {
  return {
    categories: categoryOperations(state, settings),
    assets: assetOperations(state, settings),
    products: productOperations(state, settings, lookups),
    prices: priceOperations(state, settings),
    inventory: inventoryOperations(state),
  };
}

function authorize(request: Request, token: string): void {
  if (request.headers.get('authorization') === `Bearer ${token}`) return;
  throw new RequestRefusal({
    status: 401,
    code: 'unauthorized',
    message: 'the access token is missing or not valid',
    headers: { 'www-authenticate': 'Bearer' },
  });
}

/** Counts a request, and tells how many more could be sent right now; `null`: as many as you like. */
function takeTurn(limit: RateModel | null): number | null {
  if (limit === null) return null;
  const { granted, remaining, retryAfter } = limit.take();
  if (granted) return remaining;
  throw new RequestRefusal({
    status: 429,
    code: 'rate_limited',
    message: 'too many requests',
    headers: { 'retry-after': String(Math.ceil(retryAfter / 1000)), 'x-ratelimit-remaining': '0' },
  });
}
