import type { ResolverContext } from '../graphql/resolver.ts';
import type { ProductState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { newVariant, storeProduct } from './product-parts.ts';
import { touch } from './touch.ts';
import { mediumErrors, metafieldsOfInput, missingProduct, storeDraft } from './variant-draft.ts';
import type { BulkDraft, VariantBulkInput, VariantResult } from './variant-draft.ts';
import { hasOnlyDefaultVariant, variantTitle } from './variant-graph.ts';
import { checkVariantFields, chooseValues, setVariantFields, variantCodes } from './variant-input.ts';

/** Most quantities that one call may begin with. */
const mostSeeds = 50_000;

/** Adds variants to a product: all or none. */
export function createVariants(
  productId: string,
  inputs: readonly VariantBulkInput[],
  strategy: string,
  context: ResolverContext,
): VariantResult {
  const { state, clock } = context;
  const old = state.products.get(productId);
  if (old === undefined) return nothingMade([missingProduct()]);
  if (inputs.length === 0) return { product: old, productVariants: [], userErrors: [] };
  const seeds = inputs.reduce((sum, { inventoryQuantities }) => sum + (inventoryQuantities?.length ?? 0), 0);
  if (seeds > mostSeeds)
    return nothingMade([
      userError('variants', `Too many inventory quantities (maximum is ${mostSeeds})`, 'INVALID_INPUT'),
    ]);
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
      ...checkVariantFields(input, at, variantCodes),
      ...seedErrors(input, title, at, state),
      ...mediumErrors(input, product, at, context),
    );
    const metafields = metafieldsOfInput(input, null, at, errors, state);
    const { variant, item } = newVariant(product.id, chosen.valueIds, state, clock.now());
    // Variants that are added are tracked if nothing else is said; that of a new product is not.
    item.tracked = true;
    setVariantFields(variant, item, input, state, clock.now());
    drafts.push({ variant, item, input, metafields });
  }
  const { maxVariants } = state.settings;
  if (product.variants.length + drafts.length > maxVariants)
    errors.push(
      userError('variants', `Cannot create more than ${maxVariants} variants for a product`, 'INVALID'),
    );
  if (errors.length > 0) return nothingMade(errors);
  product.variants.push(...drafts.map(({ variant }) => variant));
  removeStandalone(product, old, strategy);
  storeProduct(product, state);
  for (const draft of drafts) storeDraft(draft, context);
  touch(product, context);
  return { product, productVariants: drafts.map(({ variant }) => variant), userErrors: [] };
}

function nothingMade(userErrors: readonly UserErrorState[]): VariantResult {
  return { product: null, productVariants: [], userErrors };
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
  { locations, settings: { locationLimit } }: ShopState,
): UserErrorState[] {
  if ((inventoryQuantities?.length ?? 0) > locationLimit)
    return [
      userError(
        `${at}.inventoryQuantities`,
        `Too many inventory locations (maximum is ${locationLimit})`,
        'TOO_MANY_INVENTORY_LOCATIONS',
      ),
    ];
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
