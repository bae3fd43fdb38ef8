import { isConnectorError } from '@pim-connector/core';
import type { ReadEvent } from '@pim-connector/core';

import type { BulkQueryState } from '../documents/read-bulk-documents.ts';
import type { WholeProduct } from '../documents/read-nodes.ts';
import { assembleProducts, BulkLineError } from './bulk-products.ts';
import { abandonBulkQuery, awaitBulkQuery, startBulkQuery } from './bulk-query.ts';
import { freshProducts } from './fresh-products.ts';
import { bookmarkOf, writeCursor } from './pass-cursor.ts';
import type { PassPlace } from './pass-cursor.ts';
import { productById } from './product-by-id.ts';
import { productsPage } from './products-page.ts';
import type { SourceReading } from './source-reading.ts';

/** Times that the result is opened anew without a product more. */
const attempts = 5;
const operation = 'read the result of a bulk query';

/**
 * Reads all products by a bulk operation: Shopify writes them into a file, and we read it as it comes. A pass that is
 * resumed goes on with the same file, which Shopify keeps for seven days; where it is gone, the pass begins anew.
 */
export async function* bulkPass(
  place: PassPlace,
  reading: SourceReading,
): AsyncGenerator<ReadEvent<'product'>> {
  const { client, context, config } = reading;
  const known = place.bulk === undefined ? null : await awaitBulkQuery(place.bulk.id, reading);
  const isAnew = known === null && place.bulk !== undefined;
  const began = isAnew ? client.now() : place.began;
  const finished = known ?? (await runQuery(reading));
  const { id, url } = finished;
  let done = known === null ? 0 : (place.bulk?.done ?? 0);
  let flawed = known === null ? false : place.flawed;
  yield { type: 'estimate', total: Number(finished.rootObjectCount) };
  let batch: WholeProduct[] = [];
  for await (const product of url == null ? [] : productsFrom(finished, done, reading)) {
    batch.push(product);
    if (batch.length < config.pageSize) continue;
    context.signal.throwIfAborted();
    const page = await productsPage(await freshProducts(batch, reading), reading);
    done += batch.length;
    batch = [];
    flawed ||= (page.invalid?.length ?? 0) > 0;
    yield { ...page, cursor: writeCursor({ began, flawed, bulk: { id, done } }) };
  }
  context.signal.throwIfAborted();
  if (batch.length > 0) {
    const last = await productsPage(await freshProducts(batch, reading), reading);
    flawed ||= (last.invalid?.length ?? 0) > 0;
    yield last;
  }
  yield { type: 'end', bookmark: bookmarkOf(began), enumeratedAll: !flawed };
}

async function runQuery(reading: SourceReading) {
  const { tools } = reading;
  const id = await startBulkQuery(reading);
  let finished: Awaited<ReturnType<typeof awaitBulkQuery>> = null;
  try {
    finished = await awaitBulkQuery(id, reading);
  } finally {
    if (finished === null) await abandonBulkQuery(id, reading);
  }
  if (finished !== null) return finished;
  throw tools.error('platform.unavailable', 'Shopify does not know the bulk query or its result any more', {
    operation: 'BulkQueryState',
    hint: 'Run the pipeline again.',
  });
}

/**
 * Products of a result; where the connection breaks, the result is opened anew and what was given is left out.
 *
 * A file that is cut off between two lines looks whole. So a product is only given when another one follows it, the
 * products are counted, and the last one is read from the shop itself.
 */
async function* productsFrom(
  { url, rootObjectCount }: Pick<BulkQueryState, 'url' | 'rootObjectCount'>,
  skip: number,
  reading: SourceReading,
): AsyncGenerator<WholeProduct, void, undefined> {
  const { client, tools, context } = reading;
  const expected = Number(rootObjectCount);
  let given = skip;
  let failures = 0;
  while (given < expected) {
    try {
      // oxlint-disable-next-line no-await-in-loop
      const stream = await client.http.stream({
        path: url ?? '',
        anonymous: true,
        signal: context.signal,
        operation,
      });
      let seen = 0;
      let held: WholeProduct | null = null;
      for await (const product of assembleProducts(stream.jsonLines())) {
        if (held !== null && seen > given) {
          given += 1;
          failures = 0;
          yield held;
        }
        seen += 1;
        held = product;
      }
      if (seen < expected || held === null)
        throw tools.error('response.malformed', 'The result of the bulk query ends early', { operation });
      given = expected;
      // oxlint-disable-next-line no-await-in-loop
      const fresh = await productById(held.id, reading);
      if (fresh !== null) yield fresh;
    } catch (error) {
      if (error instanceof BulkLineError)
        throw tools.error('response.malformed', `A bulk query gave something unknown: ${error.message}`, {
          operation,
        });
      failures += 1;
      const passing = isConnectorError(
        error,
        'connection.failed',
        'connection.timeout',
        'response.malformed',
      );
      if (!passing || failures >= attempts) throw error;
      // oxlint-disable-next-line no-await-in-loop
      await context.clock.sleep(1_000 * failures, context.signal);
    }
  }
}
