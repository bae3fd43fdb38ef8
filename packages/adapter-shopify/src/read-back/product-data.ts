import type { KnownRecord } from '@pim-connector/core';

import type { Ownership } from '../destination-config.ts';
import type { ProductRecord } from '../records/product-record.ts';
import { ownedOf } from '../records/remote-data.ts';
import type { PriceList } from '../write/shop-facts.ts';
import type { LiveProduct } from './live-product.ts';
import type { LiveTranslations } from './live-translations.ts';
import { metafieldData } from './metafield-data.ts';
import type { NamedMetaobjects } from './named-metaobjects.ts';
import { onlyWanted } from './only-wanted.ts';
import { productCollections } from './product-collections.ts';
import { assetKeys, productLists } from './product-lists.ts';
import { productTexts } from './product-texts.ts';
import { metafieldTextPaths, translatedParts } from './translated-parts.ts';
import { leftOverTranslations, translatedTexts } from './translated-texts.ts';
import { variantList } from './variant-list.ts';

/** What a product is compared with. */
export interface ProductContext {
  readonly known: KnownRecord | undefined;
  readonly ownership: Ownership;
  readonly priceLists: readonly PriceList[];
  readonly shopName: string;
  /** Ids in the taxonomy by full names that records use. */
  readonly categoryIds: ReadonlyMap<string, string>;
  readonly metaobjects: NamedMetaobjects;
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
  { known, ownership, priceLists, shopName, categoryIds, metaobjects }: ProductContext,
): ProductReadBack {
  const wanted = known?.desired?.data as ProductRecord | undefined;
  const owned = ownedOf(known?.remote ?? null);
  const assets = assetKeys(wanted, known);
  const links = known?.desired?.references;
  const metafields = metafieldData(live.metafields, wanted?.metafields, owned.metafields, links, metaobjects);
  const own = live.texts?.get(live.id) ?? null;
  const variants = variantList(live, { wanted, known, owned, ownership, priceLists, assets, metaobjects });
  const all: Record<string, unknown> = {
    ...productTexts(live, wanted, shopName, categoryIds),
    ...productLists(live, wanted, owned, ownership, assets),
    ...productCollections(live, { wanted, known, owned, own: ownership.collections === 'own' }),
    ...(ownership.metafields === 'ignore' ? {} : { metafields: metafields.metafields }),
    ...(own === null || wanted?.translations === undefined
      ? {}
      : { translations: translationData(live, own, wanted.translations) }),
    options: variants.options,
    status: live.status.toLowerCase(),
    variants: variants.list,
  };
  const unreadable = [
    ...metafields.unreadable.map((name) => `metafields.${name}`),
    ...leftOverTranslations(own, wanted?.translations, owned.translations),
    ...ignoredLists(ownership),
    ...(ownership.metafields === 'ignore' ? metafieldTextPaths(wanted?.translations) : []),
    ...variants.unreadable,
  ];
  return { data: onlyWanted(all, wanted), unreadable };
}

/** Translations of the product’s own texts and of its parts. */
function translationData(
  live: LiveProduct,
  own: LiveTranslations,
  wanted: NonNullable<ProductRecord['translations']>,
) {
  const { title, handle, descriptionHtml, productType, seo } = live;
  const sources = {
    title,
    handle,
    descriptionHtml,
    productType,
    seoTitle: seo.title,
    seoDescription: seo.description,
  };
  return Object.fromEntries(
    Object.entries(translatedTexts(own, wanted, sources)).map(([locale, texts]) => [
      locale,
      { ...texts, ...translatedParts(live, locale, wanted[locale] ?? {}) },
    ]),
  );
}

/** Lists that are left alone are neither read nor written. */
function ignoredLists(ownership: Ownership): readonly string[] {
  const paths = {
    tags: ['tags'],
    collections: ['collections', 'categories'],
    media: ['images'],
    metafields: ['metafields'],
    publications: ['publications'],
  } as const;
  return Object.entries(paths).flatMap(([list, ignored]) =>
    ownership[list as keyof typeof paths] === 'ignore' ? ignored : [],
  );
}
