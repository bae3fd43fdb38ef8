import { isSafePropertyName } from '@pim-connector/core';

/** Attributes of products that a name of an option must not be mistaken for. */
const taken = new Set([
  'name',
  'description',
  'brand',
  'slug',
  'metaTitle',
  'metaDescription',
  'productType',
  'productCategory',
  'tags',
  'weight',
  'countryOfOrigin',
  'harmonizedSystemCode',
]);

const wellKnown: Readonly<Record<string, string>> = {
  color: 'color',
  colour: 'color',
  size: 'size',
  material: 'material',
  pattern: 'pattern',
};

/**
 * Attribute codes of the options of a product, by their names and in their order. Options that mean what a well-known
 * attribute does have its code; all others keep their names.
 */
export function optionAxes(names: readonly string[]): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const name of names) {
    const known = wellKnown[name.trim().toLowerCase()] ?? name;
    const free = !taken.has(known) && isSafePropertyName(known) && ![...codes.values()].includes(known);
    codes.set(name, free ? known : `option ${name}`);
  }
  return codes;
}
