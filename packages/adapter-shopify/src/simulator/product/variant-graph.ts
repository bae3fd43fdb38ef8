import type { OptionState, OptionValueState, ProductState, VariantState } from '../product-state.ts';

/** Name of the option of a product without options. */
export const defaultOptionName = 'Title';
/** Name of the value of its only variant. */
export const defaultValueName = 'Default Title';

/** Whether a product is simple: one variant and no option that somebody has set. */
export function hasOnlyDefaultVariant({
  options,
  variants,
}: Pick<ProductState, 'options' | 'variants'>): boolean {
  const [option] = options;
  return (
    variants.length === 1 &&
    options.length === 1 &&
    option?.name === defaultOptionName &&
    option.values[0]?.name === defaultValueName
  );
}

/** The value of each option that a variant has, in the order of the options. */
export function valuesOf(
  variant: Pick<VariantState, 'valueIds'>,
  options: readonly OptionState[],
): readonly { readonly option: OptionState; readonly value: OptionValueState }[] {
  return options.flatMap((option, index) => {
    const value = option.values.find(({ id }) => id === variant.valueIds[index]);
    return value === undefined ? [] : [{ option, value }];
  });
}

/** Title of a variant: its values with slashes between. */
export function variantTitle(
  variant: Pick<VariantState, 'valueIds'>,
  options: readonly OptionState[],
): string {
  return valuesOf(variant, options)
    .map(({ value }) => value.name)
    .join(' / ');
}

/** The variants in the order of their options’ values. */
export function inOptionOrder({
  options,
  variants,
}: Pick<ProductState, 'options' | 'variants'>): VariantState[] {
  const places = options.map(({ values }) => new Map(values.map(({ id }, place) => [id, place])));
  const placeOf = (variant: VariantState, index: number) =>
    places[index]?.get(variant.valueIds[index] ?? '') ?? 0;
  return variants.toSorted((a, b) => {
    const index = places.findIndex((_places, each) => placeOf(a, each) !== placeOf(b, each));
    return index < 0 ? 0 : placeOf(a, index) - placeOf(b, index);
  });
}
