import type { KnownRecord } from '@pim-connector/core';

import type { Ownership } from '../destination-config.ts';
import type { ProductRecord } from '../records/product-record.ts';
import { ownedOf } from '../records/remote-data.ts';
import type { PriceList } from '../write/shop-facts.ts';
import type { LiveProduct } from './live-product.ts';
import { metafieldData } from './metafield-data.ts';
import { assetKeys, productLists } from './product-lists.ts';
import { productTexts } from './product-texts.ts';
import { translationData } from './translation-data.ts';
import { onlyWanted } from './variant-data.ts';
import { variantList } from './variant-list.ts';

/** What a product is compared with. */
export interface ProductContext {
  readonly known: KnownRecord | undefined;
  readonly ownership: Ownership;
  readonly priceLists: readonly PriceList[];
  readonly shopName: string;
}

/** A product that was read back. */
export interface ProductReadBack {
  readonly data: object;
  readonly unreadable: readonly string[];
}

/**
 * A product as it is in the shop, in the words of the record where both mean the same. Only what the record speaks of,
 * and of lists that others add to only what is ours.
 */
export function productData(
  live: LiveProduct,
  { known, ownership, priceLists, shopName }: ProductContext,
): ProductReadBack {
  const wanted = known?.desired?.data as ProductRecord | undefined;
  const owned = ownedOf(known?.remote ?? null);
  const assets = assetKeys(wanted, known);
  const links = known?.desired?.references;
  const metafields = metafieldData(live.metafields, wanted?.metafields, owned.metafields, links);
  const translations = translationData(live, wanted, owned);
  const variants = variantList(live, { wanted, known, owned, ownership, priceLists, assets });
  const all: Record<string, unknown> = {
    ...productTexts(live, wanted, shopName),
    ...productLists(live, wanted, owned, ownership, assets),
    ...(ownership.metafields === 'ignore' ? {} : { metafields: metafields.metafields }),
    ...(translations === null ? {} : { translations: translations.data }),
    options: variants.options,
    status: live.status.toLowerCase(),
    variants: variants.list,
  };
  const unreadable = [
    ...metafields.unreadable.map((name) => `metafields.${name}`),
    ...(translations?.unreadable ?? []),
    ...ignoredLists(ownership),
    ...variants.unreadable,
  ];
  return { data: onlyWanted(all, wanted), unreadable };
}

/** Lists that are left alone are neither read nor written. */
function ignoredLists(ownership: Ownership): readonly string[] {
  const paths = {
    tags: 'tags',
    collections: 'collections',
    media: 'images',
    metafields: 'metafields',
  } as const;
  const ignored = Object.entries(paths).flatMap(([list, path]) =>
    ownership[list as keyof typeof paths] === 'ignore' ? [path] : [],
  );
  return ownership.publications === 'ignore' ? [...ignored, 'publications'] : ignored;
}
