import type { Issue } from '@pim-connector/core';

import type { DesiredStructure, VariantSlot } from './desired-structure.ts';
import type { ProductStructure } from './product-structure.ts';

/** What is wrong with a variant that would have no value for an option: its own one, or one that somebody added. */
export function lackingIssues(
  { index, values, id }: VariantSlot,
  names: readonly string[],
  { variants }: DesiredStructure,
  current: ProductStructure,
): readonly Issue[] {
  const lacking = names.filter((_name, place) => (values[place] ?? '') === '');
  if (lacking.length === 0) return [];
  const list = lacking.join(', ');
  if (index !== null) {
    return [
      {
        code: 'value.missing',
        severity: 'error',
        message: `Somebody added the option ${list} in Shopify; the variant ${variants[index]?.sku} has no value for it`,
        hint: 'Map the option as well, or remove it in Shopify.',
        path: `variants.${index}.options`,
        ...(variants[index] === undefined ? {} : { variant: variants[index].key }),
      },
    ];
  }
  const sku = current.variants.find((variant) => variant.id === id)?.sku ?? id;
  return [
    {
      code: 'platform.rejected',
      severity: 'error',
      message: `The variant ${sku} was added in Shopify and would have no value for the option ${list}`,
      hint: 'Give the variant to the PIM, delete it in Shopify, or let the adapter own the variants (ownership.variants: own).',
      path: 'options',
    },
  ];
}
