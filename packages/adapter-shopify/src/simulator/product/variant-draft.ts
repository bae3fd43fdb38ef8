import type { ResolverContext } from '../graphql/resolver.ts';
import { fileStatus } from '../media/take-file.ts';
import { checkMetafield, writeMetafield } from '../metafield/metafield-store.ts';
import type { MetafieldWrite } from '../metafield/metafield-store.ts';
import type { InventoryItemState, ProductState, VariantState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { stockAt } from './product-parts.ts';
import type { VariantFieldsInput } from './variant-input.ts';

/** A variant as the mutations of variants take it. */
export interface VariantBulkInput extends VariantFieldsInput {
  readonly id?: string | null;
  readonly mediaId?: string | null;
  readonly inventoryQuantities?:
    | readonly { readonly availableQuantity: number; readonly locationId: string }[]
    | null;
}

/** A variant that is about to be written. */
export interface BulkDraft {
  readonly variant: VariantState;
  readonly item: InventoryItemState;
  readonly input: VariantBulkInput;
  readonly metafields: readonly MetafieldWrite[];
}

/** What came of a change of variants. */
export interface VariantResult {
  readonly product: ProductState | null;
  readonly productVariants: readonly VariantState[] | null;
  readonly userErrors: readonly UserErrorState[];
}

/** There is no such product. */
export function missingProduct(): UserErrorState {
  return userError('productId', 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST');
}

/** The metafields that a variant is to have; complaints are added to the errors. */
export function metafieldsOfInput(
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

/** What is wrong with the medium that a variant is to show. */
export function mediumErrors(
  { mediaId }: VariantBulkInput,
  product: ProductState,
  at: string,
  { state, clock }: ResolverContext,
): UserErrorState[] {
  if (mediaId == null) return [];
  const file = state.files.get(mediaId);
  if (file === undefined || !product.mediaIds.includes(mediaId))
    return [userError(`${at}.mediaId`, 'Media does not belong to the product.', 'MUST_BE_FOR_THIS_PRODUCT')];
  if (file.kind !== 'MediaImage')
    return [userError(`${at}.mediaId`, 'Non-image media cannot be attached to variants.', 'INVALID_INPUT')];
  return fileStatus(file, clock.now()) === 'READY'
    ? []
    : [userError(`${at}.mediaId`, 'Non-ready media cannot be attached to variants.', 'INVALID_INPUT')];
}

/** Writes what belongs to a variant that is in the shop now. */
export function storeDraft(
  { variant, item, input, metafields }: BulkDraft,
  { state, clock }: ResolverContext,
): void {
  const now = clock.now();
  state.inventoryItems.set(item.id, item);
  const seeds = input.inventoryQuantities ?? [];
  // Only new variants can be given stock: they are stocked where it is, and nowhere else.
  if (seeds.length > 0) item.levels.clear();
  for (const { locationId, availableQuantity } of seeds)
    stockAt(item, locationId, now).available = availableQuantity;
  for (const write of metafields) writeMetafield(variant.id, write, state, now);
  if (input.mediaId !== undefined) variant.mediaIds = input.mediaId === null ? [] : [input.mediaId];
}
