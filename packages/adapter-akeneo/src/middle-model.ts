import type { JsonValue } from '@pim-connector/core';

import { foldCode, textOf } from './api-values.ts';
import { none } from './cell-schemas.ts';
import type { RecordValues } from './cell-schemas.ts';
import type { ExistingProducts } from './existing-products.ts';
import type { FamilyVariantFacts } from './family-variants.ts';

/** The model between: the one that the article is below already, else one named after the outer axes. */
export function middleCode(
  key: string,
  { sku }: { readonly sku: string },
  values: RecordValues,
  { axes }: FamilyVariantFacts,
  existing: ExistingProducts,
): string {
  const parent = textOf(existing.product(sku)?.['parent']);
  if (parent !== null && foldCode(parent) !== foldCode(key)) return parent;
  const parts = (axes[0] ?? []).map((axis) => axisText(values[axis]?.[none]?.[none] ?? null));
  return [key, ...parts].join('_').replaceAll(/[^A-Za-z0-9_-]+/g, '_');
}

function axisText(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).map(String).join('_');
}
