import type { RemoteReference } from '@pim-connector/core';

import { filesUpdate } from '../documents/file-documents.ts';
import { variantsUpdate } from '../documents/product-documents.ts';
import { mediaReorder, productMedia } from '../documents/product-media-documents.ts';
import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { variantDataOf } from '../records/remote-data.ts';
import { locateInProduct } from './locate.ts';
import type { KnownProduct } from './product-link.ts';
import { chunks, filesOf, itemsPerCall } from './product-parts.ts';
import type { VariantIds } from './product-parts.ts';
import { assertDone } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';

const atImages: Locate = () => ({ path: 'images' });

/**
 * Adds the images of the record that the product lacks, takes those away that it had and has not any more, and brings
 * ours into the order of the record; those of others keep their places.
 */
export async function mergeFiles(
  id: string,
  payload: ProductPayload,
  memo: ProductMemo,
  { remote, owned }: KnownProduct,
  session: WriteSession,
): Promise<void> {
  const { client, config, context } = session;
  const { files: named, variants = [] } = payload;
  const wanted = filesOf(payload);
  if (
    config.ownership.media === 'ignore' ||
    (config.ownership.media === 'own' && named !== undefined) ||
    (named === undefined && variants.every(({ image }) => image === undefined))
  )
    return;
  const { product } = await client.call(productMedia, { id }, context);
  const there = (product?.media.nodes ?? []).map((node) => node.id);
  const { gone: replaced, left } = imagesOfLinks(payload, memo, remote);
  const stays = new Set([...wanted, ...left, ...(named === undefined ? owned.files : [])]);
  const ours = new Set([...(named === undefined ? [] : owned.files), ...replaced]);
  const added = wanted.filter((file) => !there.includes(file));
  const gone = there.filter((file) => ours.has(file) && !stays.has(file));
  const files = [
    ...added.map((file) => ({ id: file, referencesToAdd: [id] })),
    ...gone.map((file) => ({ id: file, referencesToRemove: [id] })),
  ];
  for (const some of chunks(files, itemsPerCall)) {
    // oxlint-disable-next-line no-await-in-loop
    const data = await client.call(filesUpdate, { files: some }, context);
    assertDone(data.fileUpdate.userErrors, filesUpdate.field, client.errors, atImages);
  }
  if (named === undefined) return;
  const now = [...there.filter((file) => !gone.includes(file)), ...added];
  await reorder(id, movesTo(now, named), session);
}

/**
 * The images that we gave to variants before: those that their records have no more, and those of which the record says
 * nothing.
 */
function imagesOfLinks(
  { variants = [] }: ProductPayload,
  { variantKeys, complete }: ProductMemo,
  remote: RemoteReference,
): { readonly gone: readonly string[]; readonly left: readonly string[] } {
  const said = new Set(variantKeys.filter((_key, index) => variants[index]?.image !== undefined));
  const images = Object.entries(remote.variants ?? {}).flatMap(([key, link]) => {
    const image = variantDataOf(link)?.image;
    return image === undefined
      ? []
      : [{ image, isGone: said.has(key) || (complete && !variantKeys.includes(key)) }];
  });
  return {
    gone: images.filter(({ isGone }) => isGone).map(({ image }) => image),
    left: images.filter(({ isGone }) => !isGone).map(({ image }) => image),
  };
}

async function reorder(
  id: string,
  moves: ReturnType<typeof movesTo>,
  { client, context }: WriteSession,
): Promise<void> {
  for (const some of chunks(moves, itemsPerCall)) {
    // Each begins from what those before it left.
    // oxlint-disable-next-line no-await-in-loop
    const data = await client.call(mediaReorder, { id, moves: some }, context);
    assertDone(data.productReorderMedia.mediaUserErrors, mediaReorder.field, client.errors, atImages);
  }
}

/** Moves after which our files stand in their order, at the places that ours have. */
export function movesTo(
  now: readonly string[],
  order: readonly string[],
): readonly { readonly id: string; readonly newPosition: string }[] {
  const ours = order.filter((file) => now.includes(file));
  let next = 0;
  const target = now.map((file) => (ours.includes(file) ? (ours[next++] ?? file) : file));
  const list = [...now];
  return target.flatMap((file, place) => {
    if (list[place] === file) return [];
    list.splice(list.indexOf(file), 1);
    list.splice(place, 0, file);
    return [{ id: file, newPosition: `${place}` }];
  });
}

/** Gives variants their images: files of the product by now. */
export async function writeImages(
  productId: string,
  payload: ProductPayload,
  memo: ProductMemo,
  ids: readonly VariantIds[],
  { client, config, context }: WriteSession,
): Promise<void> {
  if (config.ownership.media === 'ignore') return;
  const inputs = (payload.variants ?? []).flatMap(({ image }, index) => {
    const id = ids[index]?.id;
    return image == null || id === undefined ? [] : [{ index, input: { id, mediaId: image } }];
  });
  for (const some of chunks(inputs, itemsPerCall)) {
    const variables = { productId, variants: some.map(({ input }) => input) };
    // oxlint-disable-next-line no-await-in-loop
    const data = await client.call(variantsUpdate, variables, context);
    const locate = locateInProduct(
      payload,
      memo,
      some.map(({ index }) => index),
    );
    assertDone(data.productVariantsBulkUpdate.userErrors, variantsUpdate.field, client.errors, locate);
  }
}
