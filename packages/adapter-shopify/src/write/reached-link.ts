import type { RemoteReference } from '@pim-connector/core';

import type {
  MetafieldPayload,
  ProductMemo,
  ProductPayload,
  VariantPayload,
} from '../plan/product-payload.ts';
import { kept, variantDataOf } from '../records/remote-data.ts';
import type { NoteLink } from './partly-written.ts';
import { linksOf, ownedAfter, priceListsOf } from './product-link.ts';
import type { KnownProduct } from './product-link.ts';
import { metafieldNamed } from './product-parts.ts';
import type { OwnedMetafield } from './product-parts.ts';
import type { NoteTranslations } from './translation-calls.ts';
import { translationNames } from './write-translations.ts';

/** The link of a product as far as its writing has come. */
export interface ReachedLink {
  link(): RemoteReference;
  wroteProduct(handle: string | undefined, fields: NonNullable<ProductPayload['product']>): void;
  wrote(list: 'tags' | 'collections' | 'files' | 'metafields' | 'translations'): void;
  wroteOfVariants(part: 'image' | 'metafields'): void;
  /** @param publications ids of those that show it. */
  published(publications: readonly string[]): void;
  /** Some metafields are there, the others not yet. */
  setMetafields(set: readonly OwnedMetafield[]): void;
  /** Some translations are there, the others not yet. */
  readonly registered: NoteTranslations;
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
  let translations = owned.translations;
  const link = (): RemoteReference => ({
    id: remote.id,
    variants:
      variants === null
        ? (remote.variants ?? {})
        : linksOf(remote.id, done, memo, remote, variants, priceLists),
    data: kept(ownedAfter(done, memo, { ...owned, translations }, handle)),
  });
  const add = (part: ProductPayload) => {
    done = { ...done, ...part };
  };
  const addToVariants = (
    addition: (variant: VariantPayload, index: number, now: VariantPayload) => Partial<VariantPayload>,
  ) => {
    const { variants: given = [] } = payload;
    const before = done.variants ?? [];
    const withAddition = (variant: VariantPayload, index: number): VariantPayload => {
      const { sku, optionValues } = variant;
      const now = before[index] ?? { sku, optionValues, fields: {} };
      return { ...now, ...addition(variant, index, now) };
    };
    if (given.length > 0) add({ variants: given.map(withAddition) });
  };
  /** What was ours before, and what is set by now. */
  const andSet = (
    now: readonly MetafieldPayload[] | undefined,
    before: readonly string[],
    set: readonly MetafieldPayload[],
  ) => [...(now ?? before.map((name) => metafieldNamed(name, ''))), ...set];
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
      addToVariants((variant) => (variant[part] === undefined ? {} : { [part]: variant[part] }));
    },
    published(publications) {
      if (payload.publications !== undefined) add({ publications: [...publications] });
    },
    setMetafields(set) {
      const ofProduct = set.filter(({ variant }) => variant === undefined);
      if (ofProduct.length > 0) add({ metafields: andSet(done.metafields, owned.metafields, ofProduct) });
      const ofVariants = Map.groupBy(set, ({ variant }) => variant);
      addToVariants((_variant, index, now) => {
        const key = memo.variantKeys[index];
        const some = key === undefined ? undefined : ofVariants.get(key);
        if (key === undefined || some === undefined) return {};
        const before = variantDataOf(remote.variants?.[key])?.metafields ?? [];
        return { metafields: andSet(now.metafields, before, some) };
      });
    },
    registered(stored) {
      translations = [...new Set([...translations, ...translationNames(stored)])];
    },
    wrotePrices(lists) {
      priceLists = lists;
    },
  };
}
