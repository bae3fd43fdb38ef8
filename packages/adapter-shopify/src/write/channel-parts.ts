import { fixedPricesAdd, fixedPricesDelete, publish, unpublish } from '../documents/channel-documents.ts';
import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import type { Owned } from '../records/remote-data.ts';
import { chunks, itemsPerCall } from './product-parts.ts';
import type { VariantIds } from './product-parts.ts';
import { Refusal, assertDone } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { named } from './shop-facts.ts';

/** Shows the product in the publications of the record, and hides it from those that it had and has not any more. */
export async function writePublications(
  id: string,
  { publications }: ProductPayload,
  owned: Owned,
  { client, config, facts, context }: WriteSession,
): Promise<void> {
  const isOurs = config.ownership.publications === 'own';
  if (publications === undefined) return;
  if (!isOurs && publications.length + owned.publications.length === 0) return;
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
  if (gone.length > 0) {
    const data = await client.call(unpublish, { id, input: input(gone) }, context);
    assertDone(data.publishableUnpublish.userErrors, unpublish.field, client.errors, locate);
  }
  if (wanted.length > 0) {
    const data = await client.call(publish, { id, input: input(wanted) }, context);
    assertDone(data.publishablePublish.userErrors, publish.field, client.errors, locate);
  }
}

/**
 * Sets the fixed prices of markets, and takes those away that are empty or that the variant had before.
 *
 * @returns ids of the price lists that each variant has a price of ours in.
 */
export async function writeMarketPrices(
  { variants = [] }: ProductPayload,
  { variantKeys }: ProductMemo,
  ids: readonly (VariantIds & { readonly priceLists: readonly string[] })[],
  { client, facts, context }: WriteSession,
): Promise<readonly (readonly string[])[]> {
  if (variants.every(({ marketPrices }) => marketPrices === undefined))
    return ids.map(({ priceLists }) => priceLists);
  const needed = variants.flatMap(({ marketPrices = [] }) => marketPrices.map(({ priceList }) => priceList));
  const known = await facts.priceLists(context, [...new Set(needed)]);
  const places = new Map<
    string,
    { readonly index: number; readonly place: number; readonly price: object }[]
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
  for (const [priceListId, all] of places) {
    for (const some of chunks(all, itemsPerCall)) {
      const locate: Locate = (field) => {
        const at = some[Number(field[1])];
        if (at === undefined) return { path: 'variants' };
        return { path: `variants.${at.index}.marketPrices.${at.place}`, variant: variantKeys[at.index] };
      };
      const prices = some.map(({ price }) => price);
      // oxlint-disable-next-line no-await-in-loop
      const data = await client.call(fixedPricesAdd, { priceListId, prices }, context);
      assertDone(data.priceListFixedPricesAdd.userErrors, fixedPricesAdd.field, client.errors, locate);
    }
  }
  for (const [priceListId, variantIds] of removals) {
    // oxlint-disable-next-line no-await-in-loop
    const data = await client.call(fixedPricesDelete, { priceListId, variantIds }, context);
    const { userErrors } = data.priceListFixedPricesDelete;
    try {
      assertDone(userErrors, fixedPricesDelete.field, client.errors);
    } catch (error) {
      // What is not fixed any more is as it should be.
      if (!(error instanceof Refusal) || error.errors.some(({ means }) => means.kind !== 'missing'))
        throw error;
    }
  }
  return after;
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
