import { metafieldTypeNames } from '../metafield/metafield-types.ts';
import type { ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { fullType } from './find-metaobject.ts';

/** A field as a definition is given it. */
export interface FieldDefinitionInput {
  readonly key: string;
  readonly name?: string | null;
  readonly required?: boolean | null;
  readonly type: string;
  readonly validations?: readonly { readonly name: string; readonly value: string }[] | null;
}

/** What metaobjects of a type can be beside having fields. */
export interface CapabilityInput {
  readonly publishable?: { readonly enabled: boolean } | null;
  readonly translatable?: { readonly enabled: boolean } | null;
}

/** A definition as it is created. */
export interface DefinitionInput {
  readonly type: string;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly displayNameKey?: string | null;
  readonly fieldDefinitions?: readonly FieldDefinitionInput[] | null;
  readonly capabilities?: CapabilityInput | null;
}

/** Most fields of a definition. Source: Shopify’s page on metaobject limits. */
const mostFields = 40;

/** Most definitions of an app in a shop. Source: as above. */
const mostDefinitions = 128;

/** Names that no field can have. */
const reservedKeys = new Set(['handle', 'id']);

/** What is wrong with a definition that is to be created. */
export function newDefinitionErrors(definition: DefinitionInput, state: ShopState): UserErrorState[] {
  const { type, fieldDefinitions, displayNameKey } = definition;
  const fields = fieldDefinitions ?? [];
  const problem =
    typeError(type, state) ??
    textError(definition) ??
    countError(fields.length, 'definition.fieldDefinitions');
  if (problem !== null) return [problem];
  const seen = new Set<string>();
  const errors = fields.flatMap((field, index) => {
    const error = fieldError(field, `definition.fieldDefinitions.${index}`, seen);
    seen.add(field.key);
    return error === null ? [] : [error];
  });
  const unknown = displayNameError(displayNameKey, seen);
  return unknown === null ? errors : [...errors, unknown];
}

function typeError(type: string, state: ShopState): UserErrorState | null {
  if (type.length < 3)
    return userError('definition.type', 'Type is too short (minimum is 3 characters)', 'TOO_SHORT');
  if (!/^[\w$:-]+$/.test(type))
    return userError(
      'definition.type',
      'Type contains one or more invalid characters. Only alphanumeric characters, underscores, and dashes are allowed.',
      'INVALID',
    );
  if (isForeign(type))
    return userError(
      'definition',
      'Not authorized. This type is reserved for use by another application.',
      'NOT_AUTHORIZED',
    );
  if (state.metaobjectDefinitions.has(fullType(type)))
    return userError('definition.type', 'Type has already been taken', 'TAKEN');
  return state.metaobjectDefinitions.size >= mostDefinitions
    ? userError(
        'definition',
        `Total definition count exceeds the limit of ${mostDefinitions}`,
        'MAX_DEFINITIONS_EXCEEDED',
      )
    : null;
}

function isForeign(type: string): boolean {
  return /^shopify--/i.test(type) || (/^app--\d/.test(type) && !type.startsWith(fullType('$app:')));
}

/** What is wrong with the name and the description of a definition. */
export function textError({
  name,
  description,
}: Pick<DefinitionInput, 'name' | 'description'>): UserErrorState | null {
  if ((name?.length ?? 0) > 255)
    return userError('definition.name', 'Name is too long (maximum is 255 characters)', 'TOO_LONG');
  if (name?.trim() === '') return userError('definition.name', "Name can't be blank", 'BLANK');
  return (description?.length ?? 0) > 255
    ? userError('definition.description', 'Description is too long (maximum is 255 characters)', 'TOO_LONG')
    : null;
}

/** Whether a definition would have too many fields. */
export function countError(count: number, at: string): UserErrorState | null {
  return count > mostFields
    ? userError(at, `Maximum ${mostFields} fields per metaobject definition`, 'INVALID')
    : null;
}

/** Whether objects would be called by a field that there is not. */
export function displayNameError(
  key: string | null | undefined,
  keys: ReadonlySet<string>,
): UserErrorState | null {
  return key == null || keys.has(key)
    ? null
    : userError(
        'definition.displayNameKey',
        `Field definition "${key}" does not exist`,
        'UNDEFINED_OBJECT_FIELD',
      );
}

/** What is wrong with a field. @param seen keys of the fields before it. @param inner where the field itself stands. */
export function fieldError(
  { key, type }: Pick<FieldDefinitionInput, 'key' | 'type'>,
  at: string,
  seen: ReadonlySet<string>,
  inner: string = at,
): UserErrorState | null {
  const named = { elementKey: key };
  const error = (place: string, message: string, code: string) => ({
    ...userError(place, message, code),
    ...named,
  });
  if (key === '') return error(inner, "Key can't be blank", 'BLANK');
  if (key.length < 2) return error(inner, 'Key is too short (minimum is 2 characters)', 'TOO_SHORT');
  if (key.length > 64) return error(inner, 'Key is too long (maximum is 64 characters)', 'TOO_LONG');
  if (!/^[\w-]+$/.test(key)) return error(inner, 'Key contains one or more invalid characters.', 'INVALID');
  if (reservedKeys.has(key))
    return error(at, `The name "${key}" is reserved for system use`, 'RESERVED_NAME');
  if (seen.has(key)) return error(at, `Field "${key}" duplicates other inputs`, 'DUPLICATE_FIELD_INPUT');
  if (type === 'disclosure_reference')
    return error(
      at,
      'The disclosure_reference type can only be used in standard definitions provided by Shopify.',
      'INVALID',
    );
  return metafieldTypeNames.includes(type)
    ? null
    : error(
        at,
        `Type name ${type} is not a valid type. Valid types are: ${metafieldTypeNames.join(', ')}.`,
        'INCLUSION',
      );
}
