import type { Clock, ConnectorTools, HttpClient, Secret } from '@pim-connector/core';

import { shared, usableUntil } from './access-tokens.ts';
import type { AccessTokens } from './access-tokens.ts';
import { requestToken } from './token-request.ts';
import type { OfflineTokens, TokenVault } from './token-vault.ts';

interface Held {
  readonly access: Secret;
  readonly text: string;
  readonly usableUntil: number;
}

/**
 * Expiring offline tokens: an access token of an hour and a refresh token that each refresh replaces. Within the
 * process all who ask share one refresh; across processes the vault lets one refresh at a time, and whoever comes
 * later finds the tokens that the other has got. Where an answer is lost, or its tokens could not be kept, the refresh
 * token before is used again: Shopify takes it until its replacement is used, for 30 days at most. Sources: Shopify’s
 * page on expiring offline access tokens, and its changelog on more resilient refreshes of them.
 */
export function rotatingTokens(
  app: { readonly clientId: string; readonly clientSecret: Secret; readonly vault: TokenVault },
  http: () => HttpClient,
  clock: Clock,
  tools: ConnectorTools,
): AccessTokens {
  let held: Held | null = null;

  function hold({ accessToken, refreshToken, expiresAt }: OfflineTokens): Held {
    tools.protect(refreshToken);
    const lifetime = expiresAt - clock.now();
    held = {
      access: tools.protect(accessToken),
      text: accessToken,
      usableUntil: lifetime > 0 ? usableUntil(clock.now(), lifetime) : 0,
    };
    return held;
  }

  /** @param refused the access token that is of no use any more. */
  async function refreshed(refused: string | null): Promise<Held> {
    return app.vault.exclusively(async () => {
      const saved = await app.vault.load();
      const known = hold(saved);
      // Another process has refreshed meanwhile.
      if (known.text !== refused && clock.now() < known.usableUntil) return known;
      const asked = clock.now();
      const { accessToken, refreshToken, lifetime } = await requestToken(
        {
          grant_type: 'refresh_token',
          client_id: app.clientId,
          client_secret: app.clientSecret,
          refresh_token: tools.protect(saved.refreshToken),
        },
        { http: http(), tools },
      );
      if (refreshToken === null)
        throw tools.error('response.malformed', 'Shopify gave no refresh token with the access token', {
          operation: 'get an access token',
        });
      const tokens = { accessToken, refreshToken, expiresAt: asked + lifetime };
      // Whoever gets them can work with them, whether or not they can be kept.
      const next = hold(tokens);
      await app.vault.save(tokens);
      return next;
    });
  }

  const renewOnce = shared(async () => refreshed(held?.text ?? null));
  const firstOnce = shared(async () => {
    const known = hold(await app.vault.load());
    return clock.now() < known.usableUntil ? known : refreshed(null);
  });

  return {
    async current() {
      if (held !== null && clock.now() < held.usableUntil) return held.access;
      return (await firstOnce()).access;
    },
    async renew() {
      await renewOnce();
    },
  };
}
