import {
  fixedPricesAdd,
  fixedPricesDelete,
  publish,
  translatableContent,
  translationsRegister,
  translationsRemove,
  unpublish,
} from '../documents/channel-documents.ts';
import { translationKeys } from '../plan/product-fields.ts';
import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import type { Owned } from '../records/remote-data.ts';
import { chunks, itemsPerCall } from './product-parts.ts';
import type { VariantIds } from './product-parts.ts';
import { Refusal, assertDone } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';
import { named } from './shop-facts.ts';

/** Most translations that one call takes. Source: answers of real shops. */
const translationsPerCall = 100;

type Translation = NonNullable<ProductPayload['translations']>[number];

const namesByKey = new Map<string, string>(Object.entries(translationKeys).map(([name, key]) => [key, name]));

/**
 * Registers translations against the source texts as they are now, and takes those away that are empty or that the
 * record has not any more.
 */
export async function writeTranslations(
  id: string,
  { translations }: ProductPayload,
  owned: Owned,
  session: WriteSession,
): Promise<void> {
  if (translations === undefined) return;
  const given = new Set(translations.map(({ locale, key }) => `${locale} ${key}`));
  const gone = [
    ...translations.filter(({ value }) => value === null),
    ...owned.translations.filter((name) => !given.has(name)).map(translationNamed),
  ];
  await removeTranslations(id, gone, session);
  const wanted = translations.filter(({ value }) => value !== null);
  for (const some of chunks(wanted, translationsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    await registerFresh(id, some, session);
  }
}

function translationNamed(name: string): Translation {
  const [locale = '', key = ''] = name.split(' ');
  return { locale, key, value: null };
}

async function removeTranslations(
  id: string,
  gone: readonly Translation[],
  { client, context }: WriteSession,
): Promise<void> {
  for (const [locale, some] of Map.groupBy(gone, (each) => each.locale)) {
    const variables = { resourceId: id, translationKeys: some.map(({ key }) => key), locales: [locale] };
    // oxlint-disable-next-line no-await-in-loop
    const data = await client.call(translationsRemove, variables, context);
    assertDone(data.translationsRemove.userErrors, translationsRemove.field, client.errors);
  }
}

/** Registers with digests that were just read; if a text changed in between, with newer ones. */
async function registerFresh(id: string, some: readonly Translation[], session: WriteSession): Promise<void> {
  try {
    await register(id, some, session);
  } catch (error) {
    if (!(error instanceof Refusal) || !error.has('stale')) throw error;
    await register(id, some, session);
  }
}

async function register(
  id: string,
  some: readonly Translation[],
  { client, context }: WriteSession,
): Promise<void> {
  const { translatableResourcesByIds } = await client.call(translatableContent, { id }, context);
  const content = translatableResourcesByIds.nodes[0]?.translatableContent ?? [];
  const digests = new Map(content.map(({ key, digest }) => [key, digest]));
  // A text that is empty in the primary language cannot be translated.
  const sent = some.filter(({ key }) => digests.get(key) != null);
  if (sent.length === 0) return;
  const translations = sent.map(({ locale, key, value }) => ({
    locale,
    key,
    value,
    translatableContentDigest: digests.get(key),
  }));
  const data = await client.call(translationsRegister, { resourceId: id, translations }, context);
  const locate: Locate = (field) => {
    const translation = sent[Number(field[1])];
    if (translation === undefined) return { path: 'translations' };
    const { locale, key } = translation;
    return { path: `translations.${locale}.${namesByKey.get(key) ?? key}` };
  };
  assertDone(data.translationsRegister.userErrors, translationsRegister.field, client.errors, locate);
}

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
  const known = await facts.publications(context);
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
  const known = await facts.priceLists(context);
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
