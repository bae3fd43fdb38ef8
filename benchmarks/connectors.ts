import { checkResult, defineDestination, defineSource, emptySchemaDescription } from '@pim-connector/core';
import type {
  Destination,
  Entity,
  JsonValue,
  Mapping,
  PlannedOperation,
  Product,
  ReadEvent,
  Source,
  SourceRecord,
  WriteOutcome,
} from '@pim-connector/core';
import { z } from 'zod';

/** A source of products that come as JSON, one text each, in pages. */
export function textSource(pages: () => Iterable<readonly string[]>): Source {
  return defineSource({
    type: 'texts',
    config: z.strictObject({}),
    account: () => 'texts',
    create: () => ({
      capabilities: {
        entities: {
          product: { modes: ['full'], coverage: 'complete', resumable: true, deletes: 'reported' },
        },
      },
      check: async () => checkResult([]),
      describe: async () => emptySchemaDescription,
      read: <E extends Entity>() => readPages(pages()) as AsyncIterable<ReadEvent<E>>,
    }),
  })({});
}

async function* readPages(pages: Iterable<readonly string[]>): AsyncGenerator<ReadEvent<'product'>> {
  let cursor = 0;
  for (const texts of pages) {
    cursor += 1;
    yield { type: 'page', records: texts.map(readRecord), cursor: String(cursor) };
  }
  yield { type: 'end', enumeratedAll: true };
}

function readRecord(text: string): SourceRecord<'product'> {
  const data = JSON.parse(text) as Product;
  return { op: 'upsert', entity: 'product', key: data.key, data, coverage: 'complete' };
}

/** See {@link boundlessDestination}. */
export interface BoundlessOptions {
  /** Sends a batch to wherever it goes. Then operations have payloads; without, they have none. */
  readonly send?: (operations: readonly PlannedOperation[]) => Promise<void> | void;
  /** Default `boundless`. */
  readonly account?: string;
}

/** A destination that takes everything and keeps nothing. */
export function boundlessDestination({ send, account = 'boundless' }: BoundlessOptions = {}): Destination {
  return defineDestination({
    type: 'boundless',
    config: z.strictObject({}),
    records: { product: { schema: z.looseObject({}), sections: { prices: 'prices', stock: 'inventory' } } },
    account: () => account,
    create: () => ({
      capabilities: {
        entities: {
          product: {
            operations: ['create', 'update'],
            batch: { records: 100 },
            failureUnit: 'record',
            completion: 'sync',
            identity: 'natural',
            readBack: false,
          },
        },
      },
      check: async () => checkResult([]),
      describe: async () => emptySchemaDescription,
      plan: async (records) =>
        records.map((record): PlannedOperation => ({
          entity: record.entity,
          key: record.key,
          action: record.op === 'upsert' && record.remote === null ? 'create' : 'update',
          sections: record.op === 'upsert' ? record.sections : [],
          payload: send === undefined || record.op === 'delete' ? null : (record.data as JsonValue),
          calls: 1 / 100,
        })),
      async *write(operations): AsyncGenerator<WriteOutcome> {
        await send?.(operations);
        for (const { key, action } of operations) {
          yield { key, status: action === 'create' ? 'created' : 'updated', remote: { id: `remote-${key}` } };
        }
      },
    }),
  })({});
}

/** A mapping of some size for {@link boundlessDestination}. */
export const boundlessMapping: Mapping = {
  version: 1,
  name: 'boundless',
  entity: 'product',
  locales: { 'en-GB': ['en-GB'], 'de-DE': ['de-DE'], 'fr-FR': ['fr-FR'] },
  rules: [
    { to: 'handle', from: { op: 'field', path: 'key' } },
    ...['name', 'description', 'material', 'brand', 'color', 'weight'].map((code) => ({
      to: `texts.{locale}.${code}`,
      from: { op: 'attribute', code },
    })),
    { to: 'sku', level: 'variant', from: { op: 'field', path: 'key' } },
    { to: 'price', level: 'variant', from: { op: 'price', currency: 'EUR' } },
    { to: 'stock', level: 'variant', from: { op: 'inventory' } },
  ],
};
