import type { AkeneoSimulator } from '../simulator/index.ts';

type Product = NonNullable<ReturnType<AkeneoSimulator['product']>>;
type Described = Pick<Product, 'values' | 'associations' | 'quantified_associations'>;

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
function described({ product }: AkeneoSimulator, found: Described) {
  const nameOf = (uuid: string) => String(product(uuid)?.values['sku']?.[0]?.data ?? uuid);
  const text = (value: unknown) =>
    JSON.stringify(value, (name, part: unknown) =>
      name === 'id' && typeof part === 'string' ? nameOf(part) : part,
    );
  const values = Object.entries(found.values)
    .filter(([code]) => !['picture', 'manual'].includes(code))
    .map(([code, list]) => [code, list.map(text).toSorted()]);
  const associations = Object.entries(found.associations).map(
    ([type, { products, product_models: models }]) => [
      type,
      [...products.map(nameOf), ...models.map((code) => `model ${code.toLowerCase()}`)].toSorted(),
    ],
  );
  const quantified = Object.entries(found.quantified_associations).map(
    ([type, { products, product_models: models }]) => [
      type,
      [
        ...products.map(({ uuid, quantity }) => `${quantity} ${nameOf(uuid)}`),
        ...models.map(({ identifier, quantity }) => `${quantity} model ${identifier.toLowerCase()}`),
      ].toSorted(),
    ],
  );
  // Where there is nothing, a type that is named and one that is not are the same.
  const related = [...associations, ...quantified].filter(([, list = []]) => list.length > 0);
  return { values: Object.fromEntries(values), related: Object.fromEntries(related) };
}
