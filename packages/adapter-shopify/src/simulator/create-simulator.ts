import { systemClock } from '@pim-connector/core';
import type { Clock } from '@pim-connector/core';
import { tokenBucket } from '@pim-connector/testkit';

import { defaultBehaviour } from './behaviour.ts';
import type { SimulatorBehaviour } from './behaviour.ts';
import { createBulkOperations } from './bulk/bulk-operations.ts';
import type { BulkOperations } from './bulk/bulk-operations.ts';
import { furnishShop } from './furnish-shop.ts';
import type { FurnishOptions } from './furnish-shop.ts';
import { adminApi } from './graphql/admin-api.ts';
import { executeRequest } from './graphql/execute-request.ts';
import type { CostBucket, GraphqlAnswer, GraphqlRequest } from './graphql/execute-request.ts';
import type { ApiVersion, ResolverContext } from './graphql/resolver.ts';
import { createIdempotencyKeys } from './inventory/idempotency-keys.ts';
import { createStagedUploads } from './media/staged-uploads.ts';
import { createAppTokens } from './oauth.ts';
import type { AppCredentials, AppTokens } from './oauth.ts';
import { createProductOperations } from './product/product-operations.ts';
import type { ProductSetInput } from './product/product-set-input.ts';
import { productSet } from './product/product-set.ts';
import { settleIndex } from './product/search-index.ts';
import { defaultShopSettings, planLimits } from './shop-settings.ts';
import type { ShopSettings } from './shop-settings.ts';
import { createShopState } from './shop-state.ts';
import type { ShopState } from './shop-state.ts';
import { createWebhookSubscriptions } from './webhooks.ts';
import type { WebhookDelivery, WebhookSubscriptionState } from './webhooks.ts';

/** See {@link createShopifySimulator}. */
export interface ShopifySimulatorOptions
  extends Partial<ShopSettings>, FurnishOptions, Partial<AppCredentials> {
  readonly clock?: Clock;
  readonly behaviour?: Partial<SimulatorBehaviour>;
  /**
   * Where staged uploads and results of bulk operations are to be found, such as `https://sandbox.example`. Default: the
   * platform’s addresses for a client that calls the shop’s domain, else the address that the client calls.
   */
  readonly origin?: string;
}

/** One call that was answered. */
export interface CallEntry {
  /** Name of the operation in the document. */
  readonly operation: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly cost: number | null;
  readonly throttled: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A shop to try things out on, and what tests want to know of it. */
export interface ShopifySimulator {
  /** Answers requests to the shop’s Admin API, its token endpoint, staged uploads and bulk results. It is called as `fetch`
   * is. */
  readonly handler: (input: Request | URL | string, init?: RequestInit) => Promise<Response>;
  readonly state: ShopState;
  readonly tokens: AppTokens;
  readonly bulk: BulkOperations;
  /** Subscriptions to webhooks, by id. */
  readonly subscriptions: Map<string, WebhookSubscriptionState>;
  /**
   * Puts products into the shop, as `productSet` makes them, without requests and without waiting for the search.
   *
   * @returns their ids.
   * @throws Error for input that the shop refuses.
   */
  seed(products: readonly ProductSetInput[]): readonly string[];
  /** Signed webhooks that were not taken yet. */
  webhooks(): Promise<readonly WebhookDelivery[]>;
  /** The calls that were answered, in their order. */
  calls(): readonly CallEntry[];
  resetCalls(): void;
  /** The shop cannot be used: frozen (402) because of a bill, or locked (423) after abuse. `null`: it can. */
  setClosed(status: 402 | 423 | null): void;
}

const versions: readonly [ApiVersion, ...ApiVersion[]] = ['2026-07', '2026-10'];
const apiPath = /^\/admin\/api\/([\w-]+)\/graphql\.json$/;

/**
 * Makes a simulated Shopify shop. It answers requests to the platform’s addresses: hand {@link ShopifySimulator.handler}
 * to a client as `fetch`, or serve it on a port and give the client that address.
 *
 * Its rules come from the platform’s schema, documentation and recordings of real shops; see
 * `docs/adapters/shopify-simulator.md` for what it does not know.
 */
export function createShopifySimulator(options: ShopifySimulatorOptions = {}): ShopifySimulator {
  const { clock = systemClock } = options;
  const settings: ShopSettings = { ...defaultShopSettings, ...definedSettings(options) };
  const behaviour = { ...defaultBehaviour, ...options.behaviour };
  const credentials: AppCredentials = {
    clientId: options.clientId ?? 'client-id',
    clientSecret: options.clientSecret ?? 'client-secret',
    staticToken: options.staticToken === undefined ? 'shpat_static' : options.staticToken,
  };
  const state = createShopState(settings);
  furnishShop(state, options, clock.now());
  const tokens = createAppTokens(credentials, settings.scopes, clock);
  const uploads = createStagedUploads(clock);
  const webhooks = createWebhookSubscriptions(state, clock, credentials.clientSecret, '2026-10');
  const bulk = createBulkOperations({
    clock,
    state,
    uploads,
    webhooks: () => webhooks,
    start: behaviour.bulkStart,
    perLine: behaviour.bulkLine,
  });
  const shared: Omit<ResolverContext, 'version' | 'origin'> = {
    state,
    clock,
    behaviour,
    uploads,
    bulk,
    webhooks,
    operations: createProductOperations(clock, behaviour.productOperation),
    idempotency: createIdempotencyKeys(),
    idempotencyKey: null,
  };
  const { restoreRate, maximum } = planLimits[settings.plan];
  const bucket: CostBucket = {
    model: tokenBucket({ capacity: maximum, perSecond: restoreRate }, clock),
    maximum,
    restoreRate,
  };
  let calls: CallEntry[] = [];
  let closed: 402 | 423 | null = null;
  let requests = 0;

  const answerCall = async (request: Request, wanted: string): Promise<Response> => {
    requests += 1;
    // A version that is not to be had any more falls forward to the oldest that is.
    const version = versions.find((each) => each === wanted) ?? versions[0];
    const headers = {
      date: new Date(clock.now()).toUTCString(),
      'x-request-id': `simulated-${requests}`,
      'x-shopify-api-version': version,
    };
    if (closed !== null) return Response.json({ errors: closedWords[closed] }, { status: closed, headers });
    if (!tokens.isValid(request.headers.get('x-shopify-access-token')))
      return Response.json(
        { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
        { status: 401, headers },
      );
    shared.operations.settle();
    bulk.settle();
    const call = readCall(await request.text());
    if (call === null) return Response.json({ errors: 'Bad Request' }, { status: 400, headers });
    const { schema, read } = adminApi(version);
    const { document, errors } = read(call.query);
    const context = { ...shared, version, origin: options.origin ?? originOf(request.url) };
    const answer = document === null ? { errors } : executeRequest(schema, document, call, context, bucket);
    calls.push(entryOf(call, answer, clock.now()));
    return Response.json(answer, { headers });
  };

  return {
    async handler(input, init) {
      const request = input instanceof Request && init === undefined ? input : new Request(input, init);
      const uploaded = await uploads.receive(request);
      if (uploaded !== null) return uploaded;
      const { pathname } = new URL(request.url);
      if (request.method === 'POST' && pathname === '/admin/oauth/access_token')
        return tokens.answer(request);
      const version = apiPath.exec(pathname)?.[1];
      if (version === undefined || request.method !== 'POST')
        return Response.json({ errors: 'Not Found' }, { status: 404 });
      return answerCall(request, version);
    },
    state,
    tokens,
    bulk,
    subscriptions: webhooks.list,
    seed(products) {
      const context = { ...shared, version: '2026-10' as const, origin: null };
      const ids = products.map((input) => {
        const { product, userErrors } = productSet(null, input, context);
        if (product === null || userErrors.length > 0)
          throw new Error(`The shop refuses a product: ${JSON.stringify(userErrors)}`);
        return product.id;
      });
      settleIndex(state, Number.POSITIVE_INFINITY);
      return ids;
    },
    webhooks() {
      shared.operations.settle();
      bulk.settle();
      return webhooks.take();
    },
    calls: () => calls,
    resetCalls() {
      calls = [];
    },
    setClosed(status) {
      closed = status;
    },
  };
}

const closedWords = {
  402: 'Unavailable Shop',
  423: 'This shop is locked',
} as const;

/** Where a client reaches the simulator, if that is not the shop’s own domain. */
function originOf(address: string): string | null {
  const { hostname, origin } = new URL(address);
  return hostname.endsWith('.myshopify.com') ? null : origin;
}

function definedSettings(options: ShopifySimulatorOptions): Partial<ShopSettings> {
  const names = Object.keys(defaultShopSettings) as readonly (keyof ShopSettings)[];
  return Object.fromEntries(
    names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
  );
}

function readCall(text: string): GraphqlRequest | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string')
    return null;
  const variables = 'variables' in body && typeof body.variables === 'object' ? { ...body.variables } : {};
  const operationName =
    'operationName' in body && typeof body.operationName === 'string' ? body.operationName : null;
  return { query: body.query, variables, operationName };
}

function entryOf(
  { query, variables, operationName }: GraphqlRequest,
  answer: GraphqlAnswer,
  at: number,
): CallEntry {
  const text = JSON.stringify(answer['errors'] ?? []);
  const cost = /"requestedQueryCost":(\d+)/.exec(JSON.stringify(answer['extensions'] ?? {}))?.[1];
  return {
    operation: operationName ?? /(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? null,
    variables,
    cost: cost === undefined ? null : Number(cost),
    throttled: text.includes('"THROTTLED"'),
    at,
  };
}
