import { RequestError } from '../graphql/request-error.ts';
import type { ResolverContext } from '../graphql/resolver.ts';
import type { OptionState } from '../product-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { missingProduct, refused } from './option-result.ts';
import type { OptionResult } from './option-result.ts';
import { storeProduct } from './product-parts.ts';
import { touch } from './touch.ts';
import { inOptionOrder } from './variant-graph.ts';

/** Which option or value comes next. */
export interface ReorderInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly values?: readonly ReorderInput[] | null;
}

/** Reorders options and their values; variants come in the order of their values then. */
export function reorderOptions(
  productId: string,
  inputs: readonly ReorderInput[],
  context: ResolverContext,
): OptionResult {
  const { state } = context;
  const old = state.products.get(productId);
  if (old === undefined) return missingProduct();
  for (const { id, name } of inputs) {
    if ((id == null) === (name == null))
      throw new RequestError(
        'INVALID_FIELD_ARGUMENTS',
        'OptionReorderInput requires exactly one of id, name',
      );
  }
  if (new Set(inputs.map(({ id }) => id != null)).size > 1)
    return refused(
      userError(
        'options',
        'Only specify one of `id` or `name` fields for options.',
        'MIXING_ID_AND_NAME_KEYS_IS_NOT_ALLOWED',
      ),
    );
  const product = structuredClone(old);
  const places: number[] = [];
  for (const [index, { id, name, values }] of inputs.entries()) {
    const place = product.options.findIndex((option) =>
      id == null ? option.name === name : option.id === id,
    );
    const option = product.options[place];
    if (option === undefined) {
      const [message, code] =
        id == null
          ? [`Option name '${name}' does not exist.`, 'OPTION_NAME_DOES_NOT_EXIST']
          : [`Option id '${/(\d+)$/.exec(id)?.[1]}' does not exist.`, 'OPTION_ID_DOES_NOT_EXIST'];
      return refused(userError('options', message, code));
    }
    if (places.includes(place))
      return refused(
        userError(`options.${index}`, `Duplicated option name '${option.name}'.`, 'DUPLICATED_OPTION_NAME'),
      );
    places.push(place);
    const error = reorderValues(option, values ?? [], index);
    if (error !== null) return refused(error);
  }
  const rest = product.options.map((_option, place) => place).filter((place) => !places.includes(place));
  const order = [...places, ...rest];
  product.options = order.flatMap((place) => product.options[place] ?? []);
  for (const variant of product.variants)
    variant.valueIds = order.flatMap((place) => variant.valueIds[place] ?? []);
  product.variants = inOptionOrder(product);
  storeProduct(product, state);
  touch(product, context);
  return { product, userErrors: [] };
}

function reorderValues(
  option: OptionState,
  inputs: readonly ReorderInput[],
  index: number,
): UserErrorState | null {
  const first: OptionState['values'] = [];
  for (const { id, name } of inputs) {
    if ((id == null) === (name == null))
      throw new RequestError(
        'INVALID_FIELD_ARGUMENTS',
        'OptionValueReorderInput requires exactly one of id, name',
      );
  }
  if (new Set(inputs.map(({ id }) => id != null)).size > 1)
    return userError(
      'options',
      'Only specify one of `id` or `name` fields for option values.',
      'MIXING_ID_AND_NAME_KEYS_IS_NOT_ALLOWED',
    );
  for (const { id, name } of inputs) {
    const value = option.values.find((each) => (id == null ? each.name === name : each.id === id));
    if (value === undefined)
      return id == null
        ? userError('options', `Option value '${name}' does not exist.`, 'OPTION_VALUE_DOES_NOT_EXIST')
        : userError(
            'options',
            `Option value id '${/(\d+)$/.exec(id)?.[1]}' does not exist.`,
            'OPTION_VALUE_ID_DOES_NOT_EXIST',
          );
    if (first.includes(value))
      return userError(
        `options.${index}`,
        `Duplicated option value '${value.name}'.`,
        'DUPLICATED_OPTION_VALUE',
      );
    first.push(value);
  }
  option.values = [...first, ...option.values.filter((value) => !first.includes(value))];
  return null;
}
