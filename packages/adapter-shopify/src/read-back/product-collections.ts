import { referenceId } from '@pim-connector/core';
import type { KnownRecord } from '@pim-connector/core';

import type { ProductRecord } from '../records/product-record.ts';
import type { Owned } from '../records/remote-data.ts';
import type { LiveProduct } from './live-product.ts';
import { sharedList } from './shared-list.ts';

/** What the collections of a product are compared with. */
export interface CollectionContext {
  readonly wanted: ProductRecord | undefined;
  readonly known: KnownRecord | undefined;
  readonly owned: Owned;
  /** Whether those that others put it into are left. */
  readonly own: boolean;
}

/** The collections of a product in the words of the record: keys of categories, and handles of the others. */
export function productCollections(
  { collections }: LiveProduct,
  { wanted, known, owned, own }: CollectionContext,
) {
  if (collections === null) return {};
  const categories = categoryKeys(wanted, known);
  const named = new Set(wanted?.collections);
  const others = collections.filter(({ id, handle }) => !categories.has(id) || named.has(handle));
  const isOurs = ({ id }: { readonly id: string }) => owned.collections.includes(id);
  const handles = (list: typeof collections) => list.map(({ handle }) => handle);
  // What it should have left stands in the list that the record has.
  const leftOver = wanted?.collections === undefined ? others : [];
  return {
    collections: sharedList({
      live: handles(others),
      wanted: wanted?.collections,
      ours: handles(others.filter(isOurs)),
      own,
    }),
    ...(wanted?.categories === undefined
      ? {}
      : {
          categories: sharedList({
            live: [...collections.flatMap(({ id }) => categories.get(id) ?? []), ...handles(leftOver)],
            wanted: wanted.categories ?? [],
            ours: handles(leftOver.filter(isOurs)),
            own,
          }),
        }),
  };
}

/** Keys of the categories that the record names, by the ids of their collections. */
function categoryKeys(
  wanted: ProductRecord | undefined,
  known: KnownRecord | undefined,
): ReadonlyMap<string, string> {
  return new Map(
    (wanted?.categories ?? []).flatMap((key) => {
      const id = known?.desired?.references.get(referenceId({ entity: 'category', key }))?.id;
      return id === undefined ? [] : [[id, key] as const];
    }),
  );
}
