import type { Issue } from '@pim-connector/core';

import { fixedPricesAdd, fixedPricesDelete } from '../documents/channel-documents.ts';
import { rejected } from '../errors/meanings.ts';
import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { unknownThing } from './channel-parts.ts';
import { carryOutAll, partCall, takingAway } from './part-call.ts';
import type { Answer, PartCall } from './part-call.ts';
import { chunks, itemsPerCall } from './product-parts.ts';
import type { VariantIds } from './product-parts.ts';
import { Refusal } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { named } from './shop-facts.ts';
import type { PriceList } from './shop-facts.ts';

/** A variant, with the price lists that it has a price of ours in. */
export type PricedVariant = VariantIds & { readonly priceLists: readonly string[] };

/** Ids of the price lists that each variant has a price of ours in, in the order of the record. */
export type PriceListsOfVariants = readonly (readonly string[])[];

/** Calls that set prices of markets and take others away, and what is ours after them. */
export interface MarketPriceCalls {
  readonly calls: readonly PartCall[];
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
  readonly price: { readonly variantId: string };
}

/**
 * Sets the fixed prices of markets, and takes those away that are empty or that the variant had before.
 *
 * @throws Refusal for a price list that the shop does not have, or that is in another currency.
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
    const wanted = marketPrices.flatMap(({ priceList, amount, compareAt, currency }, place) => {
      const list = named(known, priceList);
      const at = { path: `variants.${index}.marketPrices.${place}`, variant: variantKeys[index] };
      if (list === undefined)
        throw new Refusal([unknownThing('price list', priceList, `${at.path}.priceList`, known, at.variant)]);
      if (amount === null) return [];
      if (currency !== undefined && currency !== list.currency) throw otherCurrency(list, currency, at);
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
      chunks(all, itemsPerCall).map((some) => additionOf(list, some, variantKeys)),
    ),
    ...[...removed].flatMap(([list, all]) =>
      chunks(all, itemsPerCall).map((some) =>
        removalOf(
          list,
          some.map(({ value }) => value),
        ),
      ),
    ),
  ];
  return { calls, priceLists: after };
}

/** The same amount in another currency is another price. */
function otherCurrency(
  { name, currency }: PriceList,
  wanted: string,
  { path, variant }: { readonly path: string; readonly variant: string | undefined },
): Refusal {
  const issue: Issue = {
    code: 'value.invalid',
    severity: 'error',
    message: `The price list “${name}” is in ${currency}, and the price in ${wanted}`,
    hint: `Map the price in ${currency}, or give the list its currency back.`,
    path: `${path}.currency`,
    ...(variant === undefined ? {} : { variant }),
  };
  return new Refusal([{ means: rejected('value.invalid'), issue }]);
}

function listed<Value>(lists: Map<string, Sent<Value>[]>, list: string): Sent<Value>[] {
  const some = lists.get(list) ?? [];
  lists.set(list, some);
  return some;
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
  const prices = some.map(({ value }) => value.price);
  const items = { priceList: priceListId, variants: prices.map(({ variantId }) => variantId) };
  return partCall(fixedPricesAdd, { priceListId, prices }, locate, { prices: items });
}

/** One price that a merchant has taken away keeps the platform from taking the others away. */
function removalOf(priceListId: string, variantIds: readonly string[]): PartCall<Answer> {
  const call = partCall(fixedPricesDelete, { priceListId, variantIds }, () => ({ path: 'variants' }));
  return takingAway(call, (gone) => {
    const left = variantIds.filter((_id, place) => !gone.has(place));
    return left.length === 0 || left.length === variantIds.length ? null : removalOf(priceListId, left);
  });
}

/** See {@link marketPriceCalls}. @returns its price lists. */
export async function writeMarketPrices(
  payload: ProductPayload,
  memo: ProductMemo,
  ids: readonly PricedVariant[],
  session: WriteSession,
): Promise<PriceListsOfVariants> {
  const { calls, priceLists } = await marketPriceCalls(payload, memo, ids, session);
  await carryOutAll(calls, session);
  return priceLists;
}
