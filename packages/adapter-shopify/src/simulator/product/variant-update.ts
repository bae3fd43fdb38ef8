import type { ResolverContext } from '../graphql/resolver.ts';
import type { ProductState, VariantState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { storeProduct } from './product-parts.ts';
import { touch } from './touch.ts';
import { mediumErrors, metafieldsOfInput, missingProduct, storeDraft } from './variant-draft.ts';
import type { BulkDraft, VariantBulkInput, VariantResult } from './variant-draft.ts';
import { variantTitle } from './variant-graph.ts';
import { checkVariantFields, chooseValues, setVariantFields, variantCodes } from './variant-input.ts';

/** Changes variants of a product. @param partial those without mistakes are written even if others have some. */
export function updateVariants(
  productId: string,
  inputs: readonly VariantBulkInput[],
  partial: boolean,
  context: ResolverContext,
): VariantResult {
  const { state, clock } = context;
  const old = state.products.get(productId);
  if (old === undefined) return { product: null, productVariants: null, userErrors: [missingProduct()] };
  if (inputs.length === 0) return { product: old, productVariants: [], userErrors: [] };
  const product = structuredClone(old);
  const errors: UserErrorState[] = [];
  const drafts: BulkDraft[] = [];
  // Whether only plain fields were wrong: the variants are answered then.
  let plainOnly = true;
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
    if (own.length > 0) plainOnly = false;
    own.push(...checkVariantFields(input, at, variantCodes));
    const plain = own.length;
    if (variant !== undefined && known !== undefined) {
      const values = input.optionValues == null ? null : newValues(input, variant, product, at, state, own);
      const metafields = metafieldsOfInput(input, variant.id, at, own, state);
      own.push(...mediumErrors(input, product, at, context));
      if (own.length > plain) plainOnly = false;
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
  const userErrors = errors.toSorted(byPlace);
  if (errors.length > 0 && (!partial || drafts.length === 0))
    return { product: old, productVariants: plainOnly ? variantsNamed(inputs, old) : null, userErrors };
  storeProduct(product, state);
  for (const draft of drafts) storeDraft(draft, context);
  touch(product, context);
  return { product, productVariants: variantsNamed(inputs, product), userErrors };
}

function variantsNamed(
  inputs: readonly VariantBulkInput[],
  { variants }: ProductState,
): readonly VariantState[] {
  return inputs.flatMap((input) => variants.find(({ id }) => id === input.id) ?? []);
}

function byPlace(a: UserErrorState, b: UserErrorState): number {
  const textOf = ({ field, code }: UserErrorState) => JSON.stringify([field, code]);
  return textOf(a) < textOf(b) ? -1 : Number(textOf(a) > textOf(b));
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
