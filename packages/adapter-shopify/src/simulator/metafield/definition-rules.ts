import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { fullNamespace, metafieldName } from './metafield-store.ts';
import { metafieldTypeNames } from './metafield-types.ts';

/** A definition of metafields as the mutation takes it. */
export interface DefinitionInput {
  readonly capabilities?: {
    readonly uniqueValues?: { readonly enabled: boolean } | null;
    readonly adminFilterable?: { readonly enabled: boolean } | null;
  } | null;
  readonly description?: string | null;
  readonly key: string;
  readonly name: string;
  readonly namespace?: string | null;
  readonly ownerType: string;
  readonly type: string;
  readonly validations?: readonly { readonly name: string; readonly value: string }[] | null;
}

/** What is wrong with a definition; `null`: nothing. */
export function definitionError(definition: DefinitionInput, state: ShopState): UserErrorState | null {
  const { key, name, type, ownerType, capabilities } = definition;
  const namespace = fullNamespace(definition.namespace);
  if (namespace.length < 3)
    return userError('definition.namespace', 'Namespace is too short (minimum is 3 characters)', 'TOO_SHORT');
  if (!/^[\w-]+$/.test(namespace))
    return userError(
      'definition.namespace',
      'Namespace contains one or more invalid characters.',
      'INVALID_CHARACTER',
    );
  if (key.length < 2)
    return userError('definition.key', 'Key is too short (minimum is 2 characters)', 'TOO_SHORT');
  if (key.length > 64)
    return userError('definition.key', 'Key is too long (maximum is 64 characters)', 'TOO_LONG');
  if (!/^[\w-]+$/.test(key))
    return userError('definition.key', 'Key contains one or more invalid characters.', 'INVALID_CHARACTER');
  if (name.length > 255)
    return userError('definition.name', 'Name is too long (maximum is 255 characters)', 'TOO_LONG');
  if (!metafieldTypeNames.includes(type))
    return userError(
      'definition.type',
      `Type name ${type} is not a valid type. Valid types are: ${metafieldTypeNames.join(', ')}.`,
      'INCLUSION',
    );
  if (type === 'id' && capabilities?.uniqueValues?.enabled === false)
    return userError(
      'definition',
      'Capability unique_values is required for type id but is disabled',
      'CAPABILITY_REQUIRED_BUT_DISABLED',
    );
  if (state.metafieldDefinitions.has(`${ownerType}.${metafieldName(namespace, key)}`))
    return userError(
      'definition.key',
      `Key is in use for ${ownerType === 'PRODUCT' ? 'Product' : ownerType} metafields on the '${namespace}' namespace.`,
      'TAKEN',
    );
  const ofOwner = [...state.metafieldDefinitions.values()].filter((each) => each.ownerType === ownerType);
  if (ofOwner.length >= 256)
    return userError(
      'definition',
      'Stores can only have 256 definitions for each store resource.',
      'RESOURCE_TYPE_LIMIT_EXCEEDED',
    );
  return null;
}
