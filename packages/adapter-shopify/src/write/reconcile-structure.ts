import type { Issue } from '@pim-connector/core';

import { defaultOption } from '../plan/variant-payload.ts';
import type { ProductStructure, ShopVariant } from './product-structure.ts';

/** Options and variants as they should be. */
export interface DesiredStructure {
  /** Names, in their order; none: a product without options. */
  readonly options: readonly string[];
  readonly variants: readonly DesiredVariant[];
}

/** A variant as it should be. */
export interface DesiredVariant {
  readonly key: string;
  readonly sku: string;
  /** One value per option, in the order of the options. */
  readonly values: readonly string[];
  /** Id by which we know it, if we have written it. */
  readonly id: string | null;
}

/** What else decides. */
export interface ReconcileOptions {
  /** Ids of variants that we wrote, also those that the record does not have any more. */
  readonly ours: ReadonlySet<string>;
  /** Names of options that we wrote. */
  readonly ourOptions: ReadonlySet<string>;
  /** Variants and options of others go. */
  readonly own: boolean;
  /** Variants that we wrote and the record does not have any more go. */
  readonly complete: boolean;
}

/** An option as `productSet` takes it. */
export interface OptionInput {
  readonly id?: string;
  readonly name: string;
  readonly values: readonly { readonly id?: string; readonly name: string }[];
}

/** A variant that `productSet` is to leave the product with. */
export interface VariantSlot {
  /** `null`: it is new. */
  readonly id: string | null;
  /** Place in the record; `null`: it is not ours and stays as it is. */
  readonly index: number | null;
  readonly values: readonly string[];
}

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
  const plan = planOptions(desired, current, kept, options);
  const slots: VariantSlot[] = [
    ...desired.variants.map((variant, index): VariantSlot => {
      const match = matches[index] ?? null;
      return { id: match?.id ?? null, index, values: plan.valuesOf(variant.values, match) };
    }),
    ...kept.map((variant): VariantSlot => ({
      id: variant.id,
      index: null,
      values: plan.valuesOf(null, variant),
    })),
  ];
  const issues = slots.flatMap((slot) => lackingIssues(slot, plan.names, desired, current));
  if (issues.length > 0) return { kind: 'refused', issues };
  if (isSame(slots, plan.names, current)) {
    return { kind: 'same', variants: matches.filter((match) => match !== null) };
  }
  return { kind: 'set', options: plan.inputs(slots), variants: slots };
}

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

function isDefaultOnly({ options, variants }: ProductStructure): boolean {
  return (
    variants.length === 1 &&
    options.length === 1 &&
    options[0]?.name === defaultOption.optionName &&
    variants[0]?.values.get(defaultOption.optionName) === defaultOption.name
  );
}

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

interface OptionPlan {
  readonly names: readonly string[];
  /** Values of a variant in the order of {@link names}; an empty text where it has none. */
  readonly valuesOf: (desired: readonly string[] | null, current: ShopVariant | null) => readonly string[];
  readonly inputs: (slots: readonly VariantSlot[]) => readonly OptionInput[];
}

type CurrentOption = ProductStructure['options'][number];

function planOptions(
  desired: DesiredStructure,
  current: ProductStructure,
  kept: readonly ShopVariant[],
  { own, ourOptions }: ReconcileOptions,
): OptionPlan {
  const onlyDefault = current.options.length === 1 && current.options[0]?.name === defaultOption.optionName;
  const present = onlyDefault && desired.options.length > 0 && kept.length === 0 ? [] : current.options;
  const isOthers = ({ name }: CurrentOption) =>
    !own && !ourOptions.has(name) && name !== defaultOption.optionName;
  // Without options of its own, and of others, a product has the one that stands for none.
  const simple = desired.options.length === 0 && !present.some(isOthers);
  const wanted = simple ? [defaultOption.optionName] : desired.options;
  const byName = new Map(present.map((option) => [option.name, option]));
  const unmatched = present.filter(({ name }) => !wanted.includes(name));
  const renamed = new Map<string, CurrentOption>();
  // An option that is gone and one that is new at the same place are one that was renamed.
  for (const [place, name] of simple ? [] : wanted.entries()) {
    const there = present[place];
    if (byName.has(name) || there === undefined || !unmatched.includes(there)) continue;
    // Where there are more options than ours, one of them was added by somebody else.
    if (present.length > wanted.length && ourOptions.size > 0 && isOthers(there)) continue;
    renamed.set(name, there);
  }
  const others = unmatched.filter((option) => isOthers(option) && ![...renamed.values()].includes(option));
  const names = [...wanted, ...others.map(({ name }) => name)];
  const optionOf = (name: string) => byName.get(name) ?? renamed.get(name);
  return {
    names,
    valuesOf: (values, variant) =>
      names.map((name, place) => {
        if (simple) return defaultOption.name;
        const given = values?.[place];
        if (place < wanted.length && given !== undefined) return given;
        return variant?.values.get(optionOf(name)?.name ?? name) ?? '';
      }),
    inputs: (slots) => names.map((name, place) => optionInput(name, optionOf(name), place, slots, current)),
  };
}

function optionInput(
  name: string,
  option: CurrentOption | undefined,
  place: number,
  slots: readonly VariantSlot[],
  current: ProductStructure,
): OptionInput {
  const values = [...new Set(slots.map((slot) => slot.values[place] ?? ''))];
  if (option === undefined) return { name, values: values.map((value) => ({ name: value })) };
  const ids = new Map(option.optionValues.map((value) => [value.name, value.id]));
  const renames = renamedValues(option, place, slots, current);
  return {
    id: option.id,
    name,
    values: values.map((value) => {
      const id = ids.get(value) ?? renames.get(value);
      return id === undefined ? { name: value } : { id, name: value };
    }),
  };
}

/** New names of values: all variants that had the one now have the other, and no variant has the one any more. */
function renamedValues(
  option: CurrentOption,
  place: number,
  slots: readonly VariantSlot[],
  current: ProductStructure,
): ReadonlyMap<string, string> {
  const before = new Map(current.variants.map(({ id, values }) => [id, values.get(option.name)]));
  const renames = new Map<string, string>();
  for (const { id, name } of option.optionValues) {
    if (slots.some(({ values }) => values[place] === name)) continue;
    const now = new Set(
      slots
        .filter((slot) => slot.id !== null && before.get(slot.id) === name)
        .map(({ values }) => values[place]),
    );
    const [only] = now;
    const isNew = only !== undefined && option.optionValues.every((value) => value.name !== only);
    if (now.size === 1 && isNew && !renames.has(only)) renames.set(only, id);
  }
  return renames;
}

function lackingIssues(
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
