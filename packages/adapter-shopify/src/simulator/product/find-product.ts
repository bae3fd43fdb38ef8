import { ownerOfCustomId } from '../metafield/custom-id.ts';
import type { CustomId } from '../metafield/custom-id.ts';
import type { ProductState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { normalHandle } from './handles.ts';

/** How a product is named: exactly one of these. */
export interface ProductIdentifier {
  readonly id?: string | null;
  readonly handle?: string | null;
  readonly customId?: CustomId | null;
}

/**
 * Finds a product.
 *
 * @throws RequestError for a custom id without a definition of type `id`.
 */
export function findProduct(
  { id, handle, customId }: ProductIdentifier,
  state: ShopState,
): ProductState | undefined {
  if (id != null) return state.products.get(id);
  if (handle != null) {
    const found = state.productByHandle.get(normalHandle(handle));
    return found === undefined ? undefined : state.products.get(found);
  }
  return customId == null ? undefined : state.products.get(ownerOfCustomId('PRODUCT', customId, state) ?? '');
}
