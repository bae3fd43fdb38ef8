import { checkResult, defineSource } from '@pim-connector/core';
import type { Entity, ReadEvent, RecordKey, SourceRecord, UpsertRecord } from '@pim-connector/core';
import { z } from 'zod';

import type { Catalogue } from './generate-catalogue.ts';

const entityCapabilities = {
  modes: ['full'],
  coverage: 'complete',
  resumable: true,
  deletes: 'swept',
} as const;

/**
 * A source that gives a generated catalogue: something to try a destination, a mapping or a pipeline on.
 *
 * @throws ConnectorError `config.invalid`
 * @example
 * const source = catalogueSource({ catalogue: generateCatalogue({ products: 500 }) });
 */
export const catalogueSource = defineSource({
  type: 'catalogue',
  config: z.strictObject({
    catalogue: z.custom<Catalogue>((value) => typeof value === 'object' && value !== null),
    /** Products per page; the records of assets, prices and inventory that belong to one product stay together. */
    pageSize: z.int().positive().default(100),
  }),
  account: ({ catalogue }) => `catalogue-${catalogue.settings.seed}`,
  create: ({ catalogue, pageSize }) => ({
    capabilities: {
      entities: {
        attribute: entityCapabilities,
        family: entityCapabilities,
        category: entityCapabilities,
        asset: entityCapabilities,
        referenceRecord: entityCapabilities,
        product: entityCapabilities,
        price: entityCapabilities,
        inventory: entityCapabilities,
      },
    },
    check: async () =>
      checkResult([{ name: 'catalogue', status: 'ok', message: 'It is made up as it is read' }]),
    describe: async () => catalogue.description,
    async *read<E extends Entity>(
      { entity, cursor }: { readonly entity: E; readonly cursor?: string },
      { signal }: { readonly signal: AbortSignal },
    ): AsyncGenerator<ReadEvent<E>> {
      const size = catalogue.size(entity);
      // Of the others a product has several.
      if (entity !== 'asset' && entity !== 'price' && entity !== 'inventory') {
        yield { type: 'estimate', total: size };
      }
      for (let start = cursor === undefined ? 0 : Number(cursor); start < size; start += pageSize) {
        signal.throwIfAborted();
        const end = Math.min(size, start + pageSize);
        const records: UpsertRecord<E>[] = [];
        for (let index = start; index < end; index += 1) records.push(...catalogue.recordsAt(entity, index));
        yield { type: 'page', records, cursor: String(end) };
      }
      yield { type: 'end', enumeratedAll: true };
    },
    fetch: async <E extends Entity>({
      entity,
      keys,
    }: {
      readonly entity: E;
      readonly keys: readonly RecordKey[];
    }) => new Map<RecordKey, SourceRecord<E> | null>(keys.map((key) => [key, catalogue.find(entity, key)])),
  }),
});
