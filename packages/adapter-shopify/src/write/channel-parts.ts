import { fixedPricesAdd, fixedPricesDelete, publish, unpublish } from '../documents/channel-documents.ts';
import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import type { Owned } from '../records/remote-data.ts';
import { carryOutAll, partCall, takingAway } from './part-call.ts';
import type { PartCall } from './part-call.ts';
import { chunks, itemsPerCall } from './product-parts.ts';
import type { VariantIds } from './product-parts.ts';
import { Refusal } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { named } from './shop-facts.ts';

/** Calls that show something in publications, and calls that hide it. */
export interface PublicationCalls {
  readonly hide: readonly PartCall[];
  readonly show: readonly PartCall[];
}

/**
 * Shows the product in the publications of the record, and hides it from those that it had and has not any more.
 *
 * @throws Refusal for a publication that the shop does not have.
 */
export async function publicationCalls(
  id: string,
  { publications }: ProductPayload,
  owned: Owned,
  { config, facts, context }: Pick<WriteSession, 'config' | 'facts' | 'context'>,
): Promise<PublicationCalls> {
  const isOurs = config.ownership.publications === 'own';
  if (publications === undefined) return { hide: [], show: [] };
  if (!isOurs && publications.length + owned.publications.length === 0) return { hide: [], show: [] };
  const known = await facts.publications(context, publications);
  const idsOf = (names: readonly string[]) =>
    names.map((name, index) => {
      const found = named(known, name);
      if (found !== undefined) return found.id;
      throw new Refusal([unknownThing('publication', name, `publications.${index}`, known)]);
    });
  const wanted = [...new Set(idsOf(publications))];
  const before = isOurs ? known : owned.publications.flatMap((name) => named(known, name) ?? []);
  const gone = before.map(({ id: publication }) => publication).filter((each) => !wanted.includes(each));
  const input = (ids: readonly string[]) => ids.map((publicationId) => ({ publicationId }));
  const locate: Locate = (field) => ({
    path: field[1] === undefined ? 'publications' : `publications.${field[1]}`,
  });
  return {
    hide: gone.length === 0 ? [] : [partCall(unpublish, { id, input: input(gone) }, locate)],
    show:
      wanted.length === 0 ? [] : [partCall(publish, { id, input: input(wanted) }, locate, { publications })],
  };
}

/** See {@link publicationCalls}. */
export async function writePublications(
  id: string,
  payload: Pick<ProductPayload, 'publications'>,
  owned: Owned,
  session: WriteSession,
): Promise<void> {
  const { hide, show } = await publicationCalls(id, payload, owned, session);
  await carryOutAll([...hide, ...show], session);
}

/** A variant, with the price lists that it has a price of ours in. */
export type PricedVariant = VariantIds & { readonly priceLists: readonly string[] };

/** Calls that set prices of markets and take others away, and what is ours after them. */
export interface MarketPriceCalls {
  readonly calls: readonly PartCall[];
  /** Ids of the price lists that each variant has a price of ours in. */
  readonly priceLists: readonly (readonly string[])[];
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
  const places = new Map<
    string,
    {
      readonly index: number;
      readonly place: number;
      readonly price: { readonly variantId: string };
    }[]
  >();
  const removals = new Map<string, string[]>();
  const after = variants.map(({ marketPrices }, index): readonly string[] => {
    const { id = '', priceLists: before = [] } = ids[index] ?? {};
    if (marketPrices === undefined) return before;
    const lists = marketPrices.map(({ priceList, amount, compareAt }, place) => {
      const list = named(known, priceList);
      const path = `variants.${index}.marketPrices.${place}.priceList`;
      if (list === undefined)
        throw new Refusal([unknownThing('price list', priceList, path, known, variantKeys[index])]);
      if (amount === null) return null;
      const money = (value: string) => ({ amount: value, currencyCode: list.currency });
      const price = {
        variantId: id,
        price: money(amount),
        ...(compareAt == null || compareAt === '0' ? {} : { compareAtPrice: money(compareAt) }),
      };
      places.set(list.id, [...(places.get(list.id) ?? []), { index, place, price }]);
      return list.id;
    });
    const wanted = lists.filter((list) => list !== null);
    for (const list of before)
      if (!wanted.includes(list)) removals.set(list, [...(removals.get(list) ?? []), id]);
    return wanted;
  });
  const added = [...places].flatMap(([priceListId, all]) =>
    chunks(all, itemsPerCall).map((some) => {
      const locate: Locate = (field) => {
        const at = some[Number(field[1])];
        if (at === undefined) return { path: 'variants' };
        return { path: `variants.${at.index}.marketPrices.${at.place}`, variant: variantKeys[at.index] };
      };
      const prices = some.map(({ price }) => price);
      const priced = { priceList: priceListId, variants: prices.map(({ variantId }) => variantId) };
      return partCall(fixedPricesAdd, { priceListId, prices }, locate, { prices: priced });
    }),
  );
  const removed = [...removals].map(([priceListId, variantIds]) =>
    takingAway(partCall(fixedPricesDelete, { priceListId, variantIds }, () => ({ path: 'variants' }))),
  );
  return { calls: [...added, ...removed], priceLists: after };
}

/** See {@link marketPriceCalls}. @returns its price lists. */
export async function writeMarketPrices(
  payload: ProductPayload,
  memo: ProductMemo,
  ids: readonly PricedVariant[],
  session: WriteSession,
): Promise<MarketPriceCalls['priceLists']> {
  const { calls, priceLists } = await marketPriceCalls(payload, memo, ids, session);
  await carryOutAll(calls, session);
  return priceLists;
}

/** What a call would be refused with that names something the shop does not have. */
export function unknownThing(
  what: string,
  name: string,
  path: string,
  known: readonly { readonly name: string }[] | null,
  variant?: string,
): Refusal['errors'][number] {
  return {
    means: { kind: 'rejected', issue: 'value.unknown_option' },
    issue: {
      code: 'value.unknown_option',
      severity: 'error',
      message: `The shop has no ${what} “${name}”`,
      hint:
        known === null || known.length === 0
          ? `Make the ${what} in the shop, or correct its name.`
          : `Use one of: ${known.map((each) => each.name).join(', ')}.`,
      path,
      ...(variant === undefined ? {} : { variant }),
    },
  };
}
