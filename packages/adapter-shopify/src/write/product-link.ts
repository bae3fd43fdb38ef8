import type { RemoteReference } from '@pim-connector/core';

import { identityKey, metafieldName } from '../plan/metafield-inputs.ts';
import type { MetafieldPayload, ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { kept, ownedOf, variantDataOf } from '../records/remote-data.ts';
import type { Owned } from '../records/remote-data.ts';
import type { CreatedProduct } from './create-product.ts';
import type { VariantIds } from './product-parts.ts';
import { translationNames } from './translation-names.ts';

/** A product that exists, and what is known of it. */
export interface KnownProduct {
  readonly remote: RemoteReference;
  readonly owned: Owned;
  /** In the order of the record; `null`: the record did not speak of variants. */
  readonly variants: readonly VariantIds[] | null;
}

/** What is ours after the write: of lists that were written what was written, of others what was ours before. */
export function ownedAfter(
  payload: ProductPayload,
  { complete }: Pick<ProductMemo, 'complete'>,
  before: Owned,
  handle: string | undefined,
): Owned {
  const { product, tags, collections, files, metafields, options, translations, publications } = payload;
  const { statusDue, ...rest } = before;
  return {
    ...ownedOf(null),
    ...rest,
    ...(statusDue === undefined || product?.['status'] !== undefined ? {} : { statusDue }),
    ...(handle === undefined ? {} : { handle }),
    ...(tags === undefined ? {} : { tags }),
    ...(collections === undefined ? {} : { collections }),
    ...(files === undefined ? {} : { files }),
    ...(metafields === undefined ? {} : { metafields: namesOf(metafields, complete, before.metafields) }),
    ...(options === undefined ? {} : { options }),
    ...(translations === undefined
      ? {}
      : {
          translations: [
            ...new Set([...unsaid(complete, before.translations), ...translationNames(translations)]),
          ],
        }),
    ...(publications === undefined ? {} : { publications }),
  };
}

/** Names of the metafields of the record that have a value, and of those that it had before and did not speak of. */
function namesOf(list: readonly MetafieldPayload[], complete: boolean, before: readonly string[]): string[] {
  const said = new Set(list.map(metafieldName));
  const set = list.filter(({ key, value }) => value !== null && key !== identityKey).map(metafieldName);
  return [...unsaid(complete, before).filter((name) => !said.has(name)), ...set];
}

/** What was ours before a record that does not say all of it. */
function unsaid(complete: boolean, before: readonly string[]): readonly string[] {
  return complete ? [] : before;
}

/** What of ours goes if a record does not name it: of one that does not say all of it, no translation does. */
export function leftUnsaid({ complete }: Pick<ProductMemo, 'complete'>, owned: Owned): Owned {
  return complete ? owned : { ...owned, translations: [] };
}

/** The links of the variants of a record; of one that does not speak of all of them, those of the others as well. */
export function linksOf(
  product: string,
  { variants = [] }: ProductPayload,
  { variantKeys, complete }: ProductMemo,
  remote: RemoteReference,
  ids: readonly VariantIds[],
  priceLists: readonly (readonly string[])[],
): NonNullable<RemoteReference['variants']> {
  const links = Object.fromEntries(
    ids.map(({ id, inventoryItem }, index) => {
      const key = variantKeys[index] ?? '';
      const { metafields, image } = variants[index] ?? {};
      const before = variantDataOf(remote.variants?.[key]);
      const data = kept({
        product,
        inventoryItem,
        metafields:
          metafields === undefined
            ? (before?.metafields ?? [])
            : namesOf(metafields, complete, before?.metafields ?? []),
        priceLists: [...(priceLists[index] ?? [])],
        image: image === undefined ? before?.image : (image ?? undefined),
      });
      return [key, { id, data }];
    }),
  );
  return complete ? links : { ...remote.variants, ...links };
}

/** Ids of the price lists in which the variants of a record have prices of ours, in its order. */
export function priceListsOf(
  { variantKeys }: ProductMemo,
  remote: Pick<RemoteReference, 'variants'>,
): readonly (readonly string[])[] {
  return variantKeys.map((key) => variantDataOf(remote.variants?.[key])?.priceLists ?? []);
}

/** A product that was just made. What is written after the create is not ours yet. */
export function knownAfterCreate(
  payload: ProductPayload,
  memo: ProductMemo,
  { remote: { id, handle }, variants, rest }: CreatedProduct,
): KnownProduct {
  const written = withoutRest(payload, rest);
  const { tags = [], collections = [], files = [], metafields = [], options = [] } = written;
  const status = rest.product?.['status'];
  const owned: Owned = {
    ...ownedOf(null),
    handle,
    tags,
    collections,
    files,
    options,
    metafields: namesOf(metafields, true, []),
    ...(typeof status === 'string' ? { statusDue: status } : {}),
  };
  const links = linksOf(id, written, memo, { id }, variants, []);
  return { remote: { id, data: kept(owned), variants: links }, owned, variants };
}

/** Metafields of variants that are written after the create were not written with it. */
function withoutRest(payload: ProductPayload, { variants: later = [] }: ProductPayload): ProductPayload {
  const { variants = [] } = payload;
  return {
    ...payload,
    variants: variants.map(({ metafields, ...variant }, index) =>
      metafields === undefined || later[index]?.metafields !== undefined
        ? variant
        : { ...variant, metafields },
    ),
  };
}
