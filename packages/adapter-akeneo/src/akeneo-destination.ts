import { defineDestination, systemClock } from '@pim-connector/core';
import type { DestinationEntityCapabilities } from '@pim-connector/core';

import { adoptRecords } from './adopt-records.ts';
import { createAkeneoClient } from './akeneo-client.ts';
import { accountOf } from './akeneo-config.ts';
import { akeneoRateLimits } from './akeneo-limits.ts';
import { checkPim, writePermissions } from './check-pim.ts';
import { defaultMapping } from './default-mapping.ts';
import { describePim } from './describe-pim.ts';
import { targetsOfPim } from './describe-targets-of-pim.ts';
import { destinationConfigSchema } from './destination-config.ts';
import { akeneoRecords } from './destination-records.ts';
import type { AkeneoRecords } from './destination-records.ts';
import { freshMemory } from './fresh-memory.ts';
import { lookupRecords } from './lookup-records.ts';
import { planOperations } from './plan-operations.ts';
import { RecentNames } from './recent-names.ts';
import { readReferenceEntity } from './record-families.ts';
import { structureMemory } from './structure-memory.ts';
import { mediaUploader } from './upload-media.ts';
import { writeOperations } from './write-operations.ts';

const common = {
  batch: { records: 100, bytes: 4_000_000 },
  failureUnit: 'record',
  completion: 'sync',
  identity: 'natural',
  // The search index follows the database by a moment.
  lookup: { lag: 2000 },
} as const satisfies Partial<DestinationEntityCapabilities>;

const both = ['create', 'update'] as const;

/**
 * An Akeneo PIM as a destination: attributes with options, families, categories, assets, records of reference entities,
 * products with their models, and prices and stock as values of products. What a record does not say stays as it is; lists are replaced as a whole if the
 * record is complete, else added to.
 *
 * @throws ConnectorError `config.invalid`
 * @example
 * const destination = akeneoDestination({ url: 'https://acme.cloud.akeneo.com', accessToken });
 */
export const akeneoDestination = defineDestination<typeof destinationConfigSchema, AkeneoRecords>({
  type: 'akeneo',
  records: akeneoRecords,
  config: destinationConfigSchema,
  account: accountOf,
  create(config, tools) {
    const client = createAkeneoClient(config, tools);
    const impatient = createAkeneoClient(config, tools, { ...config.retry, attempts: 1 });
    const { read: structure, forget } = structureMemory(client, tools, config);
    const { read: kinds } = freshMemory(
      (kind, { signal }) => readReferenceEntity(kind, client, signal),
      config,
    );
    const recent = new RecentNames(config.clock ?? systemClock);
    const all = { client, tools, config, structure, kinds, recent };
    const upload = mediaUploader(config, client, tools);
    return {
      capabilities: {
        entities: {
          attribute: { ...common, operations: both, readBack: true, concurrency: 1 },
          family: { ...common, operations: both, readBack: true, concurrency: 1 },
          // One batch after the other: a category can only be put below one that exists.
          category: { ...common, operations: both, readBack: true, concurrency: 1 },
          asset: { ...common, operations: [...both, 'delete'], deletes: ['delete'], readBack: false },
          // The API cannot delete records (Akeneo REST API, reference entity records). They may point to each other.
          referenceRecord: { ...common, operations: both, readBack: true, unfinished: true, concurrency: 2 },
          product: {
            ...common,
            operations: [...both, 'delete'],
            deletes: ['unpublish', 'archive', 'delete'],
            readBack: true,
            // What a product is related to, or an attribute points to, may come after it.
            unfinished: true,
            concurrency: 2,
          },
          price: { ...common, operations: ['update'], readBack: true, concurrency: 2 },
          inventory: { ...common, operations: ['update'], readBack: true, concurrency: 2 },
        },
        rateLimits: akeneoRateLimits,
      },
      defaultMapping: (entity, options) => defaultMapping(entity, options, config),
      check: (context) => checkPim(impatient, writePermissions, context),
      async describe(context) {
        const known = await structure(context);
        const names = { nameOf: same, codeOf: same, identifiers: [], prices: [] };
        const description = await describePim(
          { client, tools, structure: known, names, context, pageSize: 100 },
          context,
        );
        return { ...description, targets: targetsOfPim(known, description.recordKinds) };
      },
      lookup(request, context) {
        // What is compared or repaired must be as it is now.
        if (request.entity === 'attribute') forget();
        return lookupRecords(request, all, context);
      },
      adopt: (request, context) => adoptRecords(request, all, context),
      plan: (records, context) => planOperations(records, all, context),
      async *write(operations, context) {
        yield* writeOperations(operations, all, upload, context);
        if (operations.some(({ entity }) => entity === 'attribute')) forget();
      },
    };
  },
});

function same(code: string): string {
  return code;
}
