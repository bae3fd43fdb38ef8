import { normalizeLocale } from '@pim-connector/core';
import type { ConnectorContext, Locale } from '@pim-connector/core';

import { priceLists, publications, shopContext, shopLocales } from '../documents/shop-documents.ts';
import { readPages } from '../graphql/read-pages.ts';
import type { ShopifyClient } from '../graphql/shopify-client.ts';
import type { ProductPart } from './source-config.ts';

/** A price list of a market or of business customers. */
export interface PriceListFacts {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
}

/** What a pass has to know of the shop. */
export interface ReadShop {
  readonly currency: string;
  /** The language of all texts that are no translations. */
  readonly primaryLocale: Locale;
  /** Further languages: as Shopify writes them, and as we do. */
  readonly otherLocales: readonly { readonly code: string; readonly locale: Locale }[];
  /** Names by id. */
  readonly publications: ReadonlyMap<string, string>;
  readonly priceLists: readonly PriceListFacts[];
}

/** Reads what a pass has to know of the shop, as far as the parts that are wanted need it. */
export async function readShop(
  client: ShopifyClient,
  parts: readonly ProductPart[],
  context: ConnectorContext,
): Promise<ReadShop> {
  const { shop } = await client.call(shopContext, {}, context);
  const languages = await client.call(shopLocales, {}, context);
  const locales = languages.shopLocales.flatMap(({ locale: code, primary }) => {
    const locale = normalizeLocale(code);
    return locale === null ? [] : [{ code, locale, primary }];
  });
  return {
    currency: shop.currencyCode,
    primaryLocale: locales.find(({ primary }) => primary)?.locale ?? 'en',
    otherLocales: parts.includes('translations') ? locales.filter(({ primary }) => !primary) : [],
    publications: parts.includes('publications') ? await publicationNames(client, context) : new Map(),
    priceLists: parts.includes('priceLists') ? await allPriceLists(client, context) : [],
  };
}

async function publicationNames(
  client: ShopifyClient,
  context: ConnectorContext,
): Promise<ReadonlyMap<string, string>> {
  const page = async (after: string | null) =>
    (await client.call(publications, { after }, context)).publications;
  const list = await readPages(page);
  return new Map(list.map(({ id, catalog }) => [id, catalog?.title ?? id]));
}

async function allPriceLists(
  client: ShopifyClient,
  context: ConnectorContext,
): Promise<readonly PriceListFacts[]> {
  const page = async (after: string | null) => (await client.call(priceLists, { after }, context)).priceLists;
  return readPages(page);
}
