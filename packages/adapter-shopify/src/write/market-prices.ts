import { fixedPricesAdd, fixedPricesDelete } from '../documents/channel-documents.ts';
import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { unknownThing } from './channel-parts.ts';
import { carryOut, partCall, takingAway } from './part-call.ts';
import type { Answer, PartCall } from './part-call.ts';
import { chunks, itemsPerCall } from './product-parts.ts';
import type { VariantIds } from './product-parts.ts';
import { Refusal } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { named } from './shop-facts.ts';

/** A variant, with the price lists that it has a price of ours in. */
export type PricedVariant = VariantIds & { readonly priceLists: readonly string[] };

/** Ids of the price lists that each variant has a price of ours in, in the order of the record. */
export type PriceListsOfVariants = readonly (readonly string[])[];

/** A call that sets prices of one list, or takes them away. */
interface PriceCall extends PartCall {
  readonly priceList: string;
  /** Places of the variants in the record. */
  readonly places: ReadonlySet<number>;
  readonly isRemoval: boolean;
}

/** Calls that set prices of markets and take others away, and what is ours after them. */
export interface MarketPriceCalls {
  readonly calls: readonly PriceCall[];
  readonly priceLists: PriceListsOfVariants;
}

/** A variant, and what is sent for it to one price list. */
interface Sent<Value> {
  /** Of the variant in the record. */
  readonly index: number;
  readonly value: Value;
}

/** A fixed price as the platform takes it, and its place among those of its variant. */
interface FixedPrice {
  readonly place: number;
  readonly price: object;
}

/**
 * Sets the fixed prices of markets, and takes those away that are empty or that the variant had before.
 *
 * @throws Refusal for a price list that the shop does not have.
 */
export async function marketPriceCalls(
  { variants = [] }: ProductPayload,
  { variantKeys }: ProductMemo,
  ids: readonly PricedVariant[],
  { facts, context }: Pick<WriteSession, 'facts' | 'context'>,
): Promise<MarketPriceCalls> {
  if (variants.every(({ marketPrices }) => marketPrices === undefined))
    return { calls: [], priceLists: ids.map(({ priceLists }) => priceLists) };
  const needed = variants.flatMap(({ marketPrices = [] }) => marketPrices.map(({ priceList }) => priceList));
  const known = await facts.priceLists(context, [...new Set(needed)]);
  const added = new Map<string, Sent<FixedPrice>[]>();
  const removed = new Map<string, Sent<string>[]>();
  const after = variants.map(({ marketPrices }, index): readonly string[] => {
    const { id = '', priceLists: before = [] } = ids[index] ?? {};
    if (marketPrices === undefined) return before;
    const wanted = marketPrices.flatMap(({ priceList, amount, compareAt }, place) => {
      const list = named(known, priceList);
      const path = `variants.${index}.marketPrices.${place}.priceList`;
      if (list === undefined)
        throw new Refusal([unknownThing('price list', priceList, path, known, variantKeys[index])]);
      if (amount === null) return [];
      const money = (value: string) => ({ amount: value, currencyCode: list.currency });
      const price = {
        variantId: id,
        price: money(amount),
        ...(compareAt == null || compareAt === '0' ? {} : { compareAtPrice: money(compareAt) }),
      };
      listed(added, list.id).push({ index, value: { place, price } });
      return [list.id];
    });
    for (const list of before) if (!wanted.includes(list)) listed(removed, list).push({ index, value: id });
    return wanted;
  });
  const calls = [
    ...[...added].flatMap(([list, all]) =>
      chunks(all, itemsPerCall).map((some) => priceCall(list, some, additionOf(list, some, variantKeys))),
    ),
    ...[...removed].flatMap(([list, all]) =>
      chunks(all, itemsPerCall).map((some) =>
        priceCall(
          list,
          some,
          removalOf(
            list,
            some.map(({ value }) => value),
          ),
          true,
        ),
      ),
    ),
  ];
  return { calls, priceLists: after };
}

function listed<Value>(lists: Map<string, Sent<Value>[]>, list: string): Sent<Value>[] {
  const some = lists.get(list) ?? [];
  lists.set(list, some);
  return some;
}

function priceCall(
  priceList: string,
  some: readonly Sent<unknown>[],
  call: PartCall,
  isRemoval = false,
): PriceCall {
  return { ...call, priceList, places: new Set(some.map(({ index }) => index)), isRemoval };
}

function additionOf(
  priceListId: string,
  some: readonly Sent<FixedPrice>[],
  variantKeys: ProductMemo['variantKeys'],
): PartCall {
  const locate: Locate = (field) => {
    const at = some[Number(field[1])];
    if (at === undefined) return { path: 'variants' };
    return { path: `variants.${at.index}.marketPrices.${at.value.place}`, variant: variantKeys[at.index] };
  };
  return partCall(fixedPricesAdd, { priceListId, prices: some.map(({ value }) => value.price) }, locate);
}

/** One price that a merchant has taken away keeps the platform from taking the others away. */
function removalOf(priceListId: string, variantIds: readonly string[]): PartCall<Answer> {
  const call = partCall(fixedPricesDelete, { priceListId, variantIds }, () => ({ path: 'variants' }));
  return takingAway(call, (gone) => {
    const left = variantIds.filter((_id, place) => !gone.has(place));
    return left.length === 0 || left.length === variantIds.length ? null : removalOf(priceListId, left);
  });
}

/** See {@link marketPriceCalls}. @param wrote told after each call what is ours by then. */
export async function writeMarketPrices(
  payload: ProductPayload,
  memo: ProductMemo,
  ids: readonly PricedVariant[],
  session: WriteSession,
  wrote: (priceLists: PriceListsOfVariants) => void,
): Promise<void> {
  const { calls, priceLists } = await marketPriceCalls(payload, memo, ids, session);
  let now: PriceListsOfVariants = ids.map((each) => each.priceLists);
  for (const { priceList, places, isRemoval, ...call } of calls) {
    // oxlint-disable-next-line no-await-in-loop
    await carryOut(call, session);
    now = now.map((lists, index) => {
      if (!places.has(index)) return lists;
      const others = lists.filter((each) => each !== priceList);
      return isRemoval ? others : [...others, priceList];
    });
    wrote(now);
  }
  wrote(priceLists);
}
