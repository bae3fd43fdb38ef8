import { defineSource } from '@pim-connector/core';
import type {
  ConnectorContext,
  ConnectorTools,
  Entity,
  ReadEvent,
  ReadRequest,
  RecordKey,
  SourceEntityCapabilities,
  SourceRecord,
} from '@pim-connector/core';

import { createAkeneoClient } from './akeneo-client.ts';
import type { AkeneoClient } from './akeneo-client.ts';
import { accountOf } from './akeneo-config.ts';
import { akeneoRateLimits } from './akeneo-limits.ts';
import { assetPass } from './asset-pass.ts';
import type { CatalogueStructure } from './catalogue-structure.ts';
import { checkPim, readPermissions } from './check-pim.ts';
import { describePim } from './describe-pim.ts';
import { fetchAssets, fetchStructure } from './fetch-records.ts';
import { lookupProducts } from './lookup-products.ts';
import { openFile } from './open-file.ts';
import { readBookmark, readCursor } from './pass-cursor.ts';
import { changeStages, changedPass } from './product-changes.ts';
import { fullPass, fullStages } from './product-pass.ts';
import { openProductReading } from './product-reading.ts';
import { fetchReferenceRecords, referenceRecordPass } from './reference-record-pass.ts';
import { sourceConfigSchema } from './source-config.ts';
import type { SourceConfig } from './source-config.ts';
import { structureMemory } from './structure-memory.ts';
import { structureNames } from './structure-names.ts';
import { structurePass } from './structure-pass.ts';
import { akeneoWebhooks } from './webhooks.ts';

const usual: SourceEntityCapabilities = {
  modes: ['full'],
  coverage: 'complete',
  resumable: true,
  deletes: 'swept',
};

/**
 * An Akeneo PIM as a source: attributes with their options, families, categories, media files and assets, records of
 * reference entities, products with their variants. Works with every edition from 5.0 on; what the server can do is found
 * out, not configured.
 *
 * Products of one or two levels of product models are one record with their articles as variants. An incremental pass
 * reads what changed, and the whole product around it; what is gone is found by full passes and events.
 *
 * @throws ConnectorError `config.invalid`
 * @example
 * const source = akeneo({ url: 'https://acme.cloud.akeneo.com', clientId, clientSecret, username, password });
 */
export const akeneo = defineSource({
  type: 'akeneo',
  config: sourceConfigSchema,
  account: accountOf,
  create(config, tools) {
    const client = createAkeneoClient(config, tools);
    // A wrong address is to be told at once, not after minutes of trying.
    const impatient = createAkeneoClient(config, tools, { ...config.retry, attempts: 1 });
    const { read: structure, forget } = structureMemory(client, tools, config);
    const reading = { client, tools, config, structure };
    const { webhookSecrets } = config;
    return {
      capabilities: {
        entities: {
          attribute: usual,
          family: usual,
          category: usual,
          asset: usual,
          referenceRecord: { ...usual, modes: ['full', 'incremental'] },
          product: { ...usual, modes: ['full', 'incremental'] },
        },
        rateLimits: akeneoRateLimits,
      },
      check: (context) => checkPim(impatient, readPermissions, context),
      async describe(context) {
        return describePim(await structureReading(reading, context), context);
      },
      read: (request, context) => read(request, reading, context),
      fetch(request, context) {
        // Single attributes are asked for since they changed, and products that come then may have values of new ones.
        if (request.entity === 'attribute') forget();
        return fetchRecords(request, reading, context);
      },
      async openFile(key, context) {
        const { facts } = await structure(context);
        const assets = { client, tools, facts, context, pageSize: config.pageSize };
        return openFile(key, assets, config.maxMediaBytes);
      },
      ...(webhookSecrets === undefined
        ? {}
        : { webhooks: akeneoWebhooks(webhookSecrets, config.clientId, nameIn(config), tools) }),
    };
  },
});

interface Reading {
  readonly client: AkeneoClient;
  readonly tools: ConnectorTools;
  readonly config: SourceConfig;
  readonly structure: (context: ConnectorContext) => Promise<CatalogueStructure>;
}

async function* read<E extends Entity>(
  request: ReadRequest<E>,
  reading: Reading,
  context: ConnectorContext,
): AsyncGenerator<ReadEvent<E>> {
  yield* events(request, reading, context) as AsyncGenerator<ReadEvent<E>>;
}

async function* events(
  { entity, mode, cursor, bookmark, select }: ReadRequest,
  reading: Reading,
  context: ConnectorContext,
): AsyncGenerator<ReadEvent> {
  const { client, tools, config } = reading;
  const since = mode === 'incremental' ? readBookmark(bookmark) : null;
  switch (entity) {
    case 'product': {
      const began = client.moment();
      const products = await openProductReading(reading, await reading.structure(context), select, context);
      // Not before the PIM has answered is it known what its clock shows.
      const first = { position: null, done: 0, began: began(), flawed: false };
      if (since === null) {
        yield* fullPass(readCursor(cursor, fullStages) ?? { ...first, stage: fullStages[0] }, products);
      } else {
        yield* changedPass(
          readCursor(cursor, changeStages) ?? { ...first, stage: changeStages[0] },
          since,
          products,
        );
      }
      return;
    }
    case 'asset': {
      const { facts } = await reading.structure(context);
      yield* assetPass(cursor, { client, tools, facts, context, pageSize: config.pageSize });
      return;
    }
    case 'referenceRecord': {
      const { facts } = await reading.structure(context);
      // Filters have whole seconds and leave out the very moment: what shares it is in the overlap.
      const after = since === null ? null : since - config.overlap * 1000;
      yield* referenceRecordPass(cursor, after, { client, tools, facts, context });
      return;
    }
    case 'attribute':
    case 'family':
    case 'category':
      yield* structurePass(entity, cursor, await structureReading(reading, context));
      return;
    case 'price':
    case 'inventory':
      throw tools.error('connector.protocol', `A PIM has no records of the entity “${entity}”`, {
        hint: 'Prices are attributes of products there; read the entity “product”.',
      });
  }
}

async function fetchRecords<E extends Entity>(
  { entity, keys }: { readonly entity: E; readonly keys: readonly RecordKey[] },
  reading: Reading,
  context: ConnectorContext,
): Promise<ReadonlyMap<RecordKey, SourceRecord<E> | null>> {
  return (await fetchAny(entity, keys, reading, context)) as ReadonlyMap<RecordKey, SourceRecord<E> | null>;
}

async function fetchAny(
  entity: Entity,
  keys: readonly RecordKey[],
  reading: Reading,
  context: ConnectorContext,
): Promise<ReadonlyMap<RecordKey, SourceRecord | null>> {
  const { client, tools, config } = reading;
  switch (entity) {
    case 'product': {
      const structure = await reading.structure(context);
      return lookupProducts(keys, await openProductReading(reading, structure, undefined, context));
    }
    case 'asset': {
      const { facts } = await reading.structure(context);
      return fetchAssets(keys, { client, tools, facts, context, pageSize: config.pageSize });
    }
    case 'referenceRecord': {
      const { facts } = await reading.structure(context);
      return fetchReferenceRecords(keys, { client, tools, facts, context });
    }
    case 'attribute':
    case 'family':
    case 'category':
      return fetchStructure(entity, keys, await structureReading(reading, context));
    case 'price':
    case 'inventory':
      return new Map(keys.map((key) => [key, null]));
  }
}

async function structureReading(reading: Reading, context: ConnectorContext) {
  const { client, tools, config } = reading;
  const structure = await reading.structure(context);
  return {
    client,
    tools,
    structure,
    names: structureNames(config, structure),
    context,
    pageSize: config.pageSize,
  };
}

/** The code in our records of an attribute, as far as the user says it. */
function nameIn({ attributes }: SourceConfig): (code: string) => string {
  const names = new Map(Object.entries(attributes).map(([name, code]) => [code, name]));
  return (code) => names.get(code) ?? code;
}
