import type { Issue } from '@pim-connector/core';

import type { DesiredStructure, ReconcileOptions, VariantSlot } from './desired-structure.ts';
import { lackingIssues } from './lacking-values.ts';
import { isDefaultOnly, matchVariants } from './match-variants.ts';
import { planOptions } from './plan-options.ts';
import type { OptionInput } from './plan-options.ts';
import type { ProductStructure, ShopVariant } from './product-structure.ts';

/** What has to be done so that options and variants are as they should be. */
export type Reconciled =
  /** Nothing: each variant of the record is there; in the order of the record. */
  | { readonly kind: 'same'; readonly variants: readonly ShopVariant[] }
  | {
      readonly kind: 'set';
      readonly options: readonly OptionInput[];
      readonly variants: readonly VariantSlot[];
    }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] };

/**
 * Works out how a product gets its options and variants without any variant losing its id: variants are known by our
 * link, else by SKU, else by their option values; options by name, else by place (a rename); values by name, else by the
 * variants that have them (a rename).
 */
export function reconcileStructure(
  desired: DesiredStructure,
  current: ProductStructure,
  options: ReconcileOptions,
): Reconciled {
  const matches = matchVariants(desired, current);
  const taken = new Set(matches.filter((match) => match !== null).map(({ id }) => id));
  const others = current.variants.filter(({ id }) => !taken.has(id));
  const kept = others.filter(({ id }) => !goes(id, others, current, options));
  const plan = planOptions(desired, current, { matches, kept }, options);
  const slots: readonly VariantSlot[] = inOrder(current, options.complete, [
    ...desired.variants.map((variant, index): VariantSlot => {
      const match = matches[index] ?? null;
      return { id: match?.id ?? null, index, values: plan.valuesOf(variant.values, match) };
    }),
    ...kept.map((variant): VariantSlot => ({
      id: variant.id,
      index: null,
      values: plan.valuesOf(null, variant),
    })),
  ]);
  const issues = slots.flatMap((slot) => lackingIssues(slot, plan.names, desired, current));
  if (issues.length > 0) return { kind: 'refused', issues };
  if (isSame(slots, plan.names, current)) {
    return { kind: 'same', variants: matches.filter((match) => match !== null) };
  }
  return { kind: 'set', options: plan.inputs(slots), variants: slots };
}

/** The order of a record counts if it speaks of all variants; else they stay where they are, and new ones come last. */
function inOrder(
  { variants }: ProductStructure,
  complete: boolean,
  slots: readonly VariantSlot[],
): readonly VariantSlot[] {
  if (complete) return slots;
  const places = new Map(variants.map(({ id }, place) => [id, place]));
  const placeOf = ({ id }: VariantSlot) => places.get(id ?? '') ?? variants.length;
  return slots.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Whether a variant of the shop that is none of the record goes. */
function goes(
  id: string,
  others: readonly ShopVariant[],
  current: ProductStructure,
  { ours, own, complete }: ReconcileOptions,
): boolean {
  if (own || (complete && ours.has(id))) return true;
  // The stand-in of a product that had no options is nobody’s variant.
  return others.length === 1 && isDefaultOnly(current);
}

function isSame(
  slots: readonly VariantSlot[],
  names: readonly string[],
  { options, variants }: ProductStructure,
): boolean {
  if (slots.length !== variants.length || names.length !== options.length) return false;
  if (options.some(({ name }, place) => name !== names[place])) return false;
  return slots.every(({ id, values }, place) => {
    const variant = variants[place];
    return variant?.id === id && names.every((name, each) => variant?.values.get(name) === values[each]);
  });
}
