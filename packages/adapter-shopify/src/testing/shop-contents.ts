import type { JsonValue } from '@pim-connector/core';

import type { ProductState } from '../simulator/product-state.ts';
import type { ShopState } from '../simulator/shop-state.ts';

/**
 * What a shop has of the products with a key of ours, by key, and without ids, so that two shops can be compared. For tests.
 */
export function shopContents(state: ShopState): Readonly<Record<string, object>> {
  return Object.fromEntries(
    [...state.products.values()]
      .map((product): [string, object] => [keyOf(product, state), productContents(product, state)])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The key of a product. */
function keyOf({ id }: ProductState, state: ShopState): string {
  const metafields = [...(state.metafields.get(id)?.values() ?? [])];
  return metafields.find(({ key }) => key === 'pim_id')?.value ?? `of others: ${id}`;
}

/** A link, with names instead of the ids of a shop. */
export function namedLink(link: unknown, state: ShopState): JsonValue {
  const names = new Map<string, string>();
  for (const product of state.products.values()) names.set(product.id, `product ${keyOf(product, state)}`);
  for (const { id, variantId, sku } of state.inventoryItems.values()) {
    names.set(id, `item ${sku}`);
    names.set(variantId, `variant ${sku}`);
  }
  for (const { id, handle } of state.collections.values()) names.set(id, `collection ${handle}`);
  for (const { id, name } of state.priceLists.values()) names.set(id, `price list ${name}`);
  const text = JSON.stringify(link ?? null).replaceAll(
    /gid:\/\/shopify\/(\w+)\/\d+/g,
    (id, type: string) => names.get(id) ?? `${type} that is gone`,
  );
  return sorted(JSON.parse(text) as JsonValue);
}

function productContents(product: ProductState, state: ShopState): object {
  const { id, options, variants, collectionIds, tags, ...fields } = product;
  const valueNames = new Map(options.flatMap(({ values }) => values.map((value) => [value.id, value.name])));
  return {
    ...fields,
    mediaIds: undefined,
    createdAt: undefined,
    updatedAt: undefined,
    tags: tags.toSorted(),
    collections: texts(collectionIds.map((each) => state.collections.get(each)?.handle)),
    publications: texts(
      [...(state.published.get(id)?.keys() ?? [])].map((each) => state.publications.get(each)?.title),
    ),
    metafields: metafieldsOf(id, state),
    texts: textsOf(id, state),
    options: options.map((option) => ({
      name: option.name,
      texts: textsOf(option.id, state),
      values: option.values.map((value) => [value.name, textsOf(value.id, state)]),
    })),
    variants: variants.map(({ id: variant, inventoryItemId, valueIds, ...rest }) => {
      const item = state.inventoryItems.get(inventoryItemId);
      return {
        ...rest,
        createdAt: undefined,
        updatedAt: undefined,
        values: valueIds.map((each) => valueNames.get(each)),
        item: {
          ...item,
          id: undefined,
          variantId: undefined,
          productId: undefined,
          levels: undefined,
          createdAt: undefined,
          updatedAt: undefined,
        },
        metafields: metafieldsOf(variant, state),
        marketPrices: [...state.priceLists.values()].map(({ name, fixed }) => [name, fixed.get(variant)]),
      };
    }),
  };
}

function metafieldsOf(owner: string, state: ShopState): object {
  return Object.fromEntries(
    [...(state.metafields.get(owner)?.values() ?? [])]
      .map(({ id, namespace, key, type, value }): [string, object] => [
        `${namespace}.${key}`,
        { type, value, texts: textsOf(id, state) },
      ])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function textsOf(id: string, state: ShopState): readonly string[] {
  return [...(state.translations.get(id)?.values() ?? [])]
    .map(({ locale, key, value, digest }) => `${locale} ${key} ${value} ${digest.slice(0, 8)}`)
    .toSorted();
}

/** In an order that says nothing. */
function texts(list: readonly (string | undefined)[]): readonly string[] {
  return list.flatMap((each) => each ?? []).toSorted();
}

/** With its lists of texts in an order that says nothing. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map(sorted);
    return items.every((item) => typeof item === 'string') ? items.toSorted() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]): [string, JsonValue] => [name, sorted(each)]);
  return Object.fromEntries(entries);
}
