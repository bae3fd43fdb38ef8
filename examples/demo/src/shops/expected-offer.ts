import { canonicalDecimal } from '@pim-connector/core';
import type { Product, Variant } from '@pim-connector/core';

import { picturesOf } from '../demo-catalogue.ts';

/** What is looked at of an article: worked out from the catalogue by hand, not by a mapping. */
export interface Article {
  readonly sku: string;
  readonly gtin: string | null;
  /** By currency. */
  readonly prices: Readonly<Record<string, readonly [amount: string, compareAt: string | null]>>;
}

/** What is looked at of a product. */
export interface Offer {
  /** By language. */
  readonly title: Readonly<Record<string, string>>;
  readonly active: boolean;
  readonly brand: string | null;
  readonly pictures: number;
  readonly articles: readonly Article[];
}

/** What a shop must show of a product of the catalogue. */
export function expectedOffer(product: Product): Offer {
  const { attributes, status, variants } = product;
  const names = attributes['name']?.values ?? [];
  const title = names.map(({ locale, data }) => [locale?.slice(0, 2) ?? '', oneLine(data)] as const);
  const brand = attributes['brand']?.values[0]?.data;
  return {
    title: sorted(title),
    active: status === 'active',
    brand: typeof brand === 'string' ? brand : null,
    pictures: picturesOf(product).length,
    articles: bySku(variants.map(expectedArticle)),
  };
}

/** Real data has spaces where nobody wants them. */
function oneLine(data: unknown): string {
  return typeof data === 'string' ? data.trim().replaceAll(/\s+/g, ' ') : '';
}

function expectedArticle({ key, identifiers = [], prices = [] }: Variant): Article {
  const amountOf = (currency: string, wanted: string) =>
    prices.find((price) => price.currency === currency && price.kind === wanted)?.amount ?? undefined;
  const currencies = [...new Set(prices.map(({ currency }) => currency))];
  const entries = currencies.map((currency) => {
    const [list = '', sale] = [amountOf(currency, 'list'), amountOf(currency, 'sale')];
    return [currency, [plainAmount(sale ?? list), sale === undefined ? null : plainAmount(list)]] as const;
  });
  const gtin = identifiers.find(({ scheme }) => scheme === 'gtin')?.value ?? null;
  return { sku: key, gtin: plainGtin(gtin), prices: sorted(entries) };
}

/** A GTIN with the fourteen digits that it has in the catalogue. */
export function plainGtin(gtin: string | null): string | null {
  return gtin === null ? null : gtin.padStart(14, '0');
}

/** An amount without zeros that say nothing. */
export function plainAmount(amount: string): string {
  return canonicalDecimal(amount) ?? amount;
}

/** Entries as an object whose properties are in order, so that two of them can be compared as text. */
export function sorted<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  return Object.fromEntries<Value>(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Articles in an order of which nothing depends. */
export function bySku(articles: readonly Article[]): readonly Article[] {
  return articles.toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
}
