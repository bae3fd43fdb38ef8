import type { RemoteReference } from '@pim-connector/core';

import type { ProductMemo, ProductPayload, VariantPayload } from '../plan/product-payload.ts';
import { kept } from '../records/remote-data.ts';
import type { NoteLink } from './partly-written.ts';
import { linksOf, ownedAfter, priceListsOf } from './product-link.ts';
import type { KnownProduct } from './product-link.ts';
import { withWritten } from './with-written.ts';
import type { WrittenItems } from './written-items.ts';

/** The link of a product as far as its writing has come. */
export interface ReachedLink {
  link(): RemoteReference;
  wroteProduct(handle: string | undefined, fields: NonNullable<ProductPayload['product']>): void;
  wrote(list: 'tags' | 'collections' | 'files' | 'metafields' | 'translations'): void;
  wroteOfVariants(part: 'image' | 'metafields'): void;
  /** @param publications ids of those that show it. */
  published(publications: readonly string[]): void;
  /** Told of what a call has added to lists: it is ours, before all of the list is there. */
  wroteItems(items: WrittenItems): void;
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
  before: KnownProduct,
  note: NoteLink,
): ReachedLink {
  const { options } = payload;
  const { variants } = before;
  let known = before;
  let done: ProductPayload = options === undefined || variants === null ? {} : { options };
  let handle: string | undefined;
  let priceLists: readonly (readonly string[])[] | null = null;
  const link = (): RemoteReference => {
    const { remote, owned } = known;
    const lists = priceLists ?? priceListsOf(memo, remote);
    return {
      id: remote.id,
      variants:
        variants === null ? (remote.variants ?? {}) : linksOf(remote.id, done, memo, remote, variants, lists),
      data: kept(ownedAfter(done, memo, owned, handle)),
    };
  };
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
      const others = done.variants ?? [];
      const withPart = (variant: VariantPayload, index: number): VariantPayload => ({
        ...(others[index] ?? { sku: variant.sku, optionValues: variant.optionValues, fields: {} }),
        ...(variant[part] === undefined ? {} : { [part]: variant[part] }),
      });
      add({ variants: payload.variants.map(withPart) });
    },
    published(publications) {
      if (payload.publications !== undefined) add({ publications: [...publications] });
    },
    wroteItems(items) {
      known = withWritten(withAllVariants(known, memo), items);
    },
    wrotePrices(lists) {
      priceLists = lists;
    },
  };
}

/** With a link for each variant of the record, also where the product was found without: to have what is added to its lists. */
function withAllVariants(known: KnownProduct, memo: ProductMemo): KnownProduct {
  const { remote, variants } = known;
  if (variants === null) return known;
  const links = linksOf(remote.id, {}, memo, remote, variants, priceListsOf(memo, remote));
  return { ...known, remote: { ...remote, variants: links } };
}
