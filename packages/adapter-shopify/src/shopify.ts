import { defineDestination } from '@pim-connector/core';
import type { ConnectorContext, ConnectorTools } from '@pim-connector/core';

import { createBulkLane } from './bulk/bulk-lane.ts';
import { outcomeWebhooks } from './bulk/outcome-webhooks.ts';
import { checkShop } from './check-shop.ts';
import { defaultMapping } from './default-mapping.ts';
import { describeShop } from './describe-shop.ts';
import { destinationCapabilities } from './destination-capabilities.ts';
import { destinationConfigSchema } from './destination-config.ts';
import type { DestinationConfig } from './destination-config.ts';
import { createFileServers } from './files/file-servers.ts';
import { createShopifyClient } from './graphql/shopify-client.ts';
import { adoptRecords } from './lookup/adopt-records.ts';
import { lookupRecords } from './lookup/lookup-records.ts';
import { createHandleClaims } from './plan/handle-claims.ts';
import { planRecords } from './plan/plan-records.ts';
import { shopifyRecords } from './records/shopify-records.ts';
import type { ShopifyRecords } from './records/shopify-records.ts';
import { webhookSecrets } from './webhooks/verify-webhook.ts';
import { createIdentity } from './write/identity.ts';
import { createShopFacts } from './write/shop-facts.ts';
import { writeOperations } from './write/write-operations.ts';

/**
 * A Shopify shop as a destination, over the Admin GraphQL API.
 *
 * @throws ConnectorError `config.invalid`
 * @example
 * const destination = shopify({ shop: 'example.myshopify.com', clientId, clientSecret });
 */
export const shopify = defineDestination<typeof destinationConfigSchema, ShopifyRecords>({
  type: 'shopify',
  records: shopifyRecords,
  config: destinationConfigSchema,
  account: ({ shop }) => shop,
  create(config: DestinationConfig, tools: ConnectorTools) {
    const client = createShopifyClient(config, tools);
    const fileServers = createFileServers(config, tools);
    const facts = createShopFacts(client);
    const identity = createIdentity(client);
    const handles = createHandleClaims();
    const bulk = createBulkLane(config, client.restoreRate);
    const secrets = webhookSecrets(config);
    const session = (context: ConnectorContext) => ({
      client,
      fileServers,
      config,
      tools,
      facts,
      identity,
      handles,
      context,
    });
    return {
      capabilities: destinationCapabilities(config),
      defaultMapping,
      check: (context) => checkShop(client, config, context),
      describe: (context) => describeShop(client, facts, context),
      adopt: (request, context) => adoptRecords(request, session(context)),
      lookup: (request, context) => lookupRecords(request, session(context)),
      plan: async (records, context) => planRecords(records, session(context)),
      write: (operations, context) => writeOperations(operations, session(context), bulk),
      settle: (receipts, context, request) => bulk.settle(receipts, session(context), request),
      ...(secrets.length === 0 ? {} : { webhooks: outcomeWebhooks(secrets, tools) }),
    };
  },
});
