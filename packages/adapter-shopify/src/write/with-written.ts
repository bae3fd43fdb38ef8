import type { RemoteReference } from '@pim-connector/core';

import { metafieldName } from '../plan/metafield-inputs.ts';
import { kept, variantDataOf } from '../records/remote-data.ts';
import type { VariantData } from '../records/remote-data.ts';
import type { KnownProduct } from './product-link.ts';
import { translationNames } from './translation-names.ts';
import type { WrittenItems } from './written-items.ts';

/** A product, with what a call has added to what is ours of it. */
export function withWritten(
  known: KnownProduct,
  { tags = [], metafields = [], translations = [], publications = [], prices }: WrittenItems,
): KnownProduct {
  const { remote, owned } = known;
  const set = metafields.filter(({ value }) => value !== null);
  const ofProduct = set.filter(({ variant }) => variant === undefined);
  return {
    ...known,
    remote: { ...remote, variants: withItems(remote.variants ?? {}, set, prices) },
    owned: {
      ...owned,
      tags: both(owned.tags, tags),
      metafields: both(owned.metafields, ofProduct.map(metafieldName)),
      translations: both(owned.translations, translationNames(translations)),
      publications: both(owned.publications, publications),
    },
  };
}

type VariantLinks = NonNullable<RemoteReference['variants']>;

function withItems(
  variants: VariantLinks,
  metafields: NonNullable<WrittenItems['metafields']>,
  prices: WrittenItems['prices'],
): VariantLinks {
  if (metafields.every(({ variant }) => variant === undefined) && prices === undefined) return variants;
  return Object.fromEntries(
    Object.entries(variants).map(([key, link]) => {
      const data = variantDataOf(link);
      if (data === null) return [key, link];
      const ofVariant = metafields.filter(({ variant }) => variant === key);
      const lists = prices?.variants.includes(link.id) === true ? [prices.priceList] : [];
      const after: VariantData = {
        ...data,
        metafields: both(data.metafields, ofVariant.map(metafieldName)),
        priceLists: both(data.priceLists, lists),
      };
      return [key, { ...link, data: kept(after) }];
    }),
  );
}

function both(before: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...before, ...added])];
}
