import { z } from 'zod';

import { checkResult, defineDestination, defineSource, emptySchemaDescription } from '../connector/index.ts';
import type {
  Destination,
  DestinationEntityCapabilities,
  PlannedOperation,
  ReadEvent,
  ReadRequest,
  RemoteRecord,
  Source,
  SourceEntityCapabilities,
  SourceRecord,
  WriteOutcome,
} from '../connector/index.ts';
import { decimalSchema } from '../model/index.ts';
import type { JsonValue, Product } from '../model/index.ts';

/** A product with one value per attribute, for tests. */
export function testProduct(
  key: string,
  changes: { name?: string | null; price?: string; stock?: string } = {},
): Product {
  const { name = `Product ${key}`, price = '10', stock = '5' } = changes;
  return {
    key,
    attributes:
      name === null ? {} : { name: { type: 'text', values: [{ locale: 'en-US', scope: null, data: name }] } },
    variants: [
      {
        key: `${key}-1`,
        attributes: {},
        prices: [{ kind: 'list', amount: price, currency: 'EUR' }],
        inventory: [{ quantity: stock }],
      },
    ],
  };
}

/** A record that says that a product exists. */
export function upsert(product: Product): SourceRecord<'product'> {
  return { op: 'upsert', entity: 'product', key: product.key, data: product, coverage: 'complete' };
}

/** A mapping for {@link memoryShop}. */
export const testMapping = {
  version: 1,
  name: 'test',
  entity: 'product',
  locales: { 'en-US': ['en-US'] },
  rules: [
    { to: 'title', required: true, from: { op: 'attribute', code: 'name' } },
    { to: 'variants', from: { op: 'constant', value: [] } },
  ],
} as const;

/** A source over a list of products, in pages; the cursor is the place in the list. */
export function memorySource(
  products: () => readonly SourceRecord[],
  options: {
    account?: string;
    pageSize?: number;
    read?: (request: ReadRequest) => AsyncIterable<ReadEvent>;
    capabilities?: Partial<SourceEntityCapabilities>;
    enumeratedAll?: () => boolean;
    /** What an incremental pass gives. Default: everything. */
    changes?: () => readonly SourceRecord[];
  } = {},
): Source {
  const { pageSize = 10, enumeratedAll = () => true } = options;
  return defineSource({
    type: 'memory',
    config: z.strictObject({}),
    account: () => options.account ?? 'memory',
    create: () => ({
      capabilities: {
        entities: {
          product: {
            modes: ['full', 'incremental'],
            coverage: 'complete',
            resumable: true,
            deletes: 'reported',
            ...options.capabilities,
          },
        },
      },
      check: async () => checkResult([]),
      describe: async () => emptySchemaDescription,
      async fetch({ keys }: { keys: readonly string[] }) {
        const all = new Map(products().map((record) => [record.key, record]));
        return new Map(keys.map((key) => [key, all.get(key) ?? null]));
      },
      async *read(request: ReadRequest) {
        if (options.read !== undefined) {
          yield* options.read(request);
          return;
        }
        const all = request.mode === 'full' ? products() : (options.changes ?? products)();
        yield { type: 'estimate', total: all.length };
        for (let start = Number(request.cursor ?? 0); start < all.length; start += pageSize) {
          const end = Math.min(start + pageSize, all.length);
          yield { type: 'page', records: all.slice(start, end), cursor: String(end) };
        }
        yield { type: 'end', bookmark: 'later', enumeratedAll: enumeratedAll() };
      },
    }),
  } as Parameters<typeof defineSource>[0])({});
}

const shopProductSchema = z.strictObject({
  title: z.string().max(40),
  price: decimalSchema.exactOptional(),
  stock: decimalSchema.nullable().exactOptional(),
  note: z.string().exactOptional(),
  parent: z.string().exactOptional(),
});

/** What {@link memoryShop} takes. */
export type ShopProduct = z.infer<typeof shopProductSchema>;

/** A shop in memory, and everything that was ever written to it. */
export interface MemoryShop {
  readonly products: Map<string, ShopProduct>;
  readonly writes: { key: string; action: string; payload: JsonValue }[];
  readonly destination: Destination;
}

/** Makes a shop that patches products by their key. */
export function memoryShop(
  options: {
    account?: string;
    /** Takes the place of the shop’s own answer. */
    write?: (
      operations: readonly PlannedOperation[],
      own: (operations: readonly PlannedOperation[]) => AsyncIterable<WriteOutcome>,
    ) => AsyncIterable<WriteOutcome>;
    plan?: (operations: readonly PlannedOperation[]) => readonly PlannedOperation[];
    batch?: number;
    concurrency?: number;
    references?: boolean;
    adopt?: Destination['adopt'];
    capabilities?: Partial<DestinationEntityCapabilities>;
  } = {},
): MemoryShop {
  const products = new Map<string, ShopProduct>();
  const writes: MemoryShop['writes'] = [];
  async function* own(operations: readonly PlannedOperation[]): AsyncGenerator<WriteOutcome> {
    for (const { key, action, payload } of operations) {
      writes.push({ key, action, payload });
      if (action === 'delete') {
        products.delete(key);
        yield { key, status: 'deleted' };
        continue;
      }
      const known = products.get(key);
      products.set(key, { ...known, ...(payload as ShopProduct) });
      yield { key, status: known === undefined ? 'created' : 'updated', remote: { id: `shop-${key}` } };
    }
  }
  const destination = defineDestination({
    type: 'memory-shop',
    config: z.strictObject({}),
    records: {
      product: {
        schema: shopProductSchema,
        sections: { price: 'prices', stock: 'inventory' },
        ...(options.references === true
          ? {
              references: ({ parent }: ShopProduct) =>
                parent === undefined ? [] : [{ entity: 'category' as const, key: parent, path: 'parent' }],
            }
          : {}),
      },
    },
    account: () => options.account ?? 'memory-shop',
    create: () => ({
      capabilities: {
        entities: {
          product: {
            operations: ['create', 'update', 'delete'],
            batch: { records: options.batch ?? 50 },
            concurrency: options.concurrency ?? 4,
            failureUnit: 'record',
            completion: 'sync',
            identity: 'natural',
            lookup: { lag: 0 },
            readBack: true,
            deletes: ['delete'],
            ...options.capabilities,
          },
        },
      },
      check: async () => checkResult([]),
      describe: async () => emptySchemaDescription,
      async lookup({ keys }) {
        return new Map(
          keys.flatMap((key): [string, RemoteRecord][] => {
            const data = products.get(key);
            return data === undefined ? [] : [[key, { remote: { id: `shop-${key}` }, data }]];
          }),
        );
      },
      async plan(records) {
        const operations = records.map((record): PlannedOperation => {
          const { entity, key } = record;
          if (record.op === 'delete')
            return { entity, key, action: 'delete', sections: [], payload: null, calls: 1 };
          return {
            entity,
            key,
            action: record.remote === null ? 'create' : 'update',
            sections: record.sections,
            payload: record.data,
            calls: 1 / 50,
          };
        });
        return options.plan?.(operations) ?? operations;
      },
      ...(options.adopt === undefined ? {} : { adopt: options.adopt }),
      write: (operations) => options.write?.(operations, own) ?? own(operations),
    }),
  })({});
  return { products, writes, destination };
}
