import { createHttpClient, hashText, platformClock, systemClock } from '@pim-connector/core';
import type {
  Clock,
  ConnectorTools,
  HttpRequest,
  HttpResponse,
  HttpRetryOptions,
  HttpStream,
  Limiter,
  Secret,
} from '@pim-connector/core';
import type { z } from 'zod';

import { appToken, connectionToken } from './access-token.ts';
import type { AccessToken } from './access-token.ts';
import { accountOf } from './akeneo-config.ts';
import type { AkeneoConnection } from './akeneo-config.ts';
import { akeneoLimits } from './akeneo-limits.ts';
import type { AkeneoLimits } from './akeneo-limits.ts';

/** Talks to the REST API of one PIM. */
export interface AkeneoClient {
  readonly limits: AkeneoLimits;
  /** The address of the API, without a slash at the end. */
  readonly url: string;
  /** Sends a request to a path below `/api/rest/v1/`. */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** Like `request`, for answers that are too big for memory. */
  stream(request: HttpRequest): Promise<HttpStream>;
  /** Reads JSON and checks its form. */
  read<Answer>(schema: z.ZodType<Answer>, request: HttpRequest): Promise<Answer>;
  /** The clock of the PIM, as far as it is known from the `Date` of its answers. Milliseconds since 1970. */
  now(): number;
  /** Notes this moment, to tell it by the clock of the PIM once that is known: after an answer. */
  moment(): () => number;
  /** The token that requests are sent with. Gets one now if there is none: so it shows whether the credentials are right. */
  token(): Promise<Secret>;
}

const basePath = 'api/rest/v1/';

/** Makes the client of a connector. Does no input or output before its first request. */
export function createAkeneoClient(
  config: AkeneoConnection,
  tools: ConnectorTools,
  retry: HttpRetryOptions | undefined = config.retry,
): AkeneoClient {
  const { fetch, accessToken, clock = systemClock } = config;
  const limits = config.limits ?? accountLimits(config, clock, tools);
  const pimClock = platformClock(clock);
  const tokens: AccessToken =
    accessToken === undefined
      ? connectionToken(config, () => http, clock, tools)
      : appToken(accessToken, tools);
  const http = createHttpClient({
    connector: tools.type,
    baseUrl: config.url,
    headers: async () => ({ authorization: ['Bearer ', await tokens.current()], accept: 'application/json' }),
    // What the fewest share comes first, so that nobody holds a common permit while he waits for a rare one.
    limiters: [limits.connection, limits.instance, limits.rate],
    onUnauthorized: () => tokens.renew(),
    feedback: ({ headers }) => {
      pimClock.note(headers);
      return undefined;
    },
    redact: tools.redact,
    clock,
    ...(fetch === undefined ? {} : { fetch }),
    ...(retry === undefined ? {} : { retry }),
  });
  const below = (request: HttpRequest): HttpRequest => ({
    ...request,
    path: `${basePath}${request.path}`.replace(/\/$/, ''),
  });
  return {
    limits,
    url: `${config.url.replace(/\/+$/, '')}/${basePath}`.replace(/\/$/, ''),
    request: (request) => http.request(below(request)),
    stream: (request) => http.stream(below(request)),
    async read(schema, request) {
      const response = await http.request({ ...below(request), expect: 'json' });
      const answer = schema.safeParse(response.json());
      if (answer.success) return answer.data;
      const [issue] = answer.error.issues;
      throw tools.error('response.malformed', `${request.path} gave an answer of an unknown form`, {
        operation: `${request.method ?? 'GET'} ${request.path}`,
        hint: 'Check that the option “url” is the address of the PIM itself, and not a page or a proxy.',
        ...(response.requestId === undefined ? {} : { requestId: response.requestId }),
        details: { problem: issue?.message, place: issue?.path.join('.') },
      });
    },
    now: () => pimClock.now(),
    moment() {
      const at = clock.now();
      return () => at + pimClock.ahead;
    },
    token: () => tokens.current(),
  };
}

/** The limits that the connector shares with whoever uses the same PIM, or the same connection to it. */
function accountLimits(config: AkeneoConnection, clock: Clock, tools: ConnectorTools): AkeneoLimits {
  const own = akeneoLimits({ clock });
  const instance = accountOf(config);
  // An app has one token, which it is told by; its hash is none.
  const caller = config.clientId ?? hashText(config.accessToken?.reveal() ?? '');
  const shared = (name: string, limiter: Limiter) => tools.sharedLimiter(name, limiter, clock);
  return {
    connection: shared(`connection ${instance} ${caller}`, own.connection),
    instance: shared(`instance ${instance}`, own.instance),
    rate: shared(`requests ${instance}`, own.rate),
    optionWrites: shared(`option writes ${instance}`, own.optionWrites),
  };
}
