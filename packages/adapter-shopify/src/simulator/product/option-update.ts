import type { ResolverContext } from '../graphql/resolver.ts';
import type { OptionState, ProductState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { addVariants } from './add-variants.ts';
import { missingProduct, refused, slash, slashMessage } from './option-result.ts';
import type { OptionResult } from './option-result.ts';
import { storeProduct } from './product-parts.ts';
import { touch } from './touch.ts';
import { inOptionOrder } from './variant-graph.ts';

/** See {@link updateOption}. */
export interface OptionUpdateArguments {
  readonly productId: string;
  readonly option: { readonly id: string; readonly name?: string | null; readonly position?: number | null };
  readonly optionValuesToAdd?: readonly { readonly name?: string | null }[] | null;
  readonly optionValuesToUpdate?: readonly { readonly id: string; readonly name?: string | null }[] | null;
  readonly optionValuesToDelete?: readonly string[] | null;
  readonly variantStrategy?: 'LEAVE_AS_IS' | 'MANAGE' | null;
}

/** Renames and moves an option, and adds, renames and drops values; variants keep their ids. */
export function updateOption(args: OptionUpdateArguments, context: ResolverContext): OptionResult {
  const { state, clock } = context;
  const old = state.products.get(args.productId);
  if (old === undefined) return missingProduct();
  const product = structuredClone(old);
  const index = product.options.findIndex(({ id }) => id === args.option.id);
  const option = product.options[index];
  if (option === undefined)
    return refused(userError('option', 'Option does not exist', 'OPTION_DOES_NOT_EXIST'));
  const { name } = args.option;
  if (name?.trim() === '')
    return refused(userError('option.name', "Option name can't be blank", 'INVALID_NAME'));
  if ((name?.length ?? 0) > 255)
    return refused(userError('option.name', 'Option name is too long.', 'OPTION_NAME_TOO_LONG'));
  if (name?.includes(slash) === true) return refused(userError('option.name', slashMessage, 'INVALID_NAME'));
  if (name != null && product.options.some((each) => each !== option && each.name === name))
    return refused(userError('option', `Option '${name}' already exists.`, 'OPTION_ALREADY_EXISTS'));
  if (name != null) option.name = name;
  const added = new Set<string>();
  const error = changeValues(option, args, added, state) ?? dropValues(product, index, option, args);
  if (error !== null) return refused(error);
  const combinations = args.variantStrategy === 'MANAGE' ? newCombinations(product, index, added) : [];
  if (!addVariants(product, combinations, state, clock.now()))
    return refused(
      userError(
        'optionValuesToAdd',
        `The number of created variants would exceed the ${state.settings.maxVariants} variants per product limit`,
        'TOO_MANY_VARIANTS_CREATED',
      ),
    );
  moveOption(product, index, args.option.position ?? null);
  storeProduct(product, state);
  touch(product, context);
  return { product, userErrors: [] };
}

function changeValues(
  option: OptionState,
  { optionValuesToAdd, optionValuesToUpdate }: OptionUpdateArguments,
  added: Set<string>,
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
    const value = { id: state.newId('ProductOptionValue'), name };
    option.values.push(value);
    added.add(value.id);
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
  if ([...gone].some((id) => !option.values.some((value) => value.id === id)))
    return userError('optionValuesToDelete', 'Option value does not exist', 'OPTION_VALUE_DOES_NOT_EXIST');
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
  product.variants = inOptionOrder(product);
}

function moved<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const rest = list.filter((_item, index) => index !== from);
  return rest.toSpliced(to, 0, ...list.slice(from, from + 1));
}

/** New values together with every choice of other options that variants have. */
function newCombinations(
  { variants }: ProductState,
  place: number,
  added: ReadonlySet<string>,
): readonly (readonly string[])[] {
  const known = new Map(
    variants.map(({ valueIds }) => [valueIds.toSpliced(place, 1).join(' '), valueIds] as const),
  );
  return [...added].flatMap((id) => [...known.values()].map((valueIds) => valueIds.with(place, id)));
}
