import type { AkeneoSimulator } from '../simulator/index.ts';

type Product = NonNullable<ReturnType<AkeneoSimulator['product']>>;
type Described = Pick<Product, 'values' | 'parent' | 'associations' | 'quantified_associations'>;

/**
 * What a PIM has of a product, so that two PIMs can be compared: less what each makes itself (UUID, dates), and what a copy
 * does not bring (files, groups).
 */
export function comparableProduct(pim: AkeneoSimulator, sku: string) {
  const found = pim.product(sku);
  if (found === undefined) return null;
  const { enabled, family, parent, categories } = found;
  return {
    enabled,
    family,
    // Codes are the same in whatever letter case.
    parent: parent?.toLowerCase(),
    categories: categories.toSorted(),
    ...described(pim, found),
  };
}

/** What a PIM has of a product model. */
export function comparableModel(pim: AkeneoSimulator, code: string) {
  const found = pim.user.productModel(code);
  if (found === undefined) return null;
  const { family, family_variant: variant, parent, categories } = found;
  return {
    family,
    variant,
    parent: parent?.toLowerCase(),
    categories: categories.toSorted(),
    ...described(pim, found),
  };
}

/** Products by identifier instead of by UUID; lists that have no order in one that does not depend on who wrote them. */
function described(pim: AkeneoSimulator, found: Described) {
  const nameOf = (uuid: string) => {
    const sku = pim.product(uuid)?.values['sku']?.[0]?.data;
    return typeof sku === 'string' ? sku : uuid;
  };
  const text = (value: unknown) =>
    JSON.stringify(value, (name, part: unknown) =>
      name === 'id' && typeof part === 'string' ? nameOf(part) : part,
    );
  const values = Object.entries(found.values)
    .filter(([code]) => !['picture', 'manual'].includes(code))
    .map(([code, list]) => [code, list.map(text).toSorted()] as const);
  return { values: Object.fromEntries(values), related: relatedOf(pim, found, nameOf) };
}

/**
 * What a product is associated with, by type and name, with quantities. The API gives articles what their models are
 * associated with as if it were their own: so it counts as such, and what an article says itself counts first.
 */
function relatedOf(
  pim: AkeneoSimulator,
  found: Described,
  nameOf: (uuid: string) => string,
): Record<string, Record<string, number | null>> {
  const above = found.parent === null ? undefined : pim.user.productModel(found.parent);
  const related = above === undefined ? {} : relatedOf(pim, above, nameOf);
  const add = (type: string, name: string, quantity: number | null) => {
    related[type] = { ...related[type], [name]: quantity };
  };
  for (const [type, { products, product_models: models }] of Object.entries(found.associations)) {
    for (const uuid of products) add(type, nameOf(uuid), null);
    for (const code of models) add(type, `model ${code.toLowerCase()}`, null);
  }
  for (const [type, { products, product_models: models }] of Object.entries(found.quantified_associations)) {
    for (const { uuid, quantity } of products) add(type, nameOf(uuid), quantity);
    for (const { identifier, quantity } of models) add(type, `model ${identifier.toLowerCase()}`, quantity);
  }
  return related;
}
