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
  /**
   * `natural` (default): products are put under ids of the client’s choice. `assigned`: the shop gives ids itself, makes
   * a new product at each create, and does not mind SKUs that repeat.
   */
  readonly identity: 'natural' | 'assigned';
}

/** A shop as it comes out of the box. */
export const defaultShopSettings: ShopSettings = {
  name: 'Reference Shop',
  locales: ['en', 'de', 'fr'],
  currencies: ['EUR', 'GBP'],
  apiVersion: '1.4',
  identity: 'natural',
};

/** The language in which every product and category has a name. */
export function primaryLocale({ locales }: ShopSettings): Locale {
  return locales[0] ?? 'en';
}
