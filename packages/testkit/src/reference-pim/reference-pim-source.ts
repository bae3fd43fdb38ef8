import { checkResult, defineSource, emptySchemaDescription, isConnectorError } from '@pim-connector/core';
import type {
  CheckResult,
  ConnectorContext,
  Entity,
  ReadEvent,
  ReadRequest,
  RecordKey,
  SourceRecord,
} from '@pim-connector/core';

import { createPimClient, requestLimit } from './pim-client.ts';
import type { PimClient } from './pim-client.ts';
import { pimConfigSchema } from './pim-config.ts';
import { readPass } from './pim-pass.ts';
import { readRow } from './pim-records.ts';
import { pimWebhooks } from './pim-webhooks.ts';

const fetchSize = 100;

/**
 * The source for the reference PIM ({@link createReferencePim}): the model for authors of sources that speak HTTP.
 *
 * @throws ConnectorError `config.invalid`
 * @example
 * const source = referencePimSource({ url: 'https://pim.example', clientSecret });
 */
export const referencePimSource = defineSource({
  type: 'reference-pim',
  config: pimConfigSchema,
  account: ({ url }) => url.replace(/\/+$/, ''),
  create(config, tools) {
    const client = createPimClient(config, tools);
    return {
      capabilities: {
        entities: {
          product: {
            modes: ['full', 'incremental'],
            coverage: 'complete',
            resumable: true,
            deletes: 'reported',
          },
        },
        rateLimits: [
          {
            name: 'requests',
            kind: 'tokenBucket',
            limit: requestLimit.perSecond,
            per: 1000,
            burst: requestLimit.burst,
            sharedBy: 'account',
          },
        ],
      },
      check: (context) => checkPim(client, config.url, context),
      describe: async () => ({
        ...emptySchemaDescription,
        locales: ['en'],
        currencies: ['EUR'],
        attributes: [
          { key: 'name', type: 'text', labels: { en: 'Name' }, localizable: true, scopable: false },
        ],
      }),
      read: <E extends Entity>(request: ReadRequest<E>, context: ConnectorContext) =>
        readPass(request, config.pageSize, client, tools, context) as AsyncIterable<ReadEvent<E>>,
      fetch: async <E extends Entity>(
        { keys }: { readonly keys: readonly RecordKey[] },
        { signal }: ConnectorContext,
      ) => (await fetchProducts(keys, client, signal)) as ReadonlyMap<RecordKey, SourceRecord<E> | null>,
      ...(config.webhookSecret === undefined ? {} : { webhooks: pimWebhooks(config.webhookSecret, tools) }),
    };
  },
});

async function checkPim(client: PimClient, url: string, { signal }: ConnectorContext): Promise<CheckResult> {
  try {
    const { version } = await client.system(signal);
    return checkResult([
      { name: 'address', status: 'ok', message: `The PIM answers at ${url}` },
      { name: 'version', status: 'ok', message: `The API has version ${version}` },
    ]);
  } catch (error) {
    if (!isConnectorError(error) || signal.aborted) throw error;
    const { code, message, hint } = error;
    const name = code === 'auth.failed' || code === 'permission.denied' ? 'credentials' : 'address';
    return checkResult([{ name, status: 'failed', message, hint }]);
  }
}

async function fetchProducts(
  keys: readonly RecordKey[],
  client: PimClient,
  signal: AbortSignal,
): Promise<ReadonlyMap<RecordKey, SourceRecord<'product'> | null>> {
  const found = new Map<RecordKey, SourceRecord<'product'> | null>(keys.map((key) => [key, null]));
  for (let start = 0; start < keys.length; start += fetchSize) {
    // One request after the other: there are rarely two.
    // oxlint-disable-next-line no-await-in-loop
    for (const item of await client.fetch(keys.slice(start, start + fetchSize), signal)) {
      const row = readRow(item, 'the answer to a request for single products');
      if ('record' in row) found.set(row.record.key, row.record);
    }
  }
  return found;
}
