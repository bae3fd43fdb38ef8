import type { PlannedOperation, RemoteReference } from '@pim-connector/core';

import type { ProductPayload } from '../plan/product-payload.ts';
import { ownedOf } from '../records/remote-data.ts';
import { publicationCalls } from '../write/channel-parts.ts';
import { marketPriceCalls } from '../write/market-prices.ts';
import { isCollectionId, withIds } from '../write/payload-ids.ts';
import { knownAfterCreate } from '../write/product-link.ts';
import type { KnownProduct } from '../write/product-link.ts';
import { reachedLink } from '../write/reached-link.ts';
import { Refusal } from '../write/refusal.ts';
import type { WriteSession } from '../write/session.ts';
import { dividedStatus } from '../write/write-rest.ts';
import type { CarriedOut } from './late-stages.ts';
import { laterParts } from './later-parts.ts';
import type { LaterParts } from './later-parts.ts';
import { plannedProduct } from './planned-product.ts';
import type { Progress } from './progress.ts';

/**
 * The link of a product that was made by its first line, or of which parts were changed by lines.
 *
 * @throws ConnectorError
 */
export async function linkByLines(
  operation: PlannedOperation,
  progress: Progress,
  { parts: done, written }: CarriedOut,
  session: WriteSession,
): Promise<RemoteReference> {
  const { payload: planned, memo } = plannedProduct(operation);
  const payload = await withKnownIds(planned, session);
  const parts = laterParts(operation, progress);
  const { later } = parts;
  const known = memo.remote === null ? knownByLine(payload, parts, progress) : knownBefore(payload, parts);
  const reached = reachedLink(memo.remote === null ? later : payload, memo, known, nobody);
  for (const items of written) reached.wroteItems(items);
  if (memo.remote !== null) {
    if (done.has('core')) {
      reached.wroteProduct(progress.handle ?? undefined, dividedStatus(payload).first.product ?? {});
      reached.wrote('collections');
    }
    if (done.has(session.config.ownership.tags === 'own' ? 'core' : 'tags')) reached.wrote('tags');
    if (done.has('metafields')) {
      reached.wrote('metafields');
      reached.wroteOfVariants('metafields');
    }
  }
  if (done.has('translations')) reached.wrote('translations');
  if (done.has('marketPrices')) reached.wrotePrices(await priceListsAfter(parts, session));
  if (done.has('publications')) reached.published(await publicationsAfter(parts, progress.id, session));
  if (done.has('status')) reached.wroteProduct(undefined, later.product ?? {});
  return reached.link();
}

const nobody = () => undefined;

/** A product that was there, as it was known before the change. */
function knownBefore(payload: ProductPayload, { memo, variants }: LaterParts): KnownProduct {
  const { remote } = memo;
  if (remote === null) throw new RangeError('it is not there yet');
  return { remote, owned: ownedOf(remote), variants: payload.variants === undefined ? null : variants };
}

function knownByLine(
  payload: ProductPayload,
  { later: rest, memo, variants }: LaterParts,
  { id, handle }: Progress,
): KnownProduct {
  return knownAfterCreate(payload, memo, { remote: { id, handle: handle ?? '' }, variants, rest });
}

/** What has no id any more is none of ours: it was refused, or somebody deleted it since. */
export async function withKnownIds(payload: ProductPayload, session: WriteSession): Promise<ProductPayload> {
  try {
    return await withIds(payload, session);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { collections } = payload;
    return collections === undefined
      ? payload
      : { ...payload, collections: collections.filter(isCollectionId) };
  }
}

async function publicationsAfter({ later, owned }: LaterParts, id: string, session: WriteSession) {
  try {
    return (await publicationCalls(id, later, owned, session)).wanted;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // One is not there any more since it was shown in it.
    return later.publications ?? [];
  }
}

async function priceListsAfter({ later, memo, variants }: LaterParts, session: WriteSession) {
  try {
    return (await marketPriceCalls(later, memo, variants, session)).priceLists;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // No price can have been set in a list that there is not any more.
    return variants.map(({ priceLists }) => priceLists);
  }
}
