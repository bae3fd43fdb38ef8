import type { OptionState, ProductState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';

/** An option as `productSet` takes it. */
export interface OptionSetInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly position?: number | null;
  readonly values?: readonly { readonly id?: string | null; readonly name?: string | null }[] | null;
}

const unsupported = ' / ';

/** The options that `productSet` leaves a product with, or what is wrong with them. Options and values are known by id, else by name. */
export function optionsOfInput(
  given: readonly OptionSetInput[],
  product: Pick<ProductState, 'options'>,
  state: ShopState,
): { readonly options: OptionState[]; readonly errors: readonly UserErrorState[] } {
  const errors: UserErrorState[] = [];
  const { maxOptions } = state.settings;
  if (given.length > maxOptions)
    errors.push(
      userError(
        'input.productOptions',
        `Can only specify a maximum of ${maxOptions} options`,
        'OPTIONS_OVER_LIMIT',
      ),
    );
  const options: OptionState[] = [];
  for (const [index, input] of given.entries()) {
    const at = `input.productOptions.${index}`;
    const old = product.options.find((each) =>
      input.id == null ? each.name === input.name : each.id === input.id,
    );
    if (input.id != null && old === undefined) {
      errors.push(userError(at, 'Option does not exist', 'OPTION_DOES_NOT_EXIST'));
      continue;
    }
    const name = (input.name ?? old?.name ?? '').trim();
    if (name === '') errors.push(userError(`${at}.name`, "Option name can't be blank", 'INVALID_INPUT'));
    if (name.includes(unsupported))
      errors.push(
        userError(`${at}.name`, `The name contains unsupported sequence '${unsupported}'`, 'INVALID_INPUT'),
      );
    if (options.some((option) => option.name === name))
      errors.push(userError(at, `Duplicated option name '${name}'.`, 'DUPLICATED_OPTION_NAME'));
    const option = {
      id: old?.id ?? state.newId('ProductOption'),
      name,
      values: valuesOfInput(input, old, at, errors, state),
    };
    options.push(option);
  }
  return { options: inOrder(options, given), errors };
}

function valuesOfInput(
  { values }: OptionSetInput,
  old: OptionState | undefined,
  at: string,
  errors: UserErrorState[],
  state: ShopState,
): OptionState['values'] {
  if (values == null) return old?.values ?? [];
  const result: OptionState['values'] = [];
  for (const [index, { id, name }] of values.entries()) {
    const known = old?.values.find((each) => (id == null ? each.name === name : each.id === id));
    if (id != null && known === undefined) {
      errors.push(
        userError(`${at}.values.${index}`, 'Option value does not exist', 'OPTION_VALUE_DOES_NOT_EXIST'),
      );
      continue;
    }
    const text = (name ?? known?.name ?? '').trim();
    if (text.length > 255)
      errors.push(userError(`${at}.values.${index}.name`, 'Option value name is too long.', 'INVALID_INPUT'));
    if (result.some((value) => value.name === text))
      errors.push(
        userError(`${at}.values.${index}`, `Duplicated option value '${text}'.`, 'DUPLICATED_OPTION_VALUE'),
      );
    result.push({ id: known?.id ?? state.newId('ProductOptionValue'), name: text });
  }
  if (result.length === 0)
    errors.push(
      userError(`${at}.values`, 'Option must specify at least one option value.', 'OPTION_VALUES_MISSING'),
    );
  return result;
}

function inOrder(options: readonly OptionState[], given: readonly OptionSetInput[]): OptionState[] {
  if (given.every(({ position }) => position == null)) return [...options];
  const places = new Map(options.map((option, index) => [option, given[index]?.position ?? index + 1]));
  return options.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}
