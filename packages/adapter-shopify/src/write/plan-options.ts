import { defaultOption } from '../plan/variant-payload.ts';
import type { DesiredStructure, ReconcileOptions, VariantSlot } from './desired-structure.ts';
import type { ProductStructure, ShopVariant } from './product-structure.ts';

/** An option as `productSet` takes it. */
export interface OptionInput {
  readonly id?: string;
  readonly name: string;
  readonly values: readonly { readonly id?: string; readonly name: string }[];
}

/** The options that a product is to have. */
export interface OptionPlan {
  readonly names: readonly string[];
  /** Values of a variant in the order of {@link names}; an empty text where it has none. */
  readonly valuesOf: (desired: readonly string[] | null, current: ShopVariant | null) => readonly string[];
  readonly inputs: (slots: readonly VariantSlot[]) => readonly OptionInput[];
}

type CurrentOption = ProductStructure['options'][number];

/**
 * Works out the options of a product: those of the record in their order, then those that others added.
 *
 * @param variants those of the record that are there, in its order, and those of others that stay.
 */
export function planOptions(
  desired: DesiredStructure,
  current: ProductStructure,
  {
    matches,
    kept,
  }: { readonly matches: readonly (ShopVariant | null)[]; readonly kept: readonly ShopVariant[] },
  { own, ourOptions }: ReconcileOptions,
): OptionPlan {
  const onlyDefault = current.options.length === 1 && current.options[0]?.name === defaultOption.optionName;
  const present = onlyDefault && desired.options.length > 0 && kept.length === 0 ? [] : current.options;
  const isOthers = ({ name }: CurrentOption) =>
    !own && !ourOptions.has(name) && name !== defaultOption.optionName;
  // Without options of its own, and of others, a product has the one that stands for none.
  const simple = desired.options.length === 0 && !present.some(isOthers);
  const wanted = simple ? [defaultOption.optionName] : desired.options;
  // Where there are more options than ours, one of them was added by somebody else.
  const someAreOthers = present.length > wanted.length && ourOptions.size > 0;
  const found = matchOptions(wanted, present, {
    isRenamed: (option, place) => !simple && hasValues(option, place, desired, matches),
    mayBeRenamed: (option) => !simple && !(someAreOthers && isOthers(option)),
  });
  const matched = new Set(found.values());
  const others = present.filter((option) => isOthers(option) && !matched.has(option));
  const options = new Map([...found, ...others.map((option) => [option.name, option] as const)]);
  const names = [...wanted, ...others.map(({ name }) => name)];
  return {
    names,
    valuesOf: (values, variant) =>
      names.map((name, place) => {
        if (simple) return defaultOption.name;
        const given = values?.[place];
        if (place < wanted.length && given !== undefined) return given;
        return variant?.values.get(options.get(name)?.name ?? name) ?? '';
      }),
    inputs: (slots) =>
      names.map((name, place) => optionInput(name, options.get(name), place, slots, current)),
  };
}

/** Whether the variants of the record that are there have the very values in an option that they are to have. */
function hasValues(
  { name }: CurrentOption,
  place: number,
  { variants }: DesiredStructure,
  matches: readonly (ShopVariant | null)[],
): boolean {
  const pairs = variants.flatMap(({ values }, index) => {
    const match = matches[index];
    return match == null ? [] : [{ wanted: values[place], there: match.values.get(name) }];
  });
  return pairs.length > 0 && pairs.every(({ wanted, there }) => wanted === there);
}

/**
 * The options of the shop by the names that they are to have: by name; else by the values of the variants, as one that somebody
 * renamed; else by place, as one that the record renames.
 */
function matchOptions(
  wanted: readonly string[],
  present: readonly CurrentOption[],
  {
    isRenamed,
    mayBeRenamed,
  }: {
    readonly isRenamed: (option: CurrentOption, place: number) => boolean;
    readonly mayBeRenamed: (option: CurrentOption) => boolean;
  },
): ReadonlyMap<string, CurrentOption> {
  const matches = new Map(
    present.filter(({ name }) => wanted.includes(name)).map((option) => [option.name, option]),
  );
  for (const [place, name] of wanted.entries()) {
    if (matches.has(name)) continue;
    const taken = new Set(matches.values());
    const renamed = present.find(
      (option) => !taken.has(option) && !wanted.includes(option.name) && isRenamed(option, place),
    );
    if (renamed !== undefined) matches.set(name, renamed);
  }
  for (const [place, name] of wanted.entries()) {
    const there = present[place];
    if (matches.has(name) || there === undefined || wanted.includes(there.name)) continue;
    const isTaken = [...matches.values()].includes(there);
    if (!isTaken && mayBeRenamed(there)) matches.set(name, there);
  }
  return matches;
}

/** An option with the ids of what it has already, so that renames are renames. */
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
