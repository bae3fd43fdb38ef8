import type { ConnectorContext } from '@pim-connector/core';

import type { ShopifyClient } from '../graphql/shopify-client.ts';
import type { ShopFacts } from '../write/shop-facts.ts';

/** What reading back works with. */
export interface ReadBackSession {
  readonly client: ShopifyClient;
  readonly facts: ShopFacts;
  readonly context: ConnectorContext;
}
