import type { Locale } from '@pim-connector/core';

/** How a shop is set up. */
export interface ShopSettings {
  readonly name: string;
  /** Languages that texts can be given in, the primary one first. */
  readonly locales: readonly Locale[];
  /** ISO 4217 codes; a product that is for sale has a price in each of them. */
  readonly currencies: readonly string[];
  /** What the shop says of its API. Default `1.4`. */
  readonly apiVersion: string;
}

/** A shop as it comes out of the box. */
export const defaultShopSettings: ShopSettings = {
  name: 'Reference Shop',
  locales: ['en', 'de', 'fr'],
  currencies: ['EUR', 'GBP'],
  apiVersion: '1.4',
};

/** The language in which every product and category has a name. */
export function primaryLocale({ locales }: ShopSettings): Locale {
  return locales[0] ?? 'en';
}
