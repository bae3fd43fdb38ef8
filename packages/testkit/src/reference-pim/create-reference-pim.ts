import { Secret, signHmac, systemClock } from '@pim-connector/core';
import type { Clock } from '@pim-connector/core';

import {
  Refusal,
  createAccessTokens,
  createRequestLog,
  createRouter,
  createTable,
  tokenBucket,
} from '../simulator/index.ts';
import type { RequestLog, RoutedRequest, SignedDelivery } from '../simulator/index.ts';
import type { PimEntry, PimProduct } from './pim-product.ts';

/** See {@link createReferencePim}. */
export interface ReferencePimOptions {
  readonly clock?: Clock;
  /** What the API takes for a client’s secret. Default `reference-pim-secret`. */
  readonly clientSecret?: string;
  /** What webhooks are signed with. Default `reference-pim-webhook-secret`. */
  readonly webhookSecret?: string;
  /** Milliseconds that an access token lives. Default an hour. */
  readonly tokenLifetime?: number;
  /** Requests per second, and at once. Default 20 and 20. */
  readonly rateLimit?: { readonly perSecond: number; readonly burst: number };
  /** What access tokens begin with. Default `pim-token`. */
  readonly tokenSeed?: string;
}

/** A small PIM to read from, and what tests want to know of it. */
export interface ReferencePim {
  /** Answers a request: to be handed to an HTTP client as `fetch`, or to `serve`. */
  readonly handler: (request: Request) => Promise<Response>;
  /** Enters a product, or another state of it. */
  put(entry: PimEntry): void;
  /** Enters what no product can be, as an import that went wrong leaves it. */
  corrupt(code: string): void;
  /** Tells whether there was such a product. */
  remove(code: string): boolean;
  readonly log: RequestLog;
  /** Headers of a webhook, for `createWebhookSender`. */
  webhookHeaders(delivery: SignedDelivery): Promise<Readonly<Record<string, string>>>;
  /** Makes all access tokens worthless. */
  revokeTokens(): void;
}

type Row = Omit<PimProduct, 'price'> & { readonly price: string | null; readonly at: number };

const largestPage = 1000;

/**
 * Makes the reference PIM: products that are paged by key, changes and deletions since a moment, access tokens that
 * expire, a rate limit, and signed webhooks.
 */
export function createReferencePim(options: ReferencePimOptions = {}): ReferencePim {
  const { clock = systemClock, clientSecret = 'reference-pim-secret', tokenLifetime } = options;
  const { webhookSecret = 'reference-pim-webhook-secret', tokenSeed = 'pim-token' } = options;
  const { rateLimit = { perSecond: 20, burst: 20 } } = options;
  const products = createTable<Row>();
  const deletions = createTable<{ readonly code: string; readonly at: number }>();
  const tokens = createAccessTokens({
    clock,
    seed: tokenSeed,
    ...(tokenLifetime === undefined ? {} : { lifetime: tokenLifetime }),
  });
  const log = createRequestLog({ clock });
  const bucket = tokenBucket({ capacity: rateLimit.burst, perSecond: rateLimit.perSecond }, clock);

  function put(entry: Omit<Row, 'version' | 'updated' | 'at'>): void {
    const at = clock.now();
    const version = (products.get(entry.code)?.version ?? 0) + 1;
    products.set(entry.code, { ...entry, version, updated: new Date(at).toISOString(), at });
    deletions.delete(entry.code);
  }

  function permitted({ request }: RoutedRequest): void {
    const state = tokens.check(request.headers.get('authorization'));
    if (state !== 'valid') throw new Refusal(401, { message: `the access token is ${state}` });
  }

  const router = createRouter({
    'POST /oauth/token': ({ request }) => {
      if (request.headers.get('authorization') !== `Bearer ${clientSecret}`) {
        throw new Refusal(401, { message: 'the client is not known' });
      }
      const { token, lifetime } = tokens.issue();
      return Response.json({ access_token: token, expires_in: lifetime / 1000 });
    },
    'GET /system': (routed) => {
      permitted(routed);
      return Response.json({ version: '2.1', time: new Date(clock.now()).toISOString() });
    },
    'GET /products': (routed) => {
      permitted(routed);
      const { rows, next } = pageOf(products, routed.url);
      return Response.json({ items: rows.map(shown), next });
    },
    'GET /deletions': (routed) => {
      permitted(routed);
      const { rows, next } = pageOf(deletions, routed.url);
      return Response.json({ items: rows.map(({ code }) => ({ code })), next });
    },
    'POST /products/fetch': async (routed) => {
      permitted(routed);
      const { codes } = (await routed.request.json()) as { readonly codes: readonly string[] };
      if (codes.length > 100) throw new Refusal(422, { message: 'at most 100 codes' });
      return Response.json({ items: codes.flatMap((code) => products.get(code) ?? []).map(shown) });
    },
  });

  return {
    handler: log.around(async (request) => {
      const { granted, retryAfter } = bucket.take();
      if (granted) return router(request);
      const headers = { 'retry-after': String(Math.ceil(retryAfter / 1000)) };
      return Response.json({ message: 'too many requests' }, { status: 429, headers });
    }),
    put,
    corrupt: (code) => put({ code, name: {}, price: null, stock: 0 }),
    remove(code) {
      if (!products.delete(code)) return false;
      deletions.set(code, { code, at: clock.now() });
      return true;
    },
    log,
    async webhookHeaders({ id, topic, at, body }) {
      const signed = new TextEncoder().encode(`${at}.${body}`);
      return {
        'x-pim-delivery': id,
        'x-pim-topic': topic,
        'x-pim-timestamp': String(at),
        'x-pim-signature': await signHmac(signed, new Secret(webhookSecret)),
      };
    },
    revokeTokens: () => tokens.revoke(),
  };
}

function shown({ at: _at, ...product }: Row): object {
  return product;
}

/** The rows after a key, those that changed since a moment only, if one is given. */
function pageOf<Listed extends { readonly code: string; readonly at: number }>(
  table: ReturnType<typeof createTable<Listed>>,
  { searchParams }: URL,
): { readonly rows: readonly Listed[]; readonly next: string | null } {
  const limit = Math.min(largestPage, Number(searchParams.get('limit') ?? 100));
  const after = searchParams.get('after');
  const since = searchParams.get('since');
  if (since === null) return table.after(after, limit);
  const from = Date.parse(since);
  const changed = table.values().filter(({ code, at }) => at >= from && (after === null || code > after));
  const rows = changed.slice(0, limit);
  return { rows, next: changed.length > limit ? (rows.at(-1)?.code ?? null) : null };
}
