import { describe, expectTypeOf, test } from 'vitest';
import { z } from 'zod';

import { decimalSchema } from '../model/index.ts';
import type { InventoryRecord, Product } from '../model/index.ts';
import { defineDestination } from './define-destination.ts';
import { defineSource } from './define-source.ts';
import type { DesiredDelete, DesiredRecord, DesiredUpsert } from './desired-record.ts';
import type { Destination } from './destination.ts';
import type { RejectedOutcome, WriteOutcome, WrittenOutcome } from './operation.ts';
import type { SourceRecord, UpsertRecord } from './record.ts';
import { Secret, secretSchema } from './secret.ts';
import type { ReadEvent, ReadPage, Source } from './source.ts';
import type { VerifiedWebhook, Webhooks } from './webhook.ts';
import { verifiedWebhook } from './webhook.ts';

interface ShopProduct {
  title: string;
  weight: string;
  tags?: string[] | undefined;
}

interface ShopStock {
  available: number;
}

// As an interface without index signature, as authors write it.
interface Shop {
  product: ShopProduct;
  inventory: ShopStock;
}

const configSchema = z.strictObject({
  url: z.url(),
  accessToken: secretSchema,
  pageSize: z.int().default(50),
});

const productRecord = z.object({
  title: z.string(),
  weight: decimalSchema,
  tags: z.array(z.string()).optional(),
});

const shop = defineDestination({
  type: 'small-shop',
  config: configSchema,
  records: {
    product: {
      schema: productRecord,
      sections: { tags: 'tags' },
      references: (record) => {
        expectTypeOf(record).toEqualTypeOf<z.output<typeof productRecord>>();
        return [];
      },
    },
    inventory: { schema: z.object({ available: z.number() }), sections: {} },
  },
  account: (config) => {
    expectTypeOf(config).toEqualTypeOf<{ url: string; accessToken: Secret; pageSize: number }>();
    return config.url;
  },
  create: (config, tools) => {
    expectTypeOf(config.accessToken).toEqualTypeOf<Secret>();
    expectTypeOf(tools.protect('x')).toEqualTypeOf<Secret>();
    return {
      capabilities: { entities: {} },
      check: () => Promise.resolve({ ok: true, items: [] }),
      describe: () => Promise.reject(tools.error('connection.failed', 'no')),
      plan: (records) => {
        for (const record of records) {
          if (record.op === 'upsert' && record.entity === 'product') {
            expectTypeOf(record.data).toEqualTypeOf<z.output<typeof productRecord>>();
          }
          if (record.op === 'upsert' && record.entity === 'inventory') {
            expectTypeOf(record.data).toEqualTypeOf<{ available: number }>();
          }
          if (record.op === 'delete') {
            expectTypeOf(record.entity).toEqualTypeOf<'product' | 'inventory'>();
            expectTypeOf(record).not.toHaveProperty('data');
          }
        }
        return Promise.resolve([]);
      },
      write: async function* () {},
    };
  },
});

describe('defineDestination', () => {
  test('infers the record types from the schemas', () => {
    expectTypeOf<ReturnType<typeof shop>>().toExtend<Destination<Shop>>();
    expectTypeOf<Destination<Shop>>().toExtend<ReturnType<typeof shop>>();
    expectTypeOf<ReturnType<typeof shop>['records']>().toHaveProperty('product');
    expectTypeOf<ReturnType<typeof shop>['records']>().not.toHaveProperty('price');
  });

  test('takes what the user writes, not what the schema makes of it', () => {
    expectTypeOf(shop).parameter(0).toEqualTypeOf<{
      url: string;
      accessToken: string | Secret;
      pageSize?: number | undefined;
    }>();
    // @ts-expect-error the token is missing
    shop({ url: 'https://host.example' });
    // @ts-expect-error there is no such option
    shop({ url: 'https://host.example', accessToken: 'x', apiKey: 'x' });
  });

  test('a destination of any shop is a destination', () => {
    expectTypeOf<Destination<Shop>>().toExtend<Destination>();
    expectTypeOf<ReturnType<typeof shop>>().toExtend<Destination>();
    const list: Destination[] = [shop({ url: 'https://host.example', accessToken: 'x' })];
    expectTypeOf(list).items.toEqualTypeOf<Destination>();
  });

  test('knows entities only', () => {
    const made = defineDestination({
      type: 'x',
      config: z.strictObject({}),
      // @ts-expect-error “products” is no entity
      records: { products: { schema: z.object({}), sections: {} } },
      account: () => 'x',
      create: () => {
        throw new Error('never called');
      },
    });
    expectTypeOf(made).toBeFunction();
  });
});

describe('DesiredRecord', () => {
  test('is told apart by entity and operation', () => {
    type Desired = DesiredRecord<Shop>;
    expectTypeOf<Extract<Desired, { entity: 'product'; op: 'upsert' }>>().toEqualTypeOf<
      DesiredUpsert<'product', ShopProduct>
    >();
    expectTypeOf<Extract<Desired, { op: 'delete' }>>().toEqualTypeOf<
      DesiredDelete<'product'> | DesiredDelete<'inventory'>
    >();
    expectTypeOf<Extract<Desired, { entity: 'price' }>>().toBeNever();
  });
});

describe('defineSource', () => {
  const files = defineSource({
    type: 'files',
    config: z.strictObject({ path: z.string(), password: secretSchema.optional() }),
    account: ({ path, password }) => {
      expectTypeOf(password).toEqualTypeOf<Secret | undefined>();
      return path;
    },
    create: () => ({
      capabilities: { entities: {} },
      check: () => Promise.resolve({ ok: true, items: [] }),
      describe: () => Promise.reject(new Error('no')),
      read: async function* () {},
    }),
  });

  test('makes a source', () => {
    expectTypeOf(files)
      .parameter(0)
      .toEqualTypeOf<{ path: string; password?: string | Secret | undefined }>();
    expectTypeOf<ReturnType<typeof files>>().toEqualTypeOf<Source>();
  });

  test('what is read is of the entity that was asked for', () => {
    type Events = ReturnType<typeof readStock>;
    expectTypeOf<Events>().toEqualTypeOf<AsyncIterable<ReadEvent<'inventory'>>>();
    expectTypeOf<
      Extract<SourceRecord<'inventory'>, { op: 'upsert' }>['data']
    >().toEqualTypeOf<InventoryRecord>();
    expectTypeOf<Extract<ReadEvent<'product'>, { type: 'page' }>>().toEqualTypeOf<ReadPage<'product'>>();
    expectTypeOf<UpsertRecord<'product'>['data']>().toEqualTypeOf<Product>();
  });

  test('a reader of one entity cannot be handed the records of another', () => {
    expectTypeOf<SourceRecord<'price'>>().not.toExtend<SourceRecord<'product'>>();
    expectTypeOf<SourceRecord<'price'>>().toExtend<SourceRecord>();
  });
});

declare const source: Source;

function readStock() {
  return source.read(
    { entity: 'inventory', mode: 'full' },
    {
      signal: AbortSignal.abort(),
      clock: { now: () => 0, sleep: () => Promise.resolve() },
      warn: () => undefined,
    },
  );
}

describe('outcomes', () => {
  test('are told apart by their status', () => {
    expectTypeOf<Extract<WriteOutcome, { status: 'rejected' }>>().toEqualTypeOf<RejectedOutcome>();
    expectTypeOf<Extract<WriteOutcome, { key: string }>['status']>().toEqualTypeOf<
      'created' | 'updated' | 'deleted' | 'unchanged' | 'accepted' | 'rejected' | 'failed'
    >();
    expectTypeOf<{ key: string; status: 'created' }>().toExtend<WrittenOutcome>();
  });
});

describe('webhooks', () => {
  test('only a verified one can be parsed', () => {
    const plain = { id: '1', topic: 't', headers: new Headers(), body: new Uint8Array() };
    expectTypeOf<typeof plain>().not.toExtend<VerifiedWebhook>();
    expectTypeOf(verifiedWebhook(plain)).toEqualTypeOf<VerifiedWebhook>();
    expectTypeOf<Webhooks['parse']>().parameter(0).toEqualTypeOf<VerifiedWebhook>();
  });
});
