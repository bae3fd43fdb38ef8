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
import type { LatePart } from './late-stages.ts';
import { laterParts } from './later-parts.ts';
import type { LaterParts } from './later-parts.ts';
import { plannedProduct } from './planned-product.ts';
import type { Progress } from './progress.ts';

/**
 * The link of a product whose first lines were carried out, and of its later ones those of some parts.
 *
 * @throws ConnectorError
 */
export async function linkByLines(
  operation: PlannedOperation,
  progress: Progress,
  done: ReadonlySet<LatePart>,
  session: WriteSession,
): Promise<RemoteReference> {
  const { payload: planned, memo } = plannedProduct(operation);
  const payload = await withKnownIds(planned, session);
  const parts = laterParts(operation, progress);
  const { later, variants } = parts;
  const reached =
    memo.remote === null
      ? reachedLink(later, memo, knownByLine(payload, parts, progress), nobody)
      : reachedLink(
          payload,
          memo,
          {
            remote: memo.remote,
            owned: ownedOf(memo.remote),
            variants: payload.variants === undefined ? null : variants,
          },
          nobody,
        );
  if (memo.remote !== null) {
    reached.wroteProduct(progress.handle ?? undefined, dividedStatus(payload).first.product ?? {});
    for (const list of ['tags', 'collections', 'metafields'] as const) reached.wrote(list);
    reached.wroteOfVariants('metafields');
  }
  if (done.has('translations')) reached.wrote('translations');
  if (done.has('marketPrices')) reached.wrotePrices(await priceListsAfter(parts, session));
  if (done.has('publications')) reached.published(await publicationsAfter(parts, progress.id, session));
  if (done.has('status')) reached.wroteProduct(undefined, later.product ?? {});
  return reached.link();
}

const nobody = () => undefined;

function knownByLine(
  payload: ProductPayload,
  { later: rest, memo, variants }: LaterParts,
  { id, handle }: Progress,
): KnownProduct {
  return knownAfterCreate(payload, memo, { remote: { id, handle: handle ?? '' }, variants, rest });
}

/** What had no id when it was written is none of ours: it was refused, or somebody deleted it since. */
async function withKnownIds(payload: ProductPayload, session: WriteSession): Promise<ProductPayload> {
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
