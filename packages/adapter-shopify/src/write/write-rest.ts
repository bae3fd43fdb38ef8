import type { RecordKey, RemoteReference } from '@pim-connector/core';

import { identityKey, metafieldName } from '../plan/metafield-inputs.ts';
import type { MetafieldPayload, ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { kept, ownedOf, variantDataOf } from '../records/remote-data.ts';
import type { Owned } from '../records/remote-data.ts';
import { writeMarketPrices, writePublications } from './channel-parts.ts';
import { detachImages } from './detach-images.ts';
import { carryOutAll } from './part-call.ts';
import { metafieldCalls, metafieldsFor, replaceLists, tagCalls, writeCore } from './product-parts.ts';
import type { OwnedMetafield, VariantIds } from './product-parts.ts';
import type { WriteSession } from './session.ts';
import { mergeFiles, writeImages } from './write-media.ts';
import { translationNames, writeTranslations } from './write-translations.ts';

/** A product that exists, and what is known of it. */
export interface KnownProduct {
  readonly remote: RemoteReference;
  readonly owned: Owned;
  /** In the order of the record; `null`: the record did not speak of variants. */
  readonly variants: readonly VariantIds[] | null;
}

/**
 * Writes everything of a product but its options and variants: texts first, for translations are registered against
 * them; what shows it to readers last.
 *
 * @returns the link.
 */
export async function writeRest(
  payload: ProductPayload,
  memo: ProductMemo,
  { remote, owned, variants }: KnownProduct,
  session: WriteSession,
): Promise<RemoteReference> {
  const { id } = remote;
  const { first: core, last } = dividedStatus(payload);
  const written = await writeCore(id, core, memo, owned, session);
  await carryOutAll(tagCalls(id, payload, owned, session.config.ownership), session);
  await replaceLists(id, payload, memo, session);
  await detachImages(payload, memo, { remote, variants: variants ?? [] }, session);
  await mergeFiles(id, payload, owned, session);
  await writeImages(id, payload, memo, variants ?? [], session);
  const metafields = metafieldsOf(id, payload, memo, { remote, owned, variants });
  await carryOutAll(metafieldCalls(metafields), session);
  await writeTranslations(id, payload, owned, variantIds(memo, remote, variants), session);
  const known = (variants ?? []).map((each, index) => ({
    ...each,
    priceLists: variantDataOf(remote.variants?.[memo.variantKeys[index] ?? ''])?.priceLists ?? [],
  }));
  const priceLists = variants === null ? [] : await writeMarketPrices(payload, memo, known, session);
  await writePublications(id, payload, owned, session);
  if (last !== null) await writeCore(id, last, memo, owned, session);
  return {
    id,
    variants:
      variants === null ? (remote.variants ?? {}) : linksOf(id, payload, memo, remote, variants, priceLists),
    data: kept(ownedAfter(payload, owned, written?.handle)),
  };
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

/** The metafields of a product and its variants: those to set, and those to take away. */
export function metafieldsOf(
  id: string,
  payload: ProductPayload,
  memo: ProductMemo,
  { remote, owned, variants }: KnownProduct,
): readonly OwnedMetafield[] {
  return [
    ...metafieldsFor(id, payload.metafields, owned.metafields, { at: '' }),
    ...(payload.variants ?? []).flatMap(({ metafields }, index) => {
      const key = memo.variantKeys[index] ?? '';
      const before = variantDataOf(remote.variants?.[key])?.metafields ?? [];
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

/** What is ours after the write: of lists that were written what was written, of others what was ours before. */
export function ownedAfter(payload: ProductPayload, before: Owned, handle: string | undefined): Owned {
  const { product, tags, collections, files, metafields, options, translations, publications } = payload;
  return {
    ...ownedOf(null),
    ...before,
    ...(handle === undefined ? {} : { handle }),
    ...(tags === undefined ? {} : { tags }),
    ...(collections === undefined ? {} : { collections }),
    ...(files === undefined ? {} : { files }),
    ...(metafields === undefined ? {} : { metafields: namesOf(metafields) }),
    ...(options === undefined ? {} : { options }),
    ...(translations === undefined ? {} : { translations: translationNames(translations) }),
    ...(publications === undefined ? {} : { publications }),
    ...(product?.['status'] === undefined ? {} : { awaitedStatus: undefined }),
  };
}

/** Names of the metafields of the record that have a value. */
function namesOf(list: readonly MetafieldPayload[]): string[] {
  return list.filter(({ key, value }) => value !== null && key !== identityKey).map(metafieldName);
}

/** The links of the variants of a record. */
export function linksOf(
  product: string,
  { variants = [] }: ProductPayload,
  { variantKeys }: ProductMemo,
  remote: RemoteReference,
  ids: readonly VariantIds[],
  priceLists: readonly (readonly string[])[],
): NonNullable<RemoteReference['variants']> {
  return Object.fromEntries(
    ids.map(({ id, inventoryItem }, index) => {
      const key = variantKeys[index] ?? '';
      const { metafields, image } = variants[index] ?? {};
      const before = variantDataOf(remote.variants?.[key]);
      const data = kept({
        product,
        inventoryItem,
        metafields: metafields === undefined ? (before?.metafields ?? []) : namesOf(metafields),
        priceLists: [...(priceLists[index] ?? [])],
        image: image === undefined ? before?.image : (image ?? undefined),
      });
      return [key, { id, data }];
    }),
  );
}
