import { defaultOption } from '../plan/variant-payload.ts';
import type { DesiredStructure, DesiredVariant } from './desired-structure.ts';
import type { ProductStructure, ShopVariant } from './product-structure.ts';

/** Finds the variants of a record among those of the shop: by our id, else by SKU, else by option values. */
export function matchVariants(
  { variants, options }: DesiredStructure,
  current: ProductStructure,
): readonly (ShopVariant | null)[] {
  const free = new Map(current.variants.map((variant) => [variant.id, variant]));
  const matches: (ShopVariant | null)[] = variants.map(() => null);
  const match = (find: (variant: DesiredVariant) => ShopVariant | undefined) => {
    for (const [index, variant] of variants.entries()) {
      if (matches[index] !== null) continue;
      const found = find(variant);
      if (found === undefined || !free.delete(found.id)) continue;
      matches[index] = found;
    }
  };
  match(({ id }) => (id === null ? undefined : free.get(id)));
  // A variant that we know by its id is nobody else’s, and one SKU may stand at several variants: then it tells nothing.
  match(({ sku }) => onlyOne([...free.values()].filter((each) => each.sku === sku)));
  match(({ values }) =>
    [...free.values()].find(
      (each) =>
        each.values.size === options.length &&
        options.every((name, place) => each.values.get(name) === values[place]),
    ),
  );
  if (options.length === 0 && isDefaultOnly(current)) match(() => [...free.values()][0]);
  return matches;
}

function onlyOne<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}

/** Whether a product has no options: a variant and an option stand for none. */
export function isDefaultOnly({ options, variants }: ProductStructure): boolean {
  return (
    variants.length === 1 &&
    options.length === 1 &&
    options[0]?.name === defaultOption.optionName &&
    variants[0]?.values.get(defaultOption.optionName) === defaultOption.name
  );
}
