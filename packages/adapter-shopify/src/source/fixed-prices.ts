import { canonicalDecimal, compareDecimals } from '@pim-connector/core';
import type { Price } from '@pim-connector/core';

import { fixedPrices } from '../documents/read-part-documents.ts';
import { inPieces, wholeList } from '../graphql/list-rest.ts';
import type { SourceReading } from './source-reading.ts';

/** A price that a price list says itself, instead of working it out from the shop’s. */
export interface FixedPrice {
  /** Id of the price list. */
  readonly list: string;
  /** Name of the price list. */
  readonly scope: string;
  readonly currency: string;
  readonly price: string | number;
  readonly compareAt: string | number | null;
}

// Terms of a search; longer ones become slow.
const termsPerCall = 50;

/** What reading them needs. */
type FixedPriceReading = Pick<SourceReading, 'client' | 'context'> & {
  readonly shop: Pick<SourceReading['shop'], 'priceLists'>;
};

/** Fixed prices of all price lists for some products or variants, by variant id. */
export async function readFixedPrices(
  kind: 'product' | 'variant',
  ids: readonly string[],
  { client, context, shop }: FixedPriceReading,
): Promise<ReadonlyMap<string, readonly FixedPrice[]>> {
  const found = new Map<string, FixedPrice[]>();
  for (const { id, name, currency } of shop.priceLists) {
    for (const piece of inPieces(ids, termsPerCall)) {
      const query = piece.map((each) => `${kind}_id:${numberOf(each)}`).join(' OR ');
      const page = async (after: string | null) =>
        (await client.call(fixedPrices, { id, query, after }, context)).priceList?.prices;
      // oxlint-disable-next-line no-await-in-loop
      const first = await page(null);
      // oxlint-disable-next-line no-await-in-loop
      for (const { variant, price, compareAtPrice } of first === undefined
        ? []
        : await wholeList(first, page)) {
        const fixed = {
          list: id,
          scope: name,
          currency,
          price: price.amount,
          compareAt: compareAtPrice?.amount ?? null,
        };
        found.set(variant.id, [...(found.get(variant.id) ?? []), fixed]);
      }
    }
  }
  return found;
}

/** The number of a global id, as searches take it. */
function numberOf(id: string): string {
  return /\/(\d+)(?:\?|$)/.exec(id)?.[1] ?? '';
}

/**
 * Prices as we know them: where a higher price is struck out, that is the list price and the other one the sale price.
 * A struck out price that is not higher means nothing in the shop and is left out.
 */
export function pricesOf(
  price: string | number,
  compareAt: string | number | null | undefined,
  of: { readonly currency: string; readonly scope?: string },
): Price[] {
  const amount = canonicalDecimal(price);
  if (amount === null) return [];
  const higher = compareAt == null ? null : canonicalDecimal(compareAt);
  if (higher === null || compareDecimals(higher, amount) <= 0) return [{ kind: 'list', amount, ...of }];
  return [
    { kind: 'list', amount: higher, ...of },
    { kind: 'sale', amount, ...of },
  ];
}
