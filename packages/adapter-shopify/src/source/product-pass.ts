import type { ReadEvent } from '@pim-connector/core';

import { productCount, productPage } from '../documents/read-documents.ts';
import type { WholeProduct } from '../documents/read-nodes.ts';
import { bulkPass } from './bulk-pass.ts';
import { bookmarkOf, writeCursor } from './pass-cursor.ts';
import type { PassPlace } from './pass-cursor.ts';
import { productsPage } from './products-page.ts';
import { resumedPass } from './resumed-pass.ts';
import type { SourceReading } from './source-reading.ts';
import { wholeProduct } from './whole-products.ts';

/** Reads products: all of them, or those that changed since a moment. */
export function productPass(
  cursor: string | undefined,
  since: string | null,
  reading: SourceReading,
): AsyncGenerator<ReadEvent<'product'>> {
  return resumedPass(cursor, (given) => productEvents(given, since, reading));
}

async function* productEvents(
  given: PassPlace | null,
  since: string | null,
  reading: SourceReading,
): AsyncGenerator<ReadEvent<'product'>> {
  const { client, config, context } = reading;
  if (given?.bulk !== undefined && since === null) {
    yield* bulkPass(given, reading);
    return;
  }
  const place = given ?? { began: client.now(), flawed: false };
  // What lies within the same millisecond as the bookmark counts as changed.
  const query = since === null ? null : `updated_at:>='${since}'`;
  if (given === null) {
    const data = await client.call(productCount, { query }, context);
    const total = data.productsCount?.count ?? 0;
    yield { type: 'estimate', total };
    if (since === null && isLarge(total, config)) {
      yield* bulkPass(place, reading);
      return;
    }
  }
  yield* pagesPass(place, query, reading);
}

function isLarge(total: number, { lane, bulkFrom }: SourceReading['config']): boolean {
  return lane === 'bulk' || (lane === 'auto' && total >= bulkFrom);
}

async function* pagesPass(
  { began, flawed: flawedBefore, after: place }: PassPlace,
  query: string | null,
  reading: SourceReading,
): AsyncGenerator<ReadEvent<'product'>> {
  const { client, config, context } = reading;
  let after: string | null = place ?? null;
  let flawed = flawedBefore;
  do {
    context.signal.throwIfAborted();
    const variables = { first: config.pageSize, after, query };
    // Each page begins where the last one ended.
    // oxlint-disable-next-line no-await-in-loop
    const { products } = await client.call(productPage, variables, context);
    const whole: WholeProduct[] = [];
    // oxlint-disable-next-line no-await-in-loop
    for (const node of products.nodes) whole.push(await wholeProduct(node, reading));
    const { hasNextPage, endCursor } = products.pageInfo;
    after = hasNextPage ? (endCursor ?? null) : null;
    // oxlint-disable-next-line no-await-in-loop
    const page = await productsPage(whole, reading);
    flawed ||= (page.invalid?.length ?? 0) > 0;
    yield after === null ? page : { ...page, cursor: writeCursor({ began, flawed, after }) };
  } while (after !== null);
  // Something that has no key is something of which it is not known which record it is.
  yield { type: 'end', bookmark: bookmarkOf(began), enumeratedAll: query === null && !flawed };
}
