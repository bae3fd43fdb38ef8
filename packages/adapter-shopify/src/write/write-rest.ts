import type { RecordKey, RemoteReference } from '@pim-connector/core';

import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { variantDataOf } from '../records/remote-data.ts';
import { writePublications } from './channel-parts.ts';
import { detachImages } from './detach-images.ts';
import { writeMarketPrices } from './market-prices.ts';
import { carryOutAll } from './part-call.ts';
import type { NoteLink } from './partly-written.ts';
import { leftUnsaid, priceListsOf } from './product-link.ts';
import type { KnownProduct } from './product-link.ts';
import { metafieldCalls, metafieldsFor, replaceLists, tagCalls, writeCore } from './product-parts.ts';
import type { OwnedMetafield, VariantIds } from './product-parts.ts';
import { reachedLink } from './reached-link.ts';
import type { WriteSession } from './session.ts';
import { mergeFiles, writeImages } from './write-media.ts';
import { writeTranslations } from './write-translations.ts';

/**
 * Writes everything of a product but its options and variants: texts first, for translations are registered against
 * them; what shows it to readers last.
 *
 * @returns the link.
 */
export async function writeRest(
  payload: ProductPayload,
  memo: ProductMemo,
  known: KnownProduct,
  given: WriteSession,
  note: NoteLink,
): Promise<RemoteReference> {
  const { remote, owned } = known;
  const { id } = remote;
  const variants = known.variants ?? [];
  const reached = reachedLink(payload, memo, known, note);
  const session: WriteSession = { ...given, wrote: (items) => reached.wroteItems(items) };
  const { first, last } = dividedStatus(payload);
  const written = await writeCore(id, first, memo, owned, session);
  reached.wroteProduct(written?.handle, first.product ?? {});
  if (session.config.ownership.collections === 'merge') reached.wrote('collections');
  await carryOutAll(tagCalls(id, payload, owned, session.config.ownership), session);
  reached.wrote('tags');
  await replaceLists(id, payload, memo, session);
  reached.wrote('collections');
  await detachImages(payload, memo, { remote, variants }, session);
  await mergeFiles(id, payload, memo, known, session);
  reached.wrote('files');
  await writeImages(id, payload, memo, variants, session);
  reached.wroteOfVariants('image');
  await carryOutAll(metafieldCalls(metafieldsOf(id, payload, memo, known)), session);
  reached.wrote('metafields');
  reached.wroteOfVariants('metafields');
  await writeTranslations(
    id,
    payload,
    leftUnsaid(memo, owned),
    variantIds(memo, remote, known.variants),
    session,
  );
  reached.wrote('translations');
  if (known.variants !== null) {
    const before = priceListsOf(memo, remote);
    const priced = variants.map((each, index) => ({ ...each, priceLists: before[index] ?? [] }));
    reached.wrotePrices(await writeMarketPrices(payload, memo, priced, session));
  }
  reached.published(await writePublications(id, payload, owned, session));
  if (last !== null) {
    await writeCore(id, last, memo, owned, session);
    reached.wroteProduct(undefined, last.product ?? {});
  }
  return reached.link();
}

/** Ids of the variants of the record by our keys, in its order. */
function variantIds(
  { variantKeys }: ProductMemo,
  remote: RemoteReference,
  variants: readonly VariantIds[] | null,
): ReadonlyMap<RecordKey, string> {
  return new Map(
    variantKeys.map((key, place) => [key, variants?.[place]?.id ?? remote.variants?.[key]?.id ?? '']),
  );
}

/**
 * The metafields of a product and its variants: those to set, and those to take away. What a record does not speak of that
 * does not say all of it stays.
 */
export function metafieldsOf(
  id: string,
  payload: ProductPayload,
  memo: ProductMemo,
  { remote, owned, variants }: KnownProduct,
): readonly OwnedMetafield[] {
  return [
    ...metafieldsFor(id, payload.metafields, memo.complete ? owned.metafields : [], { at: '' }),
    ...(payload.variants ?? []).flatMap(({ metafields }, index) => {
      const key = memo.variantKeys[index] ?? '';
      const linked = variantDataOf(remote.variants?.[key])?.metafields ?? [];
      const before = memo.complete ? linked : [];
      const place = { at: `variants.${index}.`, variant: key };
      return metafieldsFor(variants?.[index]?.id ?? '', metafields, before, place);
    }),
  ];
}

/**
 * What is hidden is hidden at once; what is to be seen is seen when all of it is there.
 *
 * @returns what is written first, and what is written last; `null`: nothing of it.
 */
export function dividedStatus(payload: ProductPayload): {
  readonly first: ProductPayload;
  readonly last: Pick<ProductPayload, 'product'> | null;
} {
  const { status, ...texts } = payload.product ?? {};
  const isShownLast = status !== undefined && status !== 'DRAFT' && status !== 'ARCHIVED' && hasMore(payload);
  if (!isShownLast) return { first: payload, last: null };
  return { first: { ...payload, product: texts }, last: { product: { status } } };
}

function hasMore({ translations = [], publications = [], variants = [] }: ProductPayload): boolean {
  return (
    translations.length > 0 ||
    publications.length > 0 ||
    variants.some(({ marketPrices = [] }) => marketPrices.length > 0)
  );
}
