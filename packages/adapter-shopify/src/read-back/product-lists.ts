import { referenceId } from '@pim-connector/core';
import type { KnownRecord } from '@pim-connector/core';

import type { Ownership } from '../destination-config.ts';
import type { ProductRecord } from '../records/product-record.ts';
import type { Owned } from '../records/remote-data.ts';
import type { LiveProduct } from './live-product.ts';
import { publicationList } from './live-publications.ts';
import { sharedList } from './shared-list.ts';

/** Asset keys by file id. */
export function assetKeys(
  wanted: ProductRecord | undefined,
  known: KnownRecord | undefined,
): ReadonlyMap<string, string> {
  const keys = [...(wanted?.images ?? []), ...(wanted?.variants ?? []).flatMap(({ image }) => image ?? [])];
  return new Map(
    keys.flatMap((key) => {
      const id = known?.desired?.references.get(referenceId({ entity: 'asset', key }))?.id;
      return id === undefined ? [] : [[id, key] as const];
    }),
  );
}

/** Lists of a product that others may add to. */
export function productLists(
  live: LiveProduct,
  wanted: ProductRecord | undefined,
  owned: Owned,
  ownership: Ownership,
  assets: ReadonlyMap<string, string>,
) {
  const { publications } = live;
  return {
    tags: sharedList({
      live: live.tags,
      wanted: wanted?.tags,
      ours: owned.tags,
      own: ownership.tags === 'own',
      nameOf: (tag) => tag.trim().toLowerCase(),
    }),
    ...(publications === null
      ? {}
      : {
          publications: publicationList(
            publications,
            wanted?.publications,
            owned.publications,
            ownership.publications === 'own',
          ),
        }),
    ...(wanted === undefined ? {} : { images: imageList(live, wanted, owned, ownership, assets) }),
  };
}

/** In the order of the shop, for their order is ours too. */
function imageList(
  live: LiveProduct,
  wanted: ProductRecord,
  owned: Owned,
  ownership: Ownership,
  assets: ReadonlyMap<string, string>,
): readonly string[] {
  const said = new Set(wanted.images);
  // Pictures of variants stand among those of the product.
  const ofVariants = new Set(wanted.variants.map(({ image }) => image));
  return live.media.flatMap(({ id }) => {
    const key = assets.get(id) ?? id;
    if (said.has(key)) return [key];
    if (ofVariants.has(key)) return [];
    return ownership.media === 'own' || owned.files.includes(id) ? [key] : [];
  });
}
