import { RequestError } from '../graphql/request-error.ts';
import { definitionOf, fullNamespace, uniqueName } from '../metafield/metafield-store.ts';
import type { ProductState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { normalHandle } from './handles.ts';

/** A value of an id-type metafield, by which an app knows a product. */
export interface CustomId {
  readonly namespace?: string | null;
  readonly key: string;
  readonly value: string;
}

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
  if (customId == null) return undefined;
  const namespace = fullNamespace(customId.namespace);
  const definition = definitionOf('PRODUCT', namespace, customId.key, state);
  if (definition?.type !== 'id')
    throw new RequestError(
      'NOT_FOUND',
      "Metafield definition of type 'id' is required when using custom ids.",
    );
  const owner = state.uniqueValues.get(uniqueName(definition, customId.value));
  return owner === undefined ? undefined : state.products.get(owner);
}
