import type { RemoteReference } from '@pim-connector/core';

import { mediaDetach, mostDetached } from '../documents/product-media-documents.ts';
import { imagesOfVariants } from '../documents/read-part-documents.ts';
import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { variantDataOf } from '../records/remote-data.ts';
import { chunks, itemsPerCall } from './product-parts.ts';
import type { VariantIds } from './product-parts.ts';
import { assertDone } from './refusal.ts';
import type { Locate } from './refusal.ts';
import type { WriteSession } from './session.ts';

/** A variant that is to have no image. */
interface BareVariant {
  readonly id: string;
  /** Place in the record. */
  readonly index: number;
  /** The image that we gave it. */
  readonly ours: string | undefined;
}

/**
 * Takes the images of variants away whose records have none any more: those that we gave them, or any where all media
 * are ours. The product keeps showing the image.
 */
export async function detachImages(
  { variants = [] }: ProductPayload,
  { variantKeys }: ProductMemo,
  known: { readonly remote: RemoteReference; readonly variants: readonly VariantIds[] },
  { client, config, context }: WriteSession,
): Promise<void> {
  const { media } = config.ownership;
  if (media === 'ignore') return;
  const bare = variants.flatMap(({ image }, index): BareVariant[] => {
    const id = known.variants[index]?.id;
    if (image !== null || id === undefined) return [];
    const ours = variantDataOf(known.remote.variants?.[variantKeys[index] ?? ''])?.image;
    return media === 'own' || ours !== undefined ? [{ id, index, ours }] : [];
  });
  for (const some of chunks(bare, Math.min(mostDetached, itemsPerCall))) {
    // What somebody has taken away or replaced since cannot be detached.
    // oxlint-disable-next-line no-await-in-loop
    const { nodes } = await client.call(imagesOfVariants, { ids: some.map(({ id }) => id) }, context);
    const attached = new Map(nodes.map((node) => [node?.id, node?.media.nodes.map(({ id }) => id) ?? []]));
    const pairs = some.flatMap(({ id, index, ours }) => {
      // A variant has one image at most, and each pair names one.
      const image = attached.get(id)?.find((each) => media === 'own' || each === ours);
      return image === undefined ? [] : [{ index, pair: { variantId: id, mediaIds: [image] } }];
    });
    if (pairs.length === 0) continue;
    const variables = { productId: known.remote.id, variantMedia: pairs.map(({ pair }) => pair) };
    // oxlint-disable-next-line no-await-in-loop
    const data = await client.call(mediaDetach, variables, context);
    const locate: Locate = (field) => {
      const index = pairs[Number(field[1])]?.index;
      return index === undefined
        ? { path: 'variants' }
        : { path: `variants.${index}.image`, variant: variantKeys[index] };
    };
    assertDone(data.productVariantDetachMedia.userErrors, mediaDetach.field, client.errors, locate);
  }
}
