import { defineDestination } from '@pim-connector/core';

import { checkShop } from './check-shop.ts';
import { defaultMapping } from './default-mapping.ts';
import { describeShop } from './describe-shop.ts';
import { configSchema } from './destination-config.ts';
import { lookupRecords } from './lookup-records.ts';
import { planRecord } from './plan-record.ts';
import { settleReceipts } from './settle-receipts.ts';
import { shopCapabilities } from './shop-capabilities.ts';
import { createShopClient } from './shop-client.ts';
import { shopRecords } from './shop-records.ts';
import type { ShopRecords } from './shop-records.ts';
import { writeOperations } from './write-operations.ts';

/**
 * The destination for the reference shop ({@link createReferenceShop}): the model for authors of destinations.
 *
 * @throws ConnectorError `config.invalid`
 * @example
 * const destination = referenceShopDestination({ url: 'https://shop.example', token });
 */
export const referenceShopDestination = defineDestination<typeof configSchema, ShopRecords>({
  type: 'reference-shop',
  records: shopRecords,
  config: configSchema,
  account: ({ url }) => url.replace(/\/+$/, ''),
  create(config, tools) {
    const client = createShopClient(config, tools);
    return {
      capabilities: shopCapabilities(config),
      defaultMapping,
      check: (context) => checkShop(client, config, context),
      describe: (context) => describeShop(client, context),
      lookup: (request, context) => lookupRecords(request, client, tools, config, context),
      plan: async (records) => records.map((record) => planRecord(record, config)),
      write: (operations, context) => writeOperations(operations, client, config, context),
      settle: (receipts, context) => settleReceipts(receipts, client, tools, context),
    };
  },
});
