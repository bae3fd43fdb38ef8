import type { ResolverContext } from '../graphql/resolver.ts';
import type { MetafieldInput } from '../metafield/metafield-input.ts';
import { checkMetafield, writeMetafield } from '../metafield/metafield-store.ts';
import type { ProductState } from '../product-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { addOptions } from './option-create.ts';
import type { OptionCreateInput } from './option-create.ts';
import { slash } from './option-result.ts';
import { checkProductFields, setProductFields } from './product-fields.ts';
import type { ProductFieldsInput } from './product-fields.ts';
import { addDefaultVariant, newProduct, storeProduct } from './product-parts.ts';
import { indexLater } from './search-index.ts';

/** A product as `productCreate` takes it. */
export interface ProductCreateInput extends ProductFieldsInput {
  readonly collectionsToJoin?: readonly string[] | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly productOptions?: readonly OptionCreateInput[] | null;
}

/**
 * Makes a product with one variant, which has the first value of each option; further values have no variant yet
 * (recorded of real shops, API 2025-01 and 2026-04). Collections that there are not are passed over.
 */
export function createProduct(
  input: ProductCreateInput,
  context: ResolverContext,
): { readonly product: ProductState | null; readonly userErrors: readonly UserErrorState[] } {
  const { state, clock, webhooks } = context;
  const now = clock.now();
  const errors = checkProductFields(input, null, state, {
    at: (field) => field,
    tooLong: (field, name) => userError(field, `${name} is too long (maximum is 255 characters)`),
  });
  const writes = (input.metafields ?? []).flatMap((metafield, index) => {
    const { write, problem } = checkMetafield(metafield, 'PRODUCT', null, state);
    if (problem === null) return [write];
    errors.push(userError(`metafields.${index}.${problem.part ?? 'value'}`, problem.message));
    return [];
  });
  const options = input.productOptions ?? [];
  if (options.some(({ name }) => name?.includes(slash) === true))
    errors.push(userError('options', `Name cannot contain the character sequence "${slash}"`));
  const product = newProduct(state, now);
  addDefaultVariant(product, state, now);
  if (errors.length === 0 && options.length > 0) {
    const error = addOptions(product, options, false, context);
    if (error !== null) errors.push(error);
  }
  if (errors.length > 0) {
    for (const { inventoryItemId } of product.variants) state.inventoryItems.delete(inventoryItemId);
    return { product: null, userErrors: errors };
  }
  setProductFields(product, input, state);
  product.collectionIds = (input.collectionsToJoin ?? []).filter(
    (id) => state.collections.get(id)?.automated === false,
  );
  storeProduct(product, state);
  for (const write of writes) writeMetafield(product.id, write, state, now);
  indexLater(product, state, now);
  webhooks.productWritten(product.id, true);
  return { product, userErrors: [] };
}
