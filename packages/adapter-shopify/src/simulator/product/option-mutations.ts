import { RequestError } from '../graphql/request-error.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import type { OptionState, ProductState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { touch } from './product-mutations.ts';
import { addDefaultVariant, newVariant, storeProduct } from './product-parts.ts';
import { hasOnlyDefaultVariant } from './variant-graph.ts';

interface OptionCreateInput {
  readonly name?: string | null;
  readonly position?: number | null;
  readonly values?: readonly { readonly name?: string | null }[] | null;
}

interface ReorderInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly values?: readonly ReorderInput[] | null;
}

interface OptionUpdateArguments {
  readonly productId: string;
  readonly option: { readonly id: string; readonly name?: string | null; readonly position?: number | null };
  readonly optionValuesToAdd?: readonly { readonly name?: string | null }[] | null;
  readonly optionValuesToUpdate?: readonly { readonly id: string; readonly name?: string | null }[] | null;
  readonly optionValuesToDelete?: readonly string[] | null;
  readonly variantStrategy?: 'LEAVE_AS_IS' | 'MANAGE' | null;
}

/** What came of a change of options. */
interface OptionResult {
  readonly product: ProductState | null;
  readonly userErrors: readonly UserErrorState[];
}

const refused = (...userErrors: UserErrorState[]): OptionResult => ({ product: null, userErrors });
const missingProduct = () =>
  refused(userError('productId', 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST'));
const slash = ' / ';
const slashMessage = `The name contains unsupported sequence '${slash}'`;

/** Mutations of options: variants keep their ids. */
export const optionMutations: Resolvers = {
  Mutation: {
    productOptionUpdate: (_source, args: OptionUpdateArguments, context) => updateOption(args, context),
    productOptionsCreate: (
      _source,
      args: {
        readonly productId: string;
        readonly options: readonly OptionCreateInput[];
        readonly variantStrategy?: string | null;
      },
      context,
    ) => createOptions(args.productId, args.options, args.variantStrategy === 'CREATE', context),
    productOptionsDelete: (
      _source,
      args: {
        readonly productId: string;
        readonly options: readonly string[];
        readonly strategy?: string | null;
      },
      context,
    ) => deleteOptions(args.productId, args.options, args.strategy ?? 'DEFAULT', context),
    productOptionsReorder: (
      _source,
      args: { readonly productId: string; readonly options: readonly ReorderInput[] },
      context,
    ) => reorderOptions(args.productId, args.options, context),
  },
};

function updateOption(args: OptionUpdateArguments, context: ResolverContext): OptionResult {
  const { state } = context;
  const old = state.products.get(args.productId);
  if (old === undefined) return missingProduct();
  const product = structuredClone(old);
  const index = product.options.findIndex(({ id }) => id === args.option.id);
  const option = product.options[index];
  if (option === undefined)
    return refused(userError('option', 'Option does not exist', 'OPTION_DOES_NOT_EXIST'));
  const { name } = args.option;
  if (name?.includes(slash) === true) return refused(userError('option.name', slashMessage, 'INVALID_NAME'));
  if (name != null && product.options.some((each) => each !== option && each.name === name))
    return refused(userError('option', `Option '${name}' already exists.`, 'OPTION_ALREADY_EXISTS'));
  if (name != null) option.name = name;
  const error = changeValues(option, args, state) ?? dropValues(product, index, option, args);
  if (error !== null) return refused(error);
  moveOption(product, index, args.option.position ?? null);
  storeProduct(product, state);
  touch(product, context);
  return { product, userErrors: [] };
}

function changeValues(
  option: OptionState,
  { optionValuesToAdd, optionValuesToUpdate }: OptionUpdateArguments,
  state: ShopState,
): UserErrorState | null {
  for (const [index, { id, name }] of (optionValuesToUpdate ?? []).entries()) {
    const value = option.values.find((each) => each.id === id);
    if (value === undefined)
      return userError(
        `optionValuesToUpdate.${index}`,
        'Option value does not exist',
        'OPTION_VALUE_DOES_NOT_EXIST',
      );
    if (name == null) continue;
    if (option.values.some((each) => each !== value && each.name === name))
      return userError(
        `optionValuesToUpdate.${index}.name`,
        `Duplicated option value '${name}'.`,
        'DUPLICATED_OPTION_VALUE',
      );
    value.name = name;
  }
  for (const [index, { name }] of (optionValuesToAdd ?? []).entries()) {
    if (name == null || option.values.some((each) => each.name === name))
      return userError(
        `optionValuesToAdd.${index}`,
        `Option value '${name}' already exists.`,
        'OPTION_VALUE_ALREADY_EXISTS',
      );
    option.values.push({ id: state.newId('ProductOptionValue'), name });
  }
  return null;
}

function dropValues(
  product: ProductState,
  place: number,
  option: OptionState,
  { optionValuesToDelete, variantStrategy }: OptionUpdateArguments,
): UserErrorState | null {
  const gone = new Set(optionValuesToDelete ?? []);
  if (gone.size === 0) return null;
  const having = product.variants.filter(({ valueIds }) => gone.has(valueIds[place] ?? ''));
  if (having.length > 0 && variantStrategy !== 'MANAGE')
    return userError(
      'optionValuesToDelete',
      'Option values cannot be deleted because they have associated variants.',
      'OPTION_VALUE_HAS_VARIANTS',
    );
  if (having.length === product.variants.length)
    return userError(
      'optionValuesToDelete',
      'Cannot delete all option values of an option.',
      'CANNOT_DELETE_ALL_OPTION_VALUES_IN_OPTION',
    );
  product.variants = product.variants.filter((variant) => !having.includes(variant));
  option.values = option.values.filter(({ id }) => !gone.has(id));
  return null;
}

function moveOption(product: ProductState, from: number, position: number | null): void {
  if (position === null) return;
  const to = Math.min(Math.max(position - 1, 0), product.options.length - 1);
  if (to === from) return;
  product.options = moved(product.options, from, to);
  for (const variant of product.variants) variant.valueIds = moved(variant.valueIds, from, to);
}

function moved<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const rest = list.filter((_item, index) => index !== from);
  return rest.toSpliced(to, 0, ...list.slice(from, from + 1));
}

function createOptions(
  productId: string,
  inputs: readonly OptionCreateInput[],
  createVariants: boolean,
  context: ResolverContext,
): OptionResult {
  const { state, clock } = context;
  const old = state.products.get(productId);
  if (old === undefined) return missingProduct();
  const product = structuredClone(old);
  if (hasOnlyDefaultVariant(product)) {
    product.options = [];
    for (const variant of product.variants) variant.valueIds = [];
  }
  const error = optionErrors(inputs, product, state);
  if (error !== null) return refused(error);
  for (const { name, values } of inputs) {
    const made = (values ?? []).map((value) => ({
      id: state.newId('ProductOptionValue'),
      name: value.name ?? '',
    }));
    product.options.push({ id: state.newId('ProductOption'), name: name ?? '', values: made });
    // Existing variants get the first value.
    for (const variant of product.variants) variant.valueIds.push(made[0]?.id ?? '');
  }
  if (createVariants && !multiply(product, state, clock.now()))
    return refused(
      userError(
        'options',
        `The number of created variants would exceed the ${state.settings.maxVariants} variants per product limit`,
        'TOO_MANY_VARIANTS_CREATED',
      ),
    );
  storeProduct(product, state);
  touch(product, context);
  return { product, userErrors: [] };
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

/** Makes a variant of every combination that there is not yet; `false`: there would be too many. */
function multiply(product: ProductState, state: ShopState, now: number): boolean {
  const combinations = product.options.reduce<readonly (readonly string[])[]>(
    (lists, { values }) => lists.flatMap((list) => values.map(({ id }) => [...list, id])),
    [[]],
  );
  if (combinations.length > state.settings.maxVariants) return false;
  const known = new Set(product.variants.map(({ valueIds }) => valueIds.join(' ')));
  for (const valueIds of combinations) {
    if (known.has(valueIds.join(' '))) continue;
    const { variant, item } = newVariant(product.id, [...valueIds], state, now);
    product.variants.push({ ...variant, price: product.variants[0]?.price ?? variant.price });
    state.inventoryItems.set(item.id, item);
  }
  return true;
}

function deleteOptions(
  productId: string,
  ids: readonly string[],
  strategy: string,
  context: ResolverContext,
): OptionResult {
  const { state, clock } = context;
  const old = state.products.get(productId);
  if (old === undefined) return missingProduct();
  const product = structuredClone(old);
  for (const [index, id] of ids.entries()) {
    const place = product.options.findIndex((option) => option.id === id);
    if (place < 0)
      return refused(userError(`options.${index}`, 'Option does not exist', 'OPTION_DOES_NOT_EXIST'));
    const used = new Set(product.variants.map(({ valueIds }) => valueIds[place]));
    if (used.size > 1 && strategy === 'NON_DESTRUCTIVE')
      return refused(
        userError(
          `options.${index}`,
          'Option cannot be deleted because it has more than one value in use.',
          'CANNOT_DELETE_OPTION_WITH_MULTIPLE_VALUES',
        ),
      );
    product.options = product.options.toSpliced(place, 1);
    for (const variant of product.variants) variant.valueIds = variant.valueIds.toSpliced(place, 1);
  }
  // Of variants that are alike without the option, the first stays.
  const kept = new Map(product.variants.toReversed().map((variant) => [variant.valueIds.join(' '), variant]));
  product.variants = product.variants.filter((variant) => kept.get(variant.valueIds.join(' ')) === variant);
  if (product.options.length === 0) addDefaultVariant(product, state, clock.now());
  storeProduct(product, state);
  touch(product, context);
  return { product, userErrors: [] };
}

function reorderOptions(
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
    const error = reorderValues(option, values ?? []);
    if (error !== null) return refused(error);
  }
  const rest = product.options.map((_option, place) => place).filter((place) => !places.includes(place));
  const order = [...places, ...rest];
  product.options = order.flatMap((place) => product.options[place] ?? []);
  for (const variant of product.variants)
    variant.valueIds = order.flatMap((place) => variant.valueIds[place] ?? []);
  storeProduct(product, state);
  touch(product, context);
  return { product, userErrors: [] };
}

function reorderValues(option: OptionState, inputs: readonly ReorderInput[]): UserErrorState | null {
  const first: OptionState['values'] = [];
  for (const { id, name } of inputs) {
    const value = option.values.find((each) => (id == null ? each.name === name : each.id === id));
    if (value === undefined)
      return userError('options', `Option value '${name}' does not exist.`, 'OPTION_VALUE_DOES_NOT_EXIST');
    first.push(value);
  }
  option.values = [...first, ...option.values.filter((value) => !first.includes(value))];
  return null;
}
