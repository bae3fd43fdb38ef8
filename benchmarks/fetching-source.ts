import {
  ConnectorError,
  Secret,
  checkResult,
  defineSource,
  signHmac,
  verifiedWebhook,
  verifyHmac,
} from '@pim-connector/core';
import type {
  ChangeHint,
  Entity,
  Product,
  ReadEvent,
  RecordKey,
  SchemaDescription,
  Source,
  SourceRecord,
} from '@pim-connector/core';
import { z } from 'zod';

import type { PlatformTime } from './platform-time.ts';

const secret = new Secret('the secret of a webhook that is called by nobody else');
const pageSize = 100;

/** See {@link fetchingSource}. */
export interface FetchingSourceOptions {
  /** Products by key, as they are now. */
  readonly products: ReadonlyMap<RecordKey, Product>;
  readonly description: SchemaDescription;
  readonly time: PlatformTime;
  /** Told of each pass. */
  readonly onRead?: () => void;
}

/** A source in memory whose products can be fetched by key, with signed webhooks. */
export function fetchingSource({ products, description, time, onRead }: FetchingSourceOptions): Source {
  return defineSource({
    type: 'fetching',
    config: z.strictObject({}),
    account: () => 'fetching',
    create: () => ({
      capabilities: {
        entities: {
          product: { modes: ['full'], coverage: 'complete', resumable: false, deletes: 'reported' },
        },
      },
      check: async () => checkResult([]),
      describe: () => time.of(() => description),
      read: <E extends Entity>() => {
        onRead?.();
        return readAll([...products.values()]) as AsyncIterable<ReadEvent<E>>;
      },
      fetch: <E extends Entity>({ keys }: { readonly keys: readonly RecordKey[] }) =>
        time.of(
          () => new Map(keys.map((key) => [key, recordOf(products.get(key)) as SourceRecord<E> | null])),
        ),
      webhooks: {
        async verify({ headers, body }) {
          if (!(await verifyHmac(body, headers.get('x-signature') ?? '', [secret])))
            throw new ConnectorError('webhook.refused', 'The signature is wrong');
          return verifiedWebhook({ id: headers.get('x-delivery') ?? '', topic: 'changed', headers, body });
        },
        parse: ({ body }): readonly ChangeHint[] => [
          { entity: 'product', key: new TextDecoder().decode(body), kind: 'changed' },
        ],
      },
    }),
  })({});
}

async function* readAll(all: readonly Product[]): AsyncGenerator<ReadEvent<'product'>> {
  for (let start = 0; start < all.length; start += pageSize) {
    yield {
      type: 'page',
      records: all
        .slice(start, start + pageSize)
        .map(recordOf)
        .filter((each) => each !== null),
    };
  }
  yield { type: 'end', enumeratedAll: true };
}

function recordOf(data: Product | undefined): SourceRecord<'product'> | null {
  if (data === undefined) return null;
  return {
    op: 'upsert',
    entity: 'product',
    key: data.key,
    data: structuredClone(data),
    coverage: 'complete',
  };
}

/** What the platform of {@link fetchingSource} sends when a product has changed. */
export async function sendWebhook(url: string, key: RecordKey, delivery: string): Promise<void> {
  const body = new TextEncoder().encode(key);
  const headers = { 'x-signature': await signHmac(body, secret), 'x-delivery': delivery };
  const response = await fetch(url, { method: 'POST', body, headers });
  await response.text();
  if (!response.ok) throw new Error(`The webhook was answered with ${response.status}`);
}
