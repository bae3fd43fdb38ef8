import { addDecimals, canonicalDecimal } from '@pim-connector/core';
import type { Product, Variant } from '@pim-connector/core';
import type { Catalogue, ReferenceShop } from '@pim-connector/testkit';

/** What is looked at of an article: worked out from the catalogue by hand, not by the mapping. */
interface Article {
  readonly sku: string;
  readonly prices: Readonly<Record<string, readonly [amount: string, compareAt: string | null]>>;
  readonly stock: number | null;
}

/** What is looked at of a product. */
interface Offer {
  readonly title: Readonly<Record<string, string>>;
  readonly articles: readonly Article[];
}

/** The shop’s product, as far as it is looked at. */
interface ShopProduct {
  readonly title: Readonly<Record<string, string | null>>;
  readonly variants: readonly {
    readonly sku: string;
    readonly prices: readonly {
      readonly currency: string;
      readonly amount: string;
      readonly compareAt: string | null;
    }[];
    readonly stock: number | null;
  }[];
}

/** Keys of the products that are not in the shop as the catalogue has them, and how many were compared. */
export function compareWithShop(
  catalogue: Catalogue,
  shop: ReferenceShop,
): { readonly compared: number; readonly articles: number; readonly wrong: readonly string[] } {
  const faulty = new Set(catalogue.faults.map(({ index }) => index));
  const wrong: string[] = [];
  let compared = 0;
  let articles = 0;
  for (let index = 0; index < catalogue.size('product'); index += 1) {
    const [record] = catalogue.recordsAt('product', index);
    if (record === undefined || faulty.has(index)) continue;
    compared += 1;
    articles += record.data.variants.length;
    const found = shop.product(record.key) as ShopProduct | undefined;
    const wanted = JSON.stringify(wantedOffer(record.data));
    if (found === undefined || JSON.stringify(foundOffer(found)) !== wanted) wrong.push(record.key);
  }
  return { compared, articles, wrong };
}

function wantedOffer({ attributes, variants }: Product): Offer {
  const names = attributes['name']?.values ?? [];
  const title = names.map(({ locale, data }) => [locale?.slice(0, 2) ?? '', oneLine(data)] as const);
  return { title: sorted(title), articles: bySku(variants.map(wantedArticle)) };
}

/** Real data has spaces where nobody wants them. */
function oneLine(data: unknown): string {
  return typeof data === 'string' ? data.trim().replaceAll(/\s+/g, ' ') : '';
}

function wantedArticle({ key, prices = [], inventory = [] }: Variant): Article {
  const amountOf = (currency: string, wanted: string) =>
    prices.find((price) => price.currency === currency && price.kind === wanted)?.amount ?? undefined;
  const currencies = [...new Set(prices.map(({ currency }) => currency))];
  const entries = currencies.map((currency) => {
    const [list = '', sale] = [amountOf(currency, 'list'), amountOf(currency, 'sale')];
    return [currency, [plain(sale ?? list), sale === undefined ? null : plain(list)]] as const;
  });
  const stock = inventory.reduce((sum, { quantity }) => addDecimals(sum, quantity ?? '0'), '0');
  return { sku: key, prices: sorted(entries), stock: inventory.length === 0 ? null : Number(stock) };
}

function foundOffer({ title, variants }: ShopProduct): Offer {
  const texts = Object.entries(title).filter((entry): entry is [string, string] => entry[1] !== null);
  const articles = variants.map(({ sku, prices, stock }) => {
    const entries = prices.map(
      ({ currency, amount, compareAt }) =>
        [currency, [plain(amount), compareAt === null ? null : plain(compareAt)]] as const,
    );
    return { sku, prices: sorted(entries), stock };
  });
  return { title: sorted(texts), articles: bySku(articles) };
}

function plain(amount: string): string {
  return canonicalDecimal(amount) ?? amount;
}

function sorted<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  return Object.fromEntries<Value>(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function bySku(articles: readonly Article[]): readonly Article[] {
  return articles.toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
}
