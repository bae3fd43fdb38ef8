import type { Clock } from '@pim-connector/core';

/** Tokens of the app. */
export interface AppTokens {
  /** Answers a request for a token. */
  answer(request: Request): Promise<Response>;
  isValid(token: string | null): boolean;
  /** Makes all tokens worthless. */
  revoke(): void;
  /** How many tokens were issued. */
  readonly issued: number;
  /** A pair of expiring tokens, as an app gets it when it is installed. */
  install(): { readonly accessToken: string; readonly refreshToken: string };
}

/** Credentials of the app. */
export interface AppCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** A token that does not expire, as old custom apps have; `null`: none. */
  readonly staticToken: string | null;
}

const day = 86_400_000;
const hour = 3_600_000;

interface RefreshToken {
  readonly text: string;
  /** Milliseconds since 1970 until which it can be used. */
  readonly until: number;
}

/**
 * Makes the token endpoint: client credentials give a token for 24 hours; expiring tokens live an hour and are renewed
 * with a refresh token. That gives another one, and can itself be used again until the other one is, for 30 days at most,
 * so that an answer may be lost. Source: Shopify’s changelog on refreshes of expiring offline access tokens.
 */
export function createAppTokens(
  credentials: AppCredentials,
  scopes: readonly string[],
  clock: Pick<Clock, 'now'>,
): AppTokens {
  const expiries = new Map<string, number>();
  /** The one that was given last. */
  let latest: RefreshToken | null = null;
  /** The one that it was got with. */
  let spent: RefreshToken | null = null;
  let { staticToken } = credentials;
  let issued = 0;
  const scope = scopes.join(',');

  const issue = (prefix: string, lifetime: number): string => {
    issued += 1;
    const token = `${prefix}_${crypto.randomUUID().replaceAll('-', '')}`;
    expiries.set(token, clock.now() + lifetime);
    return token;
  };

  const pair = () => {
    const accessToken = issue('shpat', hour);
    const text = `shprt_${crypto.randomUUID().replaceAll('-', '')}`;
    latest = { text, until: clock.now() + 90 * day };
    return { accessToken, refreshToken: text };
  };

  /** Uses a refresh token; `null`: it is worth nothing. */
  const refreshed = (text: unknown) => {
    const isUsable = (token: RefreshToken | null) =>
      token !== null && token.text === text && clock.now() < token.until;
    if (latest !== null && isUsable(latest))
      spent = { text: latest.text, until: Math.min(latest.until, clock.now() + 30 * day) };
    else if (!isUsable(spent)) return null;
    return pair();
  };

  return {
    async answer(request) {
      const fields = await readFields(request);
      if (
        fields['client_id'] !== credentials.clientId ||
        fields['client_secret'] !== credentials.clientSecret
      )
        return refusal(401, 'invalid_client', 'The client credentials are not valid.');
      if (fields['grant_type'] === 'client_credentials')
        return Response.json({ access_token: issue('shpat', day), scope, expires_in: day / 1000 });
      if (fields['grant_type'] !== 'refresh_token')
        return refusal(400, 'unsupported_grant_type', 'The grant type is not supported.');
      const made = refreshed(fields['refresh_token']);
      if (made === null) return refusal(400, 'invalid_grant', 'The refresh token is not valid.');
      return Response.json({
        access_token: made.accessToken,
        refresh_token: made.refreshToken,
        expires_in: hour / 1000,
        refresh_token_expires_in: (90 * day) / 1000,
        scope,
      });
    },
    isValid: (token) => token !== null && (token === staticToken || (expiries.get(token) ?? 0) > clock.now()),
    revoke() {
      expiries.clear();
      latest = null;
      spent = null;
      staticToken = null;
    },
    get issued() {
      return issued;
    },
    install() {
      spent = null;
      return pair();
    },
  };
}

async function readFields(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.includes('json')) return Object.fromEntries(new URLSearchParams(await request.text()));
  const body: unknown = await request.json().catch(() => null);
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

function refusal(status: number, error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status });
}
