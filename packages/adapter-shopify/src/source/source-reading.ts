import type { ConnectorContext, ConnectorTools } from '@pim-connector/core';

import type { ShopifyClient } from '../graphql/shopify-client.ts';
import type { ReadShop } from './read-shop.ts';
import type { RemoteKeys } from './remote-keys.ts';
import type { SourceConfig } from './source-config.ts';

/** What a pass works with. */
export interface SourceReading {
  readonly client: ShopifyClient;
  readonly tools: ConnectorTools;
  readonly config: SourceConfig;
  readonly context: ConnectorContext;
  readonly shop: ReadShop;
  readonly known: RemoteKeys;
}
