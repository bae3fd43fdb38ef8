import { RequestError } from '../graphql/request-error.ts';
import type { ShopState } from '../shop-state.ts';
import { definitionOf, fullNamespace, uniqueName } from './metafield-store.ts';

/** A value of an id-type metafield, by which an app knows a product or a collection. */
export interface CustomId {
  readonly namespace?: string | null;
  readonly key: string;
  readonly value: string;
}

/**
 * Id of what has a custom id.
 *
 * @throws RequestError for one without a definition of type `id`.
 */
export function ownerOfCustomId(
  ownerType: 'PRODUCT' | 'COLLECTION',
  { namespace, key, value }: CustomId,
  state: ShopState,
): string | undefined {
  const definition = definitionOf(ownerType, fullNamespace(namespace), key, state);
  if (definition?.type !== 'id')
    throw new RequestError(
      'NOT_FOUND',
      "Metafield definition of type 'id' is required when using custom ids.",
    );
  return state.uniqueValues.get(uniqueName(definition, value));
}
