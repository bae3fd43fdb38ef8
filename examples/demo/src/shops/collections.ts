import type { ShopState } from '@pim-connector/adapter-shopify/simulator';
import type { Catalogue } from '@pim-connector/testkit';

import { sorted } from './expected-offer.ts';
import { keyOf } from './shopify-log.ts';

/** What is looked at of a category, and of the collection that it is in a Shopify shop. */
export interface Shelf {
  readonly title: string;
  /** Key of the category above it. */
  readonly parent: string | null;
  /** Keys of the products in it, in order. */
  readonly products: readonly string[];
}

/** What is looked at of the categories of a shop, by the keys of the PIM. */
export type Shelves = ReadonlyMap<string, Shelf>;

/**
 * The categories of the catalogue, worked out by hand and not by a mapping.
 *
 * @param language in which they are called.
 * @param left products that are not looked at.
 */
export function expectedShelves(catalogue: Catalogue, language: string, left: ReadonlySet<string>): Shelves {
  const members = new Map<string, string[]>();
  for (let index = 0; index < catalogue.size('product'); index += 1)
    for (const { key, data } of catalogue.recordsAt('product', index))
      for (const category of left.has(key) ? [] : (data.categories ?? []))
        members.set(category, [...(members.get(category) ?? []), key]);
  return new Map(
    catalogue.description.categories.map(({ key, parent, labels }) => {
      const [, title = ''] = Object.entries(labels).find(([locale]) => locale.startsWith(language)) ?? [];
      return [key, { title, parent, products: (members.get(key) ?? []).toSorted() }];
    }),
  );
}

/** The collections of a Shopify shop; one that no category is stands under its id. */
export function shopifyShelves(state: ShopState, left: ReadonlySet<string>): Shelves {
  const members = new Map<string, string[]>();
  for (const { id, collectionIds } of state.products.values()) {
    const key = keyOf(id, state) ?? id;
    for (const collection of left.has(key) ? [] : collectionIds)
      members.set(collection, [...(members.get(collection) ?? []), key]);
  }
  return new Map(
    [...state.collections.values()].map(({ id, title }) => {
      const above = metafieldOf(id, 'parent', state);
      const parent = above === null ? null : categoryOf(above, state);
      return [categoryOf(id, state), { title, parent, products: (members.get(id) ?? []).toSorted() }];
    }),
  );
}

/** Keys of categories that are not there, or not as they should be, and of those that should not be there. */
export function differentShelves(wanted: Shelves, found: Shelves): readonly string[] {
  const keys = new Set([...wanted.keys(), ...found.keys()]);
  const textOf = (shelf: Shelf | undefined) => shelf && JSON.stringify(sorted(Object.entries(shelf)));
  return [...keys].filter((key) => textOf(wanted.get(key)) !== textOf(found.get(key)));
}

function categoryOf(id: string, state: ShopState): string {
  return metafieldOf(id, 'pim_id', state) ?? id;
}

function metafieldOf(owner: string, name: string, { metafields }: ShopState): string | null {
  const own = [...(metafields.get(owner)?.values() ?? [])];
  return own.find(({ key }) => key === name)?.value ?? null;
}
