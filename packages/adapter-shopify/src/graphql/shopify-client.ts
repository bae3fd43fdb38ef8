import { createHttpClient, hashText, platformClock, systemClock } from '@pim-connector/core';
import type { ConnectorContext, ConnectorTools, HttpClient, LimiterFeedback } from '@pim-connector/core';
import type { HttpResponse } from '@pim-connector/core';

import type { AccessTokens } from '../auth/access-tokens.ts';
import { clientCredentials } from '../auth/client-credentials.ts';
import { rotatingTokens } from '../auth/rotating-tokens.ts';
import { staticToken } from '../auth/static-token.ts';
import { createShopifyErrors } from '../errors/shopify-errors.ts';
import type { ShopifyErrors } from '../errors/shopify-errors.ts';
import type { ShopifyConnection } from '../shopify-config.ts';
import { costOf } from './operation.ts';
import type { Operation } from './operation.ts';
import { readAnswer } from './read-answer.ts';
import type { CallCost } from './read-answer.ts';
import { assumedLimit, shopifyLimiter } from './shop-limiter.ts';

/** Calls the Admin API of one shop. */
export interface ShopifyClient {
  /**
   * Sends a call, and gives its data in the promised form. `userErrors` are part of the data.
   *
   * @throws ConnectorError for a call that failed as a whole; one whose data is refused is `request.rejected` with
   *   issues.
   */
  call<Variables extends object, Data>(
    operation: Operation<Variables, Data>,
    variables: Variables,
    context: Pick<ConnectorContext, 'signal' | 'warn'>,
  ): Promise<Data>;
  /** For addresses that carry their own permission: staged uploads and results of bulk operations. */
  readonly http: HttpClient;
  readonly errors: ShopifyErrors;
  /** Milliseconds since 1970 by the clock of Shopify, as far as its answers have told it. */
  now(): number;
  /** Points per second that the shop grants, as far as it has told. */
  restoreRate(): number;
}

const versionHeader = 'x-shopify-api-version';
const day = 86_400_000;

/** Makes the client of a connection. */
export function createShopifyClient(connection: ShopifyConnection, tools: ConnectorTools): ShopifyClient {
  const { shop, apiVersion, url, retry, fetch, clock = systemClock } = connection;
  const errors = createShopifyErrors(connection.errors, tools);
  const limiter =
    connection.limiter ?? tools.sharedLimiter(appAndShop(connection), shopifyLimiter({ clock }), clock);
  const tokens = tokensOf(connection, () => http, tools);
  const shopifyClock = platformClock(clock);
  const http = createHttpClient({
    connector: tools.type,
    baseUrl: url ?? `https://${shop}`,
    headers: async () => ({ 'x-shopify-access-token': await tokens.current() }),
    onUnauthorized: () => tokens.renew(),
    classify: (response) => classify(response, errors, clock.now()),
    feedback: (response) => {
      shopifyClock.note(response.headers);
      const limits = limitsOf(response);
      restoreRate = limits?.restoreRate ?? restoreRate;
      return limits;
    },
    redact: tools.redact,
    clock,
    ...(retry === undefined ? {} : { retry }),
    ...(fetch === undefined ? {} : { fetch }),
  });
  let toldVersion = false;
  let restoreRate: number = assumedLimit.restoreRate;

  function watchVersion({ headers }: HttpResponse, context: Pick<ConnectorContext, 'warn'>): void {
    const answered = headers.get(versionHeader);
    if (toldVersion || answered === null || answered === apiVersion) return;
    toldVersion = true;
    context.warn({
      code: 'shopify.version',
      message: `Shopify answers with version ${answered} of its API instead of ${apiVersion}`,
      hint: 'The version has expired: upgrade the adapter.',
    });
  }

  return {
    http,
    errors,
    now: () => shopifyClock.now(),
    restoreRate: () => restoreRate,
    async call(operation, variables, context) {
      const { name, field, document, repeatable, data } = operation;
      const response = await http.request({
        method: 'POST',
        path: `admin/api/${apiVersion}/graphql.json`,
        json: { query: document, variables, operationName: name },
        cost: costOf(operation, variables),
        limiters: [limiter],
        idempotent: repeatable,
        expect: 'json',
        operation: name,
        signal: context.signal,
      });
      watchVersion(response, context);
      const answer = readAnswer(response);
      const read = data.safeParse(answer?.data);
      if (read.success) return read.data;
      const [problem] = read.error.issues;
      throw tools.error('response.malformed', `${name} gave an answer of an unknown form`, {
        operation: name,
        ...(response.requestId === undefined ? {} : { requestId: response.requestId }),
        details: { field, problem: problem?.message, place: problem?.path.join('.') },
      });
    },
  };
}

/** What Shopify counts together. A token that does not expire belongs to one app; it is told by its hash. */
function appAndShop({ shop, url, clientId, accessToken }: ShopifyConnection): string {
  const app = clientId ?? hashText(accessToken?.reveal() ?? '');
  return `${url ?? shop} ${app}`;
}

function tokensOf(
  connection: ShopifyConnection,
  http: () => HttpClient,
  tools: ConnectorTools,
): AccessTokens {
  const { accessToken, clientId, clientSecret, tokens: vault, clock = systemClock } = connection;
  if (accessToken !== undefined) return staticToken(accessToken, tools);
  if (clientId === undefined || clientSecret === undefined)
    throw tools.error('config.invalid', 'The connection has no credentials');
  return vault === undefined
    ? clientCredentials({ clientId, clientSecret }, http, clock, tools)
    : rotatingTokens({ clientId, clientSecret, vault }, http, clock, tools);
}

function classify(response: HttpResponse, errors: ShopifyErrors, now: number) {
  const { status } = response;
  if (status >= 500) return null;
  if (status !== 200) {
    const error = { layer: 'http', code: String(status), message: response.text().slice(0, 500) } as const;
    const means = errors.meaningOf(error);
    if (means.kind !== 'failed') return null;
    // The shop’s day is not known to us; at midnight UTC a new one has begun at the latest a day later.
    const retryAfter = means.error === 'quota.exhausted' ? day - (now % day) : undefined;
    return errors.callError(error, { retryAfter });
  }
  const answer = readAnswer(response);
  const [first] = answer?.errors ?? [];
  if (answer === null || first === undefined) return null;
  const { message, path, extensions } = first;
  const operation = typeof path?.[0] === 'string' ? path[0] : undefined;
  return errors.callError(
    { layer: 'graphql', operation, code: extensions?.code ?? null, message },
    { retryAfter: extensions?.code === 'THROTTLED' ? waitFor(answer.cost) : undefined },
  );
}

/** Milliseconds until the bucket holds what a call that was throttled costs. */
function waitFor(cost: CallCost | undefined): number {
  if (cost === undefined) return 1_000;
  const { currentlyAvailable, restoreRate } = cost.throttleStatus;
  const need = (cost.requestedQueryCost ?? 0) - currentlyAvailable;
  return Math.max(0, Math.ceil((need / restoreRate) * 1000));
}

function limitsOf(response: HttpResponse): LimiterFeedback | undefined {
  if (response.status !== 200) return undefined;
  const cost = readAnswer(response)?.cost;
  if (cost === undefined) return undefined;
  const { maximumAvailable, currentlyAvailable, restoreRate } = cost.throttleStatus;
  return {
    cost: cost.actualQueryCost ?? 0,
    available: currentlyAvailable,
    maximum: maximumAvailable,
    restoreRate,
  };
}
