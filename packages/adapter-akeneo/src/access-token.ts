import { Secret, basicAuthorization, isConnectorError } from '@pim-connector/core';
import type { Clock, ConnectorTools, HttpClient } from '@pim-connector/core';
import { z } from 'zod';

import type { AkeneoConnection } from './akeneo-config.ts';

/** Hands out the access token that requests are sent with. */
export interface AccessToken {
  /** The token, renewed before it expires. However many ask at once, one request gets it for all. */
  current(): Promise<Secret>;
  /** Gets another token, because the PIM refused this one. */
  renew(): Promise<void>;
}

const answerSchema = z.object({
  access_token: z.string().min(1),
  /** Seconds. */
  expires_in: z.number().positive().catch(3600),
  refresh_token: z.string().min(1).nullish(),
});

interface Token {
  readonly access: Secret;
  readonly refresh: Secret | null;
  /** Milliseconds since 1970 after which it is not used any more. */
  readonly usableUntil: number;
}

// Requests that wait for a limiter are sent some time after they got their token.
const reserve = 60_000;

/** The token of an app, which stays the same until it is revoked. */
export function appToken(token: Secret, tools: ConnectorTools): AccessToken {
  return {
    current: async () => token,
    async renew() {
      throw tools.error('auth.failed', 'The PIM refuses the access token of the app', {
        hint: 'The app was disconnected in the PIM, or its token revoked: connect it again and use the new token.',
      });
    },
  };
}

/**
 * The tokens of a connection: the first by password, the following by refresh token, of which each refresh gives a
 * new one (Akeneo REST API, authentication). Whoever asks while a token is on its way waits for that one, so that a
 * refresh token is never spent twice.
 */
export function connectionToken(
  { clientId = '', clientSecret, username = '', password }: AkeneoConnection,
  http: () => HttpClient,
  clock: Clock,
  tools: ConnectorTools,
): AccessToken {
  let token: Token | null = null;
  let underway: Promise<Token> | null = null;

  async function ask(grant: Readonly<Record<string, string | Secret | undefined>>): Promise<Token> {
    const asked = clock.now();
    const response = await http().request({
      method: 'POST',
      path: 'api/oauth/v1/token',
      headers: { authorization: basicAuthorization(clientId, clientSecret ?? '') },
      json: grant,
      // It carries credentials of its own, and asking twice does no harm: the password can always be used again.
      anonymous: true,
      idempotent: true,
      expect: 'json',
      operation: 'get an access token',
    });
    const answer = answerSchema.safeParse(response.json());
    if (!answer.success) {
      throw tools.error('response.malformed', 'The PIM gave a token answer of an unknown form', {
        operation: 'get an access token',
        hint: 'Check that the option “url” is the address of the PIM itself.',
      });
    }
    const { access_token, expires_in, refresh_token } = answer.data;
    const lifetime = expires_in * 1000;
    return {
      access: tools.protect(access_token),
      refresh: typeof refresh_token === 'string' ? tools.protect(refresh_token) : null,
      usableUntil: asked + Math.max(lifetime / 2, lifetime - reserve),
    };
  }

  async function byPassword(): Promise<Token> {
    try {
      return await ask({ grant_type: 'password', username, password });
    } catch (error) {
      // The PIM answers wrong credentials with 400 or 422.
      if (!isConnectorError(error, 'request.rejected')) throw error;
      throw tools.error(
        'auth.failed',
        `The PIM refuses the credentials of the connection: ${error.message}`,
        {
          operation: 'get an access token',
          hint: 'Copy client id, secret, user name and password anew from the connection’s settings in the PIM (Connect > Connection settings).',
          cause: error,
        },
      );
    }
  }

  async function next(): Promise<Token> {
    const refresh = token?.refresh ?? null;
    if (refresh === null) return byPassword();
    try {
      return await ask({ grant_type: 'refresh_token', refresh_token: refresh });
    } catch (error) {
      // A refresh token lives 14 days and is spent by its use; whoever has the password needs none.
      if (!isConnectorError(error, 'request.rejected', 'auth.failed')) throw error;
      return byPassword();
    }
  }

  async function renewOnce(): Promise<Token> {
    underway ??= next().finally(() => {
      underway = null;
    });
    token = await underway;
    return token;
  }

  return {
    async current() {
      if (token !== null && clock.now() < token.usableUntil) return token.access;
      return (await renewOnce()).access;
    },
    async renew() {
      await renewOnce();
    },
  };
}
