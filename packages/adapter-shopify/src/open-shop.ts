import { ConnectorError, createConnectorTools } from '@pim-connector/core';
import type { ConnectorTools } from '@pim-connector/core';
import { z } from 'zod';

import { createShopifyClient } from './graphql/shopify-client.ts';
import type { ShopifyClient } from './graphql/shopify-client.ts';
import { checkCredentials, connectionSchema } from './shopify-config.ts';

const optionsSchema = connectionSchema.superRefine(checkCredentials);

/** How a shop is reached, as a user gives it. */
export type ShopifyConnectionOptions = z.input<typeof optionsSchema>;

/**
 * Opens a shop without a connector, for what is set up once.
 *
 * @throws ConnectorError `config.invalid`
 */
export function openShop(options: ShopifyConnectionOptions): {
  readonly client: ShopifyClient;
  readonly tools: ConnectorTools;
} {
  const result = optionsSchema.safeParse(options);
  if (!result.success)
    throw new ConnectorError('config.invalid', z.prettifyError(result.error), { connector: 'shopify' });
  const tools = createConnectorTools('shopify', result.data);
  return { client: createShopifyClient(result.data, tools), tools };
}
