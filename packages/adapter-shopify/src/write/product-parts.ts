import type { JsonValue } from '@pim-connector/core';

import { productSet, productUpdate } from '../documents/product-documents.ts';
import { metafieldsDelete, metafieldsSet, tagsAdd, tagsRemove } from '../documents/product-list-documents.ts';
import { metafieldName } from '../plan/metafield-inputs.ts';
import type { MetafieldPayload, ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import type { Owned } from '../records/remote-data.ts';
import { locateInProduct } from './locate.ts';
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

/** Sets the plain fields of a product, and the lists that the same call takes. */
export async function writeCore(
  id: string,
  payload: ProductPayload,
  memo: ProductMemo,
  owned: Owned,
  { client, config, context }: WriteSession,
): Promise<{ readonly handle: string } | null> {
  const { product, tags, collections } = payload;
  const { ownership } = config;
  const left = owned.collections.filter((each) => collections?.includes(each) === false);
  const input: Record<string, JsonValue> = {
    ...product,
    // Who follows the old address is to arrive.
    ...(product?.['handle'] == null ? {} : { redirectNewHandle: true }),
    ...(tags !== undefined && ownership.tags === 'own' ? { tags } : {}),
    ...(collections !== undefined && ownership.collections === 'merge' && collections.length > 0
      ? { collectionsToJoin: collections }
      : {}),
    ...(collections !== undefined && ownership.collections === 'merge' && left.length > 0
      ? { collectionsToLeave: left }
      : {}),
  };
  if (Object.keys(input).length === 0) return null;
  const data = await client.call(productUpdate, { product: { id, ...input } }, context);
  const { product: written, userErrors } = data.productUpdate;
  assertDone(userErrors, productUpdate.field, client.errors, locateInProduct(payload, memo, []));
  return written == null ? null : { handle: written.handle };
}

/** Adds the tags of the record, and takes those away that it had and has not any more. */
export async function mergeTags(
  id: string,
  { tags }: ProductPayload,
  owned: Owned,
  { client, config, context }: WriteSession,
): Promise<void> {
  if (tags === undefined || config.ownership.tags !== 'merge') return;
  const locate: Locate = () => ({ path: 'tags' });
  const wanted = new Set(tags.map((tag) => tag.trim().toLowerCase()));
  const gone = owned.tags.filter((tag) => !wanted.has(tag.trim().toLowerCase()));
  if (gone.length > 0) {
    const data = await client.call(tagsRemove, { id, tags: gone }, context);
    assertDone(data.tagsRemove.userErrors, tagsRemove.field, client.errors, locate);
  }
  if (tags.length > 0) {
    const data = await client.call(tagsAdd, { id, tags }, context);
    assertDone(data.tagsAdd.userErrors, tagsAdd.field, client.errors, locate);
  }
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
export async function writeMetafields(
  list: readonly OwnedMetafield[],
  { client, context }: WriteSession,
): Promise<void> {
  const locateIn =
    (some: readonly OwnedMetafield[]): Locate =>
    (field) => {
      const metafield = some[Number(field[1])];
      return { path: metafield?.path ?? 'metafields', variant: metafield?.variant };
    };
  for (const some of chunks(
    list.filter(({ value }) => value !== null),
    metafieldsPerCall,
  )) {
    const metafields = some.map(({ ownerId, namespace, key, type, value }) => ({
      ownerId,
      namespace,
      key,
      value,
      ...(type === undefined ? {} : { type }),
    }));
    // oxlint-disable-next-line no-await-in-loop
    const data = await client.call(metafieldsSet, { metafields }, context);
    assertDone(data.metafieldsSet.userErrors, metafieldsSet.field, client.errors, locateIn(some));
  }
  for (const some of chunks(
    list.filter(({ value }) => value === null),
    itemsPerCall,
  )) {
    const metafields = some.map(({ ownerId, namespace, key }) => ({ ownerId, namespace, key }));
    // oxlint-disable-next-line no-await-in-loop
    const data = await client.call(metafieldsDelete, { metafields }, context);
    assertDone(data.metafieldsDelete.userErrors, metafieldsDelete.field, client.errors, locateIn(some));
  }
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
  const gone = before
    .filter((name) => !names.has(name))
    .map((name): MetafieldPayload => {
      const dot = name.lastIndexOf('.');
      return { namespace: name.slice(0, dot), key: name.slice(dot + 1), value: null };
    });
  return [...list, ...gone].map((metafield) => ({
    ...metafield,
    ownerId,
    path: `${place.at}metafields.${metafieldName(metafield)}`,
    variant: place.variant,
  }));
}

/** Cuts a list into pieces. */
export function* chunks<Item>(list: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}
