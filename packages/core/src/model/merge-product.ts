import type { AttributeValues } from './attribute-value.ts';
import type { Attributes } from './attributes.ts';
import { priceIdentity } from './price.ts';
import type { Product, Variant } from './product.ts';

/**
 * Lays a partial product over another. What the patch does not say stays; what it says counts:
 *
 * - attribute values by code, locale and scope (an attribute whose type changed is replaced as a whole);
 * - variants by key; prices by kind and all that restricts them (see {@link priceIdentity}); stock by location;
 *   publications by scope; extensions by name;
 * - every other list, and every single value, as a whole.
 *
 * Clearings (`null`) are kept, so that patches can be merged before they are applied: merging is associative (as
 * long as no attribute changes its type on the way), and merging a patch twice is merging it once.
 */
export function mergeProduct(base: Product, patch: Product): Product {
  return {
    ...base,
    ...mergeDescribed(base, patch),
    ...given(patch, ['family', 'variesBy']),
    ...mergedList('publications', base.publications, patch.publications, ({ scope }) => scope),
    variants: mergeLists(base.variants, patch.variants, (variant) => variant.key, mergeVariant),
  };
}

function mergeVariant(base: Variant, patch: Variant): Variant {
  return {
    ...base,
    ...mergeDescribed(base, patch),
    ...mergedList('inventory', base.inventory, patch.inventory, ({ location }) =>
      JSON.stringify(location ?? null),
    ),
  };
}

type Described = Pick<
  Product,
  | 'key'
  | 'identifiers'
  | 'attributes'
  | 'categories'
  | 'assets'
  | 'prices'
  | 'relations'
  | 'status'
  | 'extensions'
>;

function mergeDescribed(
  base: Described,
  patch: Described,
): Partial<Described> & Pick<Described, 'key' | 'attributes'> {
  return {
    key: patch.key,
    ...given(patch, ['identifiers', 'categories', 'assets', 'relations', 'status']),
    ...mergedList('prices', base.prices, patch.prices, priceIdentity),
    ...(patch.extensions === undefined ? {} : { extensions: { ...base.extensions, ...patch.extensions } }),
    attributes: mergeAttributes(base.attributes, patch.attributes),
  };
}

function address(value: { locale: string | null; scope: string | null }): string {
  return JSON.stringify([value.locale, value.scope]);
}

/** Lays attribute values over others, by code, locale and scope; see {@link mergeProduct}. */
export function mergeAttributes(base: Attributes, patch: Attributes): Attributes {
  const merged: Attributes = { ...base };
  for (const [code, attribute] of Object.entries(patch)) {
    const existing = Object.hasOwn(base, code) ? base[code] : undefined;
    merged[code] =
      existing === undefined || existing.type !== attribute.type
        ? attribute
        : mergeValues(existing, attribute);
  }
  return merged;
}

function mergeValues(base: AttributeValues, patch: AttributeValues): AttributeValues {
  type Value = AttributeValues['values'][number];
  const values = mergeLists<Value>(base.values, patch.values, address, (_old, value) => value);
  // Both lists are of the one type that base and patch share.
  return { type: base.type, values } as AttributeValues;
}

function mergedList<Name extends string, Item>(
  name: Name,
  base: readonly Item[] | undefined,
  patch: readonly Item[] | undefined,
  identity: (item: Item) => string,
): { [N in Name]?: Item[] } {
  if (patch === undefined) return {};
  return { [name]: mergeLists(base ?? [], patch, identity, (_old, item) => item) } as {
    [N in Name]?: Item[];
  };
}

// Items keep the place of their first appearance; new ones follow in the order of the patch.
function mergeLists<Item>(
  base: readonly Item[],
  patch: readonly Item[],
  identity: (item: Item) => string,
  merge: (old: Item, item: Item) => Item,
): Item[] {
  const merged = new Map(base.map((item) => [identity(item), item]));
  for (const item of patch) {
    const id = identity(item);
    const old = merged.get(id);
    merged.set(id, old === undefined ? item : merge(old, item));
  }
  return [...merged.values()];
}

function given<T, K extends keyof T>(from: T, names: readonly K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(
    names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]),
  ) as Partial<Pick<T, K>>;
}
