import { defaultOption } from '../plan/variant-payload.ts';

/** Options of a product in the words of the record. */
export interface OptionData {
  /** Names of options that are ours, as the shop has them. */
  readonly names: readonly string[];
  /** Values of a variant by the names that the record uses. */
  valuesOf(
    selected: readonly { readonly name: string; readonly value: string }[],
    wanted: readonly { readonly name: string }[] | undefined,
  ): readonly { readonly name: string; readonly value: string }[];
}

/**
 * Compares options: by name, else by place, as an option that was renamed in the shop. Those that others added are left
 * out, unless all variants are ours.
 */
export function optionData(
  live: readonly string[],
  wanted: readonly string[] | undefined,
  ours: readonly string[],
  own: boolean,
): OptionData {
  const isNone =
    live.length === 1 && live[0] === defaultOption.optionName && wanted?.includes(live[0]) !== true;
  const there = isNone ? [] : live;
  const said = wanted ?? there;
  const renamed = new Map<string, string>();
  for (const [place, name] of said.entries()) {
    const other = there[place];
    if (!there.includes(name) && other !== undefined && !said.includes(other)) renamed.set(name, other);
  }
  const isOurs = (name: string) =>
    own || said.includes(name) || ours.includes(name) || [...renamed.values()].includes(name);
  return {
    names: there.filter(isOurs),
    valuesOf(selected, options) {
      const valueOf = (name: string) =>
        selected.find((each) => each.name === (renamed.get(name) ?? name))?.value;
      const names = options?.map(({ name }) => name) ?? said;
      return names.flatMap((name) => {
        const value = valueOf(name);
        return value === undefined ? [] : [{ name, value }];
      });
    },
  };
}
