import type { ConnectorTools, Secret } from '@pim-connector/core';

import type { AccessTokens } from './access-tokens.ts';

/** A token that does not expire, as custom apps have that were made in the shop’s admin. */
export function staticToken(token: Secret, tools: ConnectorTools): AccessTokens {
  return {
    current: async () => token,
    async renew() {
      throw tools.error('auth.failed', 'Shopify refuses the access token', {
        hint: 'The app was uninstalled or its token revoked: install it again and use the new token.',
      });
    },
  };
}
