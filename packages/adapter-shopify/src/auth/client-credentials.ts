import type { Clock, ConnectorTools, HttpClient, Secret } from '@pim-connector/core';

import { shared, usableUntil } from './access-tokens.ts';
import type { AccessTokens } from './access-tokens.ts';
import { requestToken } from './token-request.ts';

/**
 * Tokens by the client credentials of the app; they live 24 hours. For apps of one’s own organisation in one’s own
 * stores. Source: Shopify’s page on the client credentials grant.
 */
export function clientCredentials(
  credentials: { readonly clientId: string; readonly clientSecret: Secret },
  http: () => HttpClient,
  clock: Clock,
  tools: ConnectorTools,
): AccessTokens {
  let token: { readonly access: Secret; readonly usableUntil: number } | null = null;
  const renewOnce = shared(async () => {
    const asked = clock.now();
    const { accessToken, lifetime } = await requestToken(
      {
        grant_type: 'client_credentials',
        client_id: credentials.clientId,
        client_secret: credentials.clientSecret,
      },
      { http: http(), tools },
    );
    token = { access: tools.protect(accessToken), usableUntil: usableUntil(asked, lifetime) };
    return token;
  });
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
