import type { JsonValue } from '@pim-connector/core';

import { productSet, productUpdate } from '../documents/product-documents.ts';
import { metafieldsDelete, metafieldsSet, tagsAdd, tagsRemove } from '../documents/product-list-documents.ts';
import { metafieldName } from '../plan/metafield-inputs.ts';
import type { MetafieldPayload, ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import type { Owned } from '../records/remote-data.ts';
import { readCollections } from '../source/collections-of-products.ts';
import { locateInProduct } from './locate.ts';
import { carryOut, partCall } from './part-call.ts';
import type { PartCall } from './part-call.ts';
import { assertDone } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';

/** Ids of a variant. */
export interface VariantIds {
  readonly id: string;
  readonly inventoryItem: string;
}

/** Most metafields that one call takes. Source: Admin API, `metafieldsSet`. */
const metafieldsPerCall = 25;
/** Most items of any list in a call. Source: Shopify’s page on limits. */
export const itemsPerCall = 250;

/** How parts are written. */
type Ownership = WriteSession['config']['ownership'];

/** Collections that a product was put into and should not be in any more. */
export function unwantedCollections(
  { collections }: ProductPayload,
  owned: Owned,
  ownership: Ownership,
): readonly string[] {
  if (collections === undefined || ownership.collections !== 'merge') return [];
  return owned.collections.filter((each) => !collections.includes(each));
}

/**
 * Sets the plain fields of a product, and the lists that the same call takes; `null`: there is nothing to set.
 *
 * @param left collections that it leaves. It has to be in them: one that does not exist any more has Shopify refuse all.
 */
export function coreCall(
  id: string,
  payload: ProductPayload,
  memo: ProductMemo,
  left: readonly string[],
  ownership: Ownership,
) {
  const { product, tags, collections } = payload;
  const input: Record<string, JsonValue> = {
    ...product,
    // Who follows the old address is to arrive.
    ...(product?.['handle'] == null ? {} : { redirectNewHandle: true }),
    ...(tags !== undefined && ownership.tags === 'own' ? { tags } : {}),
    ...(collections !== undefined && ownership.collections === 'merge' && collections.length > 0
      ? { collectionsToJoin: collections }
      : {}),
    ...(left.length > 0 ? { collectionsToLeave: left } : {}),
  };
  if (Object.keys(input).length === 0) return null;
  return partCall(productUpdate, { product: { id, ...input } }, locateInProduct(payload, memo, []));
}

/** See {@link coreCall}. */
export async function writeCore(
  id: string,
  payload: ProductPayload,
  memo: ProductMemo,
  owned: Owned,
  session: WriteSession,
): Promise<{ readonly handle: string } | null> {
  const { ownership } = session.config;
  const unwanted = unwantedCollections(payload, owned, ownership);
  const there = unwanted.length === 0 ? [] : ((await readCollections([id], session)).get(id) ?? []);
  const left = unwanted.filter((each) => there.some((collection) => collection.id === each));
  const call = coreCall(id, payload, memo, left, ownership);
  if (call === null) return null;
  const { product: written } = (await carryOut(call, session)).productUpdate;
  return written == null ? null : { handle: written.handle };
}

/** Adds the tags of the record, and takes those away that it had and has not any more. */
export function tagCalls(
  id: string,
  { tags }: ProductPayload,
  owned: Owned,
  ownership: Ownership,
): readonly PartCall[] {
  if (tags === undefined || ownership.tags !== 'merge') return [];
  const locate: Locate = () => ({ path: 'tags' });
  const wanted = new Set(tags.map((tag) => tag.trim().toLowerCase()));
  const gone = owned.tags.filter((tag) => !wanted.has(tag.trim().toLowerCase()));
  return [
    ...(gone.length > 0 ? [partCall(tagsRemove, { id, tags: gone }, locate)] : []),
    ...(tags.length > 0 ? [partCall(tagsAdd, { id, tags }, locate, { tags })] : []),
  ];
}

/** Makes whole lists as the record says, where the adapter owns them. */
export async function replaceLists(
  id: string,
  payload: ProductPayload,
  memo: ProductMemo,
  { client, config, context }: WriteSession,
): Promise<void> {
  const { collections } = payload;
  const files = filesOf(payload);
  const input = {
    ...(collections !== undefined && config.ownership.collections === 'own' ? { collections } : {}),
    ...(payload.files !== undefined && config.ownership.media === 'own'
      ? { files: files.map((file) => ({ id: file })) }
      : {}),
  };
  if (Object.keys(input).length === 0) return;
  const data = await client.call(productSet, { identifier: { id }, input, variants: 1 }, context);
  assertDone(data.productSet.userErrors, productSet.field, client.errors, locateInProduct(payload, memo, []));
}

/** Files of a product, those of its variants as well. */
export function filesOf({ files = [], variants = [] }: ProductPayload): readonly string[] {
  return [...new Set([...files, ...variants.flatMap(({ image }) => image ?? [])])];
}

/** A metafield with its owner, and where it stands in the record. */
export interface OwnedMetafield extends MetafieldPayload {
  readonly ownerId: string;
  readonly path: string;
  readonly variant?: string | undefined;
}

/** Sets metafields of any owners, and takes others away. */
export function metafieldCalls(list: readonly OwnedMetafield[]): readonly PartCall[] {
  const locateIn =
    (some: readonly OwnedMetafield[]): Locate =>
    (field) => {
      const metafield = some[Number(field[1])];
      return { path: metafield?.path ?? 'metafields', variant: metafield?.variant };
    };
  const set = list.filter(({ value }) => value !== null);
  const gone = list.filter(({ value }) => value === null);
  return [
    ...chunks(set, metafieldsPerCall).map((some) => {
      const metafields = some.map(({ ownerId, namespace, key, type, value }) => ({
        ownerId,
        namespace,
        key,
        value,
        ...(type === undefined ? {} : { type }),
      }));
      return partCall(metafieldsSet, { metafields }, locateIn(some), { metafields: some });
    }),
    ...chunks(gone, itemsPerCall).map((some) => {
      const metafields = some.map(({ ownerId, namespace, key }) => ({ ownerId, namespace, key }));
      return partCall(metafieldsDelete, { metafields }, locateIn(some));
    }),
  ];
}

/** The metafields of one owner: those of the record, and as empty those that it had before. */
export function metafieldsFor(
  ownerId: string,
  list: readonly MetafieldPayload[] | undefined,
  before: readonly string[],
  place: { readonly at: string; readonly variant?: string | undefined },
): readonly OwnedMetafield[] {
  if (list === undefined) return [];
  const names = new Set(list.map(metafieldName));
  const gone = before.filter((name) => !names.has(name)).map(withoutValue);
  return [...list, ...gone].map((metafield) => ({
    ...metafield,
    ownerId,
    path: `${place.at}metafields.${metafieldName(metafield)}`,
    variant: place.variant,
  }));
}

/** A metafield that is to have no value, by its name. */
function withoutValue(name: string): MetafieldPayload {
  const dot = name.lastIndexOf('.');
  return { namespace: name.slice(0, dot), key: name.slice(dot + 1), value: null };
}

/** Cuts a list into pieces. */
export function chunks<Item>(list: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_piece, place) =>
    list.slice(place * size, (place + 1) * size),
  );
}
