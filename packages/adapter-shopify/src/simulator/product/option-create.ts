import type { ResolverContext } from '../graphql/resolver.ts';
import type { ProductState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { addVariants } from './add-variants.ts';
import { missingProduct, refused, slash, slashMessage } from './option-result.ts';
import type { OptionResult } from './option-result.ts';
import { storeProduct } from './product-parts.ts';
import { touch } from './touch.ts';
import { hasOnlyDefaultVariant } from './variant-graph.ts';

/** An option that is to be added. */
export interface OptionCreateInput {
  readonly name?: string | null;
  readonly position?: number | null;
  readonly values?: readonly { readonly name?: string | null }[] | null;
}

/** Adds options: existing variants get the first value of each. */
export function createOptions(
  productId: string,
  inputs: readonly OptionCreateInput[],
  createVariants: boolean,
  context: ResolverContext,
): OptionResult {
  const { state } = context;
  const old = state.products.get(productId);
  if (old === undefined) return missingProduct();
  const product = structuredClone(old);
  const error = addOptions(product, inputs, createVariants, context);
  if (error !== null) return refused(error);
  storeProduct(product, state);
  touch(product, context);
  return { product, userErrors: [] };
}

/** Adds options to a product that is not stored yet; tells what is wrong with them, `null`: nothing. */
export function addOptions(
  product: ProductState,
  inputs: readonly OptionCreateInput[],
  createVariants: boolean,
  { state, clock }: Pick<ResolverContext, 'state' | 'clock'>,
): UserErrorState | null {
  if (hasOnlyDefaultVariant(product)) {
    product.options = [];
    for (const variant of product.variants) variant.valueIds = [];
  }
  const error = optionErrors(inputs, product, state);
  if (error !== null) return error;
  for (const { name, values } of inputs) {
    const made = (values ?? []).map((value) => ({
      id: state.newId('ProductOptionValue'),
      name: value.name ?? '',
    }));
    product.options.push({ id: state.newId('ProductOption'), name: name ?? '', values: made });
    // Existing variants get the first value.
    for (const variant of product.variants) variant.valueIds.push(made[0]?.id ?? '');
  }
  return createVariants && !addVariants(product, combinationsOf(product), state, clock.now())
    ? userError(
        'options',
        `The number of created variants would exceed the ${state.settings.maxVariants} variants per product limit`,
        'TOO_MANY_VARIANTS_CREATED',
      )
    : null;
}

function optionErrors(
  inputs: readonly OptionCreateInput[],
  product: ProductState,
  { settings: { maxOptions } }: ShopState,
): UserErrorState | null {
  if (product.options.length + inputs.length > maxOptions)
    return userError('options', `Can only specify a maximum of ${maxOptions} options`, 'OPTIONS_OVER_LIMIT');
  const seen = new Set<string>();
  for (const [index, { name, values }] of inputs.entries()) {
    const at = `options.${index}`;
    if (name == null || name === '')
      return userError(at, "Option name can't be blank", 'OPTION_NAME_MISSING');
    if (name.length > 255) return userError(at, 'Option name is too long.', 'OPTION_NAME_TOO_LONG');
    if (name.includes(slash)) return userError(`${at}.name`, slashMessage, 'INVALID_NAME');
    if (product.options.some((option) => option.name === name))
      return userError(at, `Option '${name}' already exists.`, 'OPTION_ALREADY_EXISTS');
    if (seen.has(name)) return userError(at, 'Duplicated option name.', 'DUPLICATED_OPTION_NAME');
    if ((values ?? []).length === 0)
      return userError(
        at,
        `Option '${name}' must specify at least one option value.`,
        'OPTION_VALUES_MISSING',
      );
    seen.add(name);
  }
  return null;
}

/** Every way to choose one value of each option. */
function combinationsOf({ options }: ProductState): readonly (readonly string[])[] {
  return options.reduce<readonly (readonly string[])[]>(
    (lists, { values }) => lists.flatMap((list) => values.map(({ id }) => [...list, id])),
    [[]],
  );
}
