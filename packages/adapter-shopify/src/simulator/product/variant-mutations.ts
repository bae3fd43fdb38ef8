import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import { checkMetafield, writeMetafield } from '../metafield/metafield-store.ts';
import type { MetafieldWrite } from '../metafield/metafield-store.ts';
import type { InventoryItemState, ProductState, VariantState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { touch } from './product-mutations.ts';
import { newVariant, stockAt, storeProduct } from './product-parts.ts';
import { hasOnlyDefaultVariant, variantTitle } from './variant-graph.ts';
import { checkVariantFields, chooseValues, setVariantFields } from './variant-input.ts';
import type { VariantFieldsInput } from './variant-input.ts';

interface VariantBulkInput extends VariantFieldsInput {
  readonly id?: string | null;
  readonly mediaId?: string | null;
  readonly inventoryQuantities?:
    | readonly { readonly availableQuantity: number; readonly locationId: string }[]
    | null;
}

/** A variant that is about to be written. */
interface BulkDraft {
  readonly variant: VariantState;
  readonly item: InventoryItemState;
  readonly input: VariantBulkInput;
  readonly metafields: readonly MetafieldWrite[];
}

const missingProduct = () => [userError('productId', 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST')];
const noVariants = (userErrors: readonly UserErrorState[]) => ({
  product: null,
  productVariants: null,
  userErrors,
});

/** Mutations of the variants of one product. */
export const variantMutations: Resolvers = {
  Mutation: {
    productVariantsBulkCreate: (
      _source,
      args: {
        readonly productId: string;
        readonly variants: readonly VariantBulkInput[];
        readonly strategy?: 'DEFAULT' | 'PRESERVE_STANDALONE_VARIANT' | 'REMOVE_STANDALONE_VARIANT' | null;
      },
      context,
    ) => createVariants(args.productId, args.variants, args.strategy ?? 'DEFAULT', context),
    productVariantsBulkUpdate: (
      _source,
      args: {
        readonly productId: string;
        readonly variants: readonly VariantBulkInput[];
        readonly allowPartialUpdates?: boolean | null;
      },
      context,
    ) => updateVariants(args.productId, args.variants, args.allowPartialUpdates === true, context),
    productVariantsBulkDelete: (
      _source,
      args: { readonly productId: string; readonly variantsIds: readonly string[] },
      context,
    ) => deleteVariants(args.productId, args.variantsIds, context),
    productVariantsBulkReorder: (
      _source,
      args: {
        readonly productId: string;
        readonly positions: readonly { readonly id: string; readonly position: number }[];
      },
      context,
    ) => reorderVariants(args.productId, args.positions, context),
  },
};

function createVariants(
  productId: string,
  inputs: readonly VariantBulkInput[],
  strategy: string,
  context: ResolverContext,
) {
  const { state, clock } = context;
  const old = state.products.get(productId);
  if (old === undefined) return noVariants(missingProduct());
  const product = structuredClone(old);
  const errors: UserErrorState[] = [];
  const drafts: BulkDraft[] = [];
  const titles = new Set(product.variants.map((variant) => variantTitle(variant, product.options)));
  for (const [index, input] of inputs.entries()) {
    const at = `variants.${index}`;
    const chosen = chooseValues(input.optionValues ?? [], product.options, at, (option, name) => {
      const value = { id: state.newId('ProductOptionValue'), name };
      option.values.push(value);
      return value.id;
    });
    if (chosen.error !== null) {
      const code = chosen.error.code === 'NEED_TO_ADD_OPTION_VALUES' ? chosen.error.code : 'INVALID_INPUT';
      errors.push({ ...chosen.error, code });
      continue;
    }
    const title = variantTitle(chosen, product.options);
    if (titles.has(title))
      errors.push(
        userError(
          at,
          `The variant '${title}' already exists. Please change at least one option value.`,
          'VARIANT_ALREADY_EXISTS',
        ),
      );
    titles.add(title);
    errors.push(
      ...checkVariantFields(input, at, {
        negativePrice: 'GREATER_THAN_OR_EQUAL_TO',
        cost: 'GREATER_THAN_OR_EQUAL_TO',
      }),
      ...seedErrors(input, title, at, state),
    );
    const metafields = metafieldsOfInput(input, null, at, errors, state);
    const { variant, item } = newVariant(product.id, chosen.valueIds, state, clock.now());
    setVariantFields(variant, item, input, state, clock.now());
    drafts.push({ variant, item, input, metafields });
  }
  const { maxVariants } = state.settings;
  if (product.variants.length + drafts.length > maxVariants)
    errors.push(
      userError('variants', `Cannot create more than ${maxVariants} variants for a product`, 'INVALID'),
    );
  if (errors.length > 0) return noVariants(errors);
  product.variants.push(...drafts.map(({ variant }) => variant));
  removeStandalone(product, old, strategy);
  storeProduct(product, state);
  for (const draft of drafts) storeDraft(draft, context);
  touch(product, context);
  return { product, productVariants: drafts.map(({ variant }) => variant), userErrors: [] };
}

// The variant of a simple product goes when real ones come, unless it is to be kept.
function removeStandalone(product: ProductState, old: ProductState, strategy: string): void {
  const [standalone] = old.variants;
  const remove =
    strategy === 'REMOVE_STANDALONE_VARIANT'
      ? old.variants.length === 1
      : strategy === 'DEFAULT' && hasOnlyDefaultVariant(old);
  if (!remove || standalone === undefined) return;
  product.variants = product.variants.filter(({ id }) => id !== standalone.id);
  const used = new Set(product.variants.flatMap(({ valueIds }) => valueIds));
  for (const option of product.options) option.values = option.values.filter(({ id }) => used.has(id));
}

function seedErrors(
  { inventoryQuantities }: VariantBulkInput,
  title: string,
  at: string,
  { locations }: ShopState,
): UserErrorState[] {
  const lost = (inventoryQuantities ?? []).some(
    ({ locationId }) => locations.get(locationId)?.active !== true,
  );
  if (!lost) return [];
  return [
    userError(
      `${at}.inventoryQuantities`,
      `Quantity for ${title} couldn't be set because the location was deleted.`,
      'TRACKED_VARIANT_LOCATION_NOT_FOUND',
    ),
  ];
}

function metafieldsOfInput(
  { metafields }: VariantBulkInput,
  variantId: string | null,
  at: string,
  errors: UserErrorState[],
  state: ShopState,
): readonly MetafieldWrite[] {
  return (metafields ?? []).flatMap((metafield, index) => {
    const { write, problem } = checkMetafield(metafield, 'PRODUCTVARIANT', variantId, state);
    if (problem === null) return [write];
    errors.push(
      userError(`${at}.metafields.${index}.${problem.part ?? 'value'}`, problem.message, 'INVALID_INPUT'),
    );
    return [];
  });
}

function storeDraft(
  { variant, item, input, metafields }: BulkDraft,
  { state, clock }: ResolverContext,
): void {
  const now = clock.now();
  state.inventoryItems.set(item.id, item);
  for (const { locationId, availableQuantity } of input.inventoryQuantities ?? [])
    stockAt(item, locationId, now).available = availableQuantity;
  for (const write of metafields) writeMetafield(variant.id, write, state, now);
  if (input.mediaId !== undefined) variant.mediaIds = input.mediaId === null ? [] : [input.mediaId];
}

function updateVariants(
  productId: string,
  inputs: readonly VariantBulkInput[],
  partial: boolean,
  context: ResolverContext,
) {
  const { state, clock } = context;
  const old = state.products.get(productId);
  if (old === undefined) return noVariants(missingProduct());
  const product = structuredClone(old);
  const errors: UserErrorState[] = [];
  const drafts: BulkDraft[] = [];
  for (const [index, input] of inputs.entries()) {
    const at = `variants.${index}`;
    const own: UserErrorState[] = [];
    const variant = product.variants.find(({ id }) => id === input.id);
    const known = variant === undefined ? undefined : state.inventoryItems.get(variant.inventoryItemId);
    if (input.id == null)
      own.push(
        userError(`${at}.id`, 'Product variant is missing ID attribute', 'PRODUCT_VARIANT_ID_MISSING'),
      );
    else if (variant === undefined || known === undefined)
      own.push(userError(`${at}.id`, 'Product variant does not exist', 'PRODUCT_VARIANT_DOES_NOT_EXIST'));
    if (input.inventoryQuantities != null)
      own.push(
        userError(
          `${at}.inventoryQuantities`,
          'Inventory quantities can only be provided during create. To update inventory for existing variants, use inventoryAdjustQuantities.',
          'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE',
        ),
      );
    own.push(
      ...checkVariantFields(input, at, {
        negativePrice: 'GREATER_THAN_OR_EQUAL_TO',
        cost: 'GREATER_THAN_OR_EQUAL_TO',
      }),
    );
    if (variant !== undefined && known !== undefined) {
      const values = input.optionValues == null ? null : newValues(input, variant, product, at, state, own);
      const metafields = metafieldsOfInput(input, variant.id, at, own, state);
      if (own.length === 0) {
        const item = structuredClone(known);
        if (values !== null) variant.valueIds = values;
        setVariantFields(variant, item, input, state, clock.now());
        drafts.push({ variant, item, input, metafields });
      }
    }
    errors.push(...own);
  }
  // Without leave to do it in part, one mistake keeps all from being written.
  if (errors.length > 0 && (!partial || drafts.length === 0)) return noVariants(errors);
  storeProduct(product, state);
  for (const draft of drafts) storeDraft(draft, context);
  touch(product, context);
  return { product, productVariants: drafts.map(({ variant }) => variant), userErrors: errors };
}

function newValues(
  input: VariantBulkInput,
  variant: VariantState,
  product: ProductState,
  at: string,
  state: ShopState,
  errors: UserErrorState[],
): string[] | null {
  const given = input.optionValues ?? [];
  const named = product.options.filter((option) =>
    given.some(({ optionId, optionName }) =>
      optionId == null ? option.name === optionName : option.id === optionId,
    ),
  );
  const { valueIds, error } = chooseValues(given, named, at, (option, name) => {
    const value = { id: state.newId('ProductOptionValue'), name };
    option.values.push(value);
    return value.id;
  });
  if (error !== null || given.length > named.length) {
    errors.push(error ?? userError(`${at}.optionValues.0`, 'Option does not exist', 'OPTION_DOES_NOT_EXIST'));
    return null;
  }
  const changed = product.options.map((option, index) => {
    const place = named.indexOf(option);
    return (place < 0 ? variant.valueIds[index] : valueIds[place]) ?? '';
  });
  const twin = product.variants.find(
    (each) => each !== variant && each.valueIds.join(' ') === changed.join(' '),
  );
  if (twin === undefined) return changed;
  errors.push(
    userError(
      at,
      `The variant '${variantTitle(twin, product.options)}' already exists. Please change at least one option value.`,
      'VARIANT_ALREADY_EXISTS',
    ),
  );
  return null;
}

function deleteVariants(productId: string, ids: readonly string[], context: ResolverContext) {
  const { state } = context;
  const old = state.products.get(productId);
  if (old === undefined) return { product: null, userErrors: missingProduct() };
  const foreign = ids.findIndex((id) => !old.variants.some((variant) => variant.id === id));
  if (foreign >= 0)
    return {
      product: null,
      userErrors: [
        userError(
          `variantsIds.${foreign}`,
          'At least one variant does not belong to the product',
          'AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT',
        ),
      ],
    };
  if (old.variants.every(({ id }) => ids.includes(id)))
    return {
      product: null,
      userErrors: [
        userError('variantsIds', 'Cannot delete the last variant of a product', 'CANNOT_DELETE_LAST_VARIANT'),
      ],
    };
  const product = structuredClone(old);
  product.variants = product.variants.filter(({ id }) => !ids.includes(id));
  const used = new Set(product.variants.flatMap(({ valueIds }) => valueIds));
  for (const option of product.options) option.values = option.values.filter(({ id }) => used.has(id));
  storeProduct(product, state);
  touch(product, context);
  return { product, userErrors: [] };
}

function reorderVariants(
  productId: string,
  positions: readonly { readonly id: string; readonly position: number }[],
  context: ResolverContext,
) {
  const { state } = context;
  const product = state.products.get(productId);
  if (product === undefined) return { product: null, userErrors: missingProduct() };
  const errors = positions.flatMap(({ id, position }, index) => {
    if (!product.variants.some((variant) => variant.id === id))
      return [userError(`positions.${index}.id`, 'Product variant does not exist', 'MISSING_VARIANT')];
    if (position < 1)
      return [
        userError(
          `positions.${index}.position`,
          'Position can not be zero or negative number',
          'INVALID_POSITION',
        ),
      ];
    return [];
  });
  if (new Set(positions.map(({ id }) => id)).size < positions.length)
    errors.push(userError('positions', 'Product variant IDs must be unique', 'DUPLICATED_VARIANT_ID'));
  if (errors.length > 0) return { product: null, userErrors: errors };
  for (const { id, position } of positions.toSorted((a, b) => a.position - b.position)) {
    const from = product.variants.findIndex((variant) => variant.id === id);
    const [variant] = product.variants.splice(from, 1);
    if (variant !== undefined) product.variants.splice(position - 1, 0, variant);
  }
  touch(product, context);
  return { product, userErrors: [] };
}
