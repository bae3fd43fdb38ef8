import type { ShopState } from '@pim-connector/adapter-shopify/simulator';
import type { Catalogue, ReferenceShop } from '@pim-connector/testkit';

import { bySku, expectedOffer, plainAmount, plainGtin, sorted } from './expected-offer.ts';
import type { Article, Offer } from './expected-offer.ts';
import { keyOf } from './shopify-log.ts';

/** What is looked at of the products of a shop, by the keys of the catalogue; several where one is there twice. */
export type Offers = ReadonlyMap<string, readonly Offer[]>;

/** The products of the reference shop, as far as they are looked at. */
interface ReferenceProduct {
  readonly id: string;
  readonly title: Readonly<Record<string, string | null>>;
  readonly status: string;
  readonly brand: string | null;
  readonly images: readonly string[];
  readonly variants: readonly {
    readonly sku: string;
    readonly barcode: string | null;
    readonly prices: readonly {
      readonly currency: string;
      readonly amount: string;
      readonly compareAt: string | null;
    }[];
  }[];
}

/** What the reference shop shows. */
export function referenceOffers(shop: ReferenceShop): Offers {
  return new Map(
    (shop.products() as readonly ReferenceProduct[]).map((product) => [
      product.id,
      [referenceOffer(product)],
    ]),
  );
}

function referenceOffer({ title, status, brand, images, variants }: ReferenceProduct): Offer {
  return {
    title: sorted(Object.entries(title).filter((entry): entry is [string, string] => entry[1] !== null)),
    active: status === 'active',
    brand,
    pictures: images.length,
    articles: bySku(
      variants.map(({ sku, barcode, prices }): Article => ({
        sku,
        gtin: plainGtin(barcode),
        prices: sorted(
          prices.map(
            ({ currency, amount, compareAt }) =>
              [currency, [plainAmount(amount), compareAt === null ? null : plainAmount(compareAt)]] as const,
          ),
        ),
      })),
    ),
  };
}

/** What the Shopify shop shows in its own language and currency. */
export function shopifyOffers(state: ShopState): Offers {
  const offers = new Map<string, Offer[]>();
  for (const product of state.products.values()) {
    const key = keyOf(product.id, state) ?? product.id;
    const offer: Offer = {
      title: { [state.settings.primaryLocale]: product.title },
      active: product.status === 'ACTIVE',
      brand: product.vendor,
      pictures: product.mediaIds.length,
      articles: bySku(
        product.variants.map(({ inventoryItemId, barcodes, price, compareAtPrice }): Article => ({
          sku: state.inventoryItems.get(inventoryItemId)?.sku ?? '',
          gtin: plainGtin(barcodes[0]?.value ?? null),
          prices: {
            [state.settings.currency]: [
              plainAmount(price),
              compareAtPrice === null ? null : plainAmount(compareAtPrice),
            ],
          },
        })),
      ),
    };
    offers.set(key, [...(offers.get(key) ?? []), offer]);
  }
  return offers;
}

/** Which languages and currencies a shop has, of those of the catalogue. */
export interface ShopExtent {
  readonly languages: readonly string[];
  readonly currencies: readonly string[];
}

/** What was compared of a shop, and what is not as it should be. */
export interface Comparison {
  readonly compared: number;
  readonly articles: number;
  /** Keys of products that are not there, are there twice, or are not as the catalogue has them. */
  readonly wrong: readonly string[];
  /** Keys of products that should not be there. */
  readonly strange: readonly string[];
}

/**
 * Compares a shop with the catalogue.
 *
 * @param left products that are looked at elsewhere, since there is something wrong with them.
 */
export function compareOffers(
  catalogue: Catalogue,
  offers: Offers,
  extent: ShopExtent,
  left: ReadonlySet<string>,
): Comparison {
  const wrong: string[] = [];
  const known = new Set(left);
  let compared = 0;
  let articles = 0;
  for (let index = 0; index < catalogue.size('product'); index += 1) {
    const [record] = catalogue.recordsAt('product', index);
    if (record === undefined || left.has(record.key)) continue;
    known.add(record.key);
    compared += 1;
    articles += record.data.variants.length;
    const wanted = JSON.stringify(withinExtent(expectedOffer(record.data), extent));
    const found = (offers.get(record.key) ?? []).map((offer) => JSON.stringify(offer));
    if (found.length !== 1 || found[0] !== wanted) wrong.push(record.key);
  }
  return { compared, articles, wrong, strange: [...offers.keys()].filter((key) => !known.has(key)) };
}

function withinExtent(offer: Offer, { languages, currencies }: ShopExtent): Offer {
  const only = <Value>(of: Readonly<Record<string, Value>>, names: readonly string[]) =>
    sorted(Object.entries(of).filter(([name]) => names.includes(name)));
  return {
    ...offer,
    title: only(offer.title, languages),
    articles: offer.articles.map((article) => ({ ...article, prices: only(article.prices, currencies) })),
  };
}
