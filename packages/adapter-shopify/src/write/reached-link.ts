import type { RemoteReference } from '@pim-connector/core';

import type { ProductMemo, ProductPayload, VariantPayload } from '../plan/product-payload.ts';
import { kept } from '../records/remote-data.ts';
import type { NoteLink } from './partly-written.ts';
import { linksOf, ownedAfter, priceListsOf } from './product-link.ts';
import type { KnownProduct } from './product-link.ts';

/** The link of a product as far as its writing has come. */
export interface ReachedLink {
  link(): RemoteReference;
  wroteProduct(handle: string | undefined, fields: NonNullable<ProductPayload['product']>): void;
  wrote(list: 'tags' | 'collections' | 'files' | 'metafields' | 'translations' | 'publications'): void;
  wroteOfVariants(part: 'image' | 'metafields'): void;
  /** @param priceLists ids of those in which the variants have prices of ours now. */
  wrotePrices(priceLists: readonly (readonly string[])[]): void;
}

/**
 * Follows what of a product has been written, part by part, options and variants being as the record says: what was
 * written is ours from then on, even if the rest is refused.
 */
export function reachedLink(
  payload: ProductPayload,
  memo: ProductMemo,
  { remote, owned, variants }: KnownProduct,
  note: NoteLink,
): ReachedLink {
  const { options } = payload;
  let done: ProductPayload = options === undefined || variants === null ? {} : { options };
  let handle: string | undefined;
  let priceLists = priceListsOf(memo, remote);
  const link = (): RemoteReference => ({
    id: remote.id,
    variants:
      variants === null
        ? (remote.variants ?? {})
        : linksOf(remote.id, done, memo, remote, variants, priceLists),
    data: kept(ownedAfter(done, memo, owned, handle)),
  });
  const add = (part: ProductPayload) => {
    done = { ...done, ...part };
  };
  note(link);
  return {
    link,
    wroteProduct(given, product) {
      handle = given ?? handle;
      add({ product });
    },
    wrote(list) {
      if (payload[list] !== undefined) add({ [list]: payload[list] });
    },
    wroteOfVariants(part) {
      if (payload.variants === undefined) return;
      const before = done.variants ?? [];
      const withPart = (variant: VariantPayload, index: number): VariantPayload => ({
        ...(before[index] ?? { sku: variant.sku, optionValues: variant.optionValues, fields: {} }),
        ...(variant[part] === undefined ? {} : { [part]: variant[part] }),
      });
      add({ variants: payload.variants.map(withPart) });
    },
    wrotePrices(lists) {
      priceLists = lists;
    },
  };
}
