import { convertUnit } from '@pim-connector/core';

import type { locales } from './attributes.ts';
import { optionLabels } from './option-labels.ts';

// What the languages cannot say themselves and every user of them would register.

/** A weight in grams; nothing where it cannot be converted. */
export function grams(weight: unknown): string | undefined {
  if (typeof weight !== 'object' || weight === null || !('amount' in weight) || !('unit' in weight))
    return undefined;
  return convertUnit(String(weight.amount), String(weight.unit), 'GRM') ?? undefined;
}

/** Label of an option in a target locale. */
export function label(attribute: string, code: unknown, locale: keyof typeof locales): string | undefined {
  return typeof code === 'string' ? optionLabels[attribute]?.[locale].get(code) : undefined;
}

/** Drops what is null, absent or empty, for languages that cannot tell these apart. */
export function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .map(([name, item]) => [name, withoutEmpty(item)] as const)
    .filter(([, item]) => item !== null && item !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
