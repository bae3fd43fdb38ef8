import type { KnownRecord, RemoteReference } from '@pim-connector/core';

import type { Ownership } from '../destination-config.ts';
import type { WholeVariant } from '../documents/read-nodes.ts';
import type { ProductRecord, VariantRecord } from '../records/product-record.ts';
import { variantDataOf } from '../records/remote-data.ts';
import type { Owned } from '../records/remote-data.ts';
import type { PriceList } from '../write/shop-facts.ts';
import type { LiveProduct } from './live-product.ts';
import type { NamedMetaobjects } from './named-metaobjects.ts';
import { optionData } from './option-data.ts';
import { variantData } from './variant-data.ts';

/** What the variants of a product are compared with. */
export interface VariantListContext {
  readonly wanted: ProductRecord | undefined;
  readonly known: KnownRecord | undefined;
  readonly owned: Owned;
  readonly ownership: Ownership;
  readonly priceLists: readonly PriceList[];
  /** Asset keys by file id. */
  readonly assets: ReadonlyMap<string, string>;
  readonly metaobjects: NamedMetaobjects;
}

/** Options and variants of a product that are ours, in the order of the shop and in the words of the record. */
export function variantList(
  live: LiveProduct,
  { wanted, known, owned, ownership, priceLists, assets, metaobjects }: VariantListContext,
) {
  const own = ownership.variants === 'own';
  const options = optionData(
    live.options.map(({ name }) => name),
    wanted === undefined ? undefined : (wanted.options ?? namesIn(wanted.variants)),
    owned.options,
    own,
  );
  const linked = known?.remote?.variants ?? {};
  const indexOf = matchVariants(live.variants, wanted?.variants ?? [], known);
  const ours = new Set(Object.values(linked).map(({ id }) => id));
  const shown = live.variants.filter(
    ({ id }) => wanted === undefined || own || indexOf.has(id) || ours.has(id),
  );
  const unreadable: string[] = [];
  const list = shown.map((variant, place) => {
    const index = indexOf.get(variant.id);
    const one = index === undefined ? undefined : wanted?.variants[index];
    const key = index === undefined ? undefined : known?.desired?.variantKeys[index];
    const read = variantData(variant, {
      product: live,
      wanted: one,
      kept: variantDataOf(key === undefined ? undefined : linkOf(linked, key)),
      options: options.valuesOf(variant.selectedOptions, one?.options),
      assets,
      priceLists,
      ownership,
      links: known?.desired?.references,
      metaobjects,
    });
    unreadable.push(...read.unreadable.map((path) => `variants.${place}.${path}`));
    return read.data;
  });
  return { options: options.names, list, unreadable };
}

function namesIn(variants: readonly VariantRecord[]): readonly string[] {
  return [...new Set(variants.flatMap(({ options = [] }) => options.map(({ name }) => name)))];
}

function linkOf(linked: Readonly<Record<string, RemoteReference>>, key: string): RemoteReference | undefined {
  return Object.hasOwn(linked, key) ? linked[key] : undefined;
}

/** Places in the record by variant id: by our link, else by a SKU that only one variant has. */
function matchVariants(
  live: readonly WholeVariant[],
  wanted: readonly VariantRecord[],
  known: KnownRecord | undefined,
): ReadonlyMap<string, number> {
  const linked = known?.remote?.variants ?? {};
  const places = new Map<string, number>();
  const open = new Set(wanted.keys());
  for (const place of wanted.keys()) {
    const id = linkOf(linked, known?.desired?.variantKeys[place] ?? '')?.id;
    if (id === undefined || !live.some((variant) => variant.id === id)) continue;
    places.set(id, place);
    open.delete(place);
  }
  for (const place of open) {
    const alike = live.filter(({ id, sku }) => !places.has(id) && sku === wanted[place]?.sku);
    const [only] = alike;
    if (only !== undefined && alike.length === 1) places.set(only.id, place);
  }
  return places;
}
