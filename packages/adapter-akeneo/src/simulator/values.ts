import type { Product, ProductModel, ProductValue, Values, VariantLevel } from './entities.ts';
import type { Pim } from './pim.ts';
import { familyVariantOf } from './pim.ts';

/** The product models above a product or model, the nearest first. */
export function ancestorsOf(pim: Pim, { parent }: Pick<Product, 'parent'>): ProductModel[] {
  const above = parent === null ? undefined : pim.models.get(parent);
  return above === undefined ? [] : [above, ...ancestorsOf(pim, above)];
}

/** The values of a product or model with those that it inherits (Akeneo REST API: variants come with them). */
export function allValues(pim: Pim, product: Product | ProductModel): Values {
  if (product.parent === null) return product.values;
  const ancestors = ancestorsOf(pim, product);
  return Object.assign({}, ...ancestors.toReversed().map(({ values }) => values), product.values) as Values;
}

/** The categories of a product or model with those of its models. */
export function allCategories(pim: Pim, product: Product | ProductModel): readonly string[] {
  if (product.parent === null) return product.categories;
  const inherited = ancestorsOf(pim, product).flatMap(({ categories }) => categories);
  return inherited.length === 0 ? product.categories : [...new Set([...product.categories, ...inherited])];
}

/** Family of a product; that of a variant is the one of its model. */
export const familyCodeOf = (pim: Pim, product: Product | ProductModel): string | null =>
  ancestorsOf(pim, product).at(-1)?.family ?? product.family;

/** The value for a locale and a channel. */
export const findValue = (
  values: readonly ProductValue[] | undefined,
  locale: string | null,
  scope: string | null,
): ProductValue | undefined => values?.find((value) => value.locale === locale && value.scope === scope);

/** Puts values into others, each for its locale and channel; one without data takes the place away. */
export function mergeValues(before: Values, patch: Values): Values {
  const merged: Record<string, readonly ProductValue[]> = { ...before };
  for (const [code, changes] of Object.entries(patch)) {
    const kept = (before[code] ?? []).filter(
      ({ locale, scope }) => findValue(changes, locale, scope) === undefined,
    );
    const next = [...kept, ...changes.filter(({ data }) => data !== null)];
    if (next.length > 0) merged[code] = next;
    else delete merged[code];
  }
  return merged;
}

/** The level of a variant structure that a product or model stands on; undefined for a simple product. */
export function levelOf(pim: Pim, product: Product | ProductModel): VariantLevel | 'common' | undefined {
  const isModel = 'family_variant' in product;
  if (product.parent === null) return isModel ? 'common' : undefined;
  const ancestors = ancestorsOf(pim, product);
  const variant = familyVariantOf(pim, ancestors.at(-1)?.family_variant ?? '')?.variant;
  return variant?.variant_attribute_sets.find(({ level }) => level === ancestors.length);
}

/** The attributes that a model or variant holds itself; undefined where every attribute may be held. */
export function ownAttributes(pim: Pim, product: Product | ProductModel): ReadonlySet<string> | undefined {
  const level = levelOf(pim, product);
  if (level === undefined) return undefined;
  if (level !== 'common') return new Set([...level.axes, ...level.attributes]);
  if (!('family_variant' in product)) return undefined;
  return new Set(commonAttributes(pim, product.family_variant));
}

/** The attributes of a family that stand on no level of a variant structure. */
export function commonAttributes(pim: Pim, familyVariant: string): string[] {
  const found = familyVariantOf(pim, familyVariant);
  const below = new Set(
    found?.variant.variant_attribute_sets.flatMap(({ axes, attributes }) => [...axes, ...attributes]),
  );
  return found?.family.attributes.filter((code) => !below.has(code)) ?? [];
}
