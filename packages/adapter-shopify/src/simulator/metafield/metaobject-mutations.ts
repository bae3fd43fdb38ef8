import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import { normalHandle } from '../product/handles.ts';
import type { MetaobjectDefinitionState, MetaobjectState, ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { fullNamespace } from './metafield-store.ts';
import { metafieldTypeNames, typedValue } from './metafield-types.ts';

interface FieldDefinitionInput {
  readonly key: string;
  readonly name?: string | null;
  readonly required?: boolean | null;
  readonly type: string;
  readonly validations?: readonly { readonly name: string; readonly value: string }[] | null;
}

interface DefinitionInput {
  readonly type: string;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly displayNameKey?: string | null;
  readonly fieldDefinitions?: readonly FieldDefinitionInput[] | null;
}

interface UpsertArguments {
  readonly handle: { readonly type: string; readonly handle: string };
  readonly metaobject?: {
    readonly handle?: string | null;
    readonly fields?: readonly { readonly key: string; readonly value: string }[] | null;
  } | null;
}

// `$app:` stands for the app’s own types.
function fullType(type: string): string {
  return type.replace(/^\$app:/, `${fullNamespace(null)}--`);
}

/** Mutations of metaobjects and their definitions, and what is told of them. */
export const metaobjectMutations: Resolvers = {
  Mutation: {
    metaobjectDefinitionCreate: (
      _source,
      { definition }: { readonly definition: DefinitionInput },
      { state },
    ) => {
      const userErrors = definitionErrors(definition, state);
      if (userErrors.length > 0) return { metaobjectDefinition: null, userErrors };
      const created: MetaobjectDefinitionState = {
        id: state.newId('MetaobjectDefinition'),
        type: fullType(definition.type),
        name: definition.name ?? definition.type,
        displayNameKey: definition.displayNameKey ?? null,
        fields: (definition.fieldDefinitions ?? []).map(({ key, name, type, required, validations }) => ({
          key,
          name: name ?? key,
          type,
          required: required === true,
          validations: validations ?? [],
        })),
      };
      state.metaobjectDefinitions.set(created.type, created);
      return { metaobjectDefinition: created, userErrors };
    },
    metaobjectUpsert: (_source, args: UpsertArguments, context) => upsert(args, context),
  },
  Query: {
    metaobjectByHandle: (_source, { handle }: UpsertArguments, { state }) =>
      findMetaobject(handle.type, handle.handle, state) ?? null,
    metaobjectDefinitionByType: (_source, { type }: { readonly type: string }, { state }) =>
      state.metaobjectDefinitions.get(fullType(type)) ?? null,
    metaobjectDefinitions: (_source, args: PageArguments, { state }) =>
      connection([...state.metaobjectDefinitions.values()], args, ({ id }) => id),
  },
  Metaobject: {
    displayName: (metaobject: MetaobjectState, _args, { state }) => displayName(metaobject, state),
    fields: (metaobject: MetaobjectState, _args, { state }) => fieldsOf(metaobject, state),
    field: (metaobject: MetaobjectState, { key }: { readonly key: string }, { state }) =>
      fieldsOf(metaobject, state).find((field) => field.key === key) ?? null,
  },
  MetaobjectDefinition: {
    fieldDefinitions: ({ fields }: MetaobjectDefinitionState) =>
      fields.map((field) => ({
        ...field,
        type: { name: field.type, category: field.type.replace(/^list\./, '') },
      })),
  },
};

function findMetaobject(
  type: string,
  handle: string,
  { metaobjects, metaobjectByHandle }: ShopState,
): MetaobjectState | undefined {
  return metaobjects.get(metaobjectByHandle.get(`${fullType(type)} ${normalHandle(handle)}`) ?? '');
}

function displayName({ type, fields, handle }: MetaobjectState, state: ShopState): string {
  const key = state.metaobjectDefinitions.get(type)?.displayNameKey;
  return (key == null ? undefined : fields.get(key)) ?? handle;
}

function fieldsOf({ type, fields }: MetaobjectState, state: ShopState) {
  return (state.metaobjectDefinitions.get(type)?.fields ?? []).map((field) => ({
    key: field.key,
    type: field.type,
    value: fields.get(field.key) ?? null,
  }));
}

function upsert({ handle, metaobject }: UpsertArguments, { state, clock }: ResolverContext) {
  const refuse = (...userErrors: UserErrorState[]) => ({ metaobject: null, userErrors });
  const definition = state.metaobjectDefinitions.get(fullType(handle.type));
  if (definition === undefined)
    return refuse(
      userError(
        'handle.type',
        `No metaobject definition exists for type "${handle.type}"`,
        'UNDEFINED_OBJECT_TYPE',
      ),
    );
  if (handle.handle.length > 255)
    return refuse(userError('handle.handle', 'Handle is too long (maximum is 255 characters)', 'TOO_LONG'));
  if (normalHandle(handle.handle) === '')
    return refuse(userError('handle.handle', 'Handle is invalid', 'INVALID'));
  const existing = findMetaobject(handle.type, handle.handle, state);
  const fields = new Map(existing?.fields);
  for (const [index, { key, value }] of (metaobject?.fields ?? []).entries()) {
    const at = `metaobject.fields.${index}`;
    const field = definition.fields.find((each) => each.key === key);
    if (field === undefined)
      return refuse({
        ...userError(at, `Field definition "${key}" does not exist`, 'UNDEFINED_OBJECT_FIELD'),
        elementKey: key,
      });
    const typed =
      value === '' ? { value: '', problem: null } : typedValue(field.type, value, field.validations, state);
    if (typed.problem !== null)
      return refuse({ ...userError(at, typed.problem, 'INVALID_VALUE'), elementKey: key });
    fields.set(key, typed.value);
  }
  const missing = definition.fields.find(({ key, required }) => required && (fields.get(key) ?? '') === '');
  if (missing !== undefined)
    return refuse({
      ...userError('metaobject', `${missing.name} can't be blank`, 'OBJECT_FIELD_REQUIRED'),
      elementKey: missing.key,
    });
  const wanted = normalHandle(metaobject?.handle ?? handle.handle);
  const holder = findMetaobject(handle.type, wanted, state);
  if (holder !== undefined && holder !== existing)
    return refuse(userError('metaobject.handle', 'Handle has already been taken', 'TAKEN'));
  const written: MetaobjectState = {
    id: existing?.id ?? state.newId('Metaobject'),
    type: definition.type,
    handle: wanted,
    fields,
    updatedAt: clock.now(),
  };
  if (existing !== undefined) state.metaobjectByHandle.delete(`${existing.type} ${existing.handle}`);
  state.metaobjectByHandle.set(`${written.type} ${wanted}`, written.id);
  state.metaobjects.set(written.id, written);
  return { metaobject: written, userErrors: [] };
}

function definitionErrors(
  { type, name, description, fieldDefinitions, displayNameKey }: DefinitionInput,
  state: ShopState,
): UserErrorState[] {
  const fields = fieldDefinitions ?? [];
  if (type.length < 3)
    return [userError('definition.type', 'Type is too short (minimum is 3 characters)', 'TOO_SHORT')];
  if (!/^[\w$:-]+$/.test(type))
    return [
      userError(
        'definition.type',
        'Type contains one or more invalid characters. Only alphanumeric characters, underscores, and dashes are allowed.',
        'INVALID',
      ),
    ];
  if (/^app--\d/.test(type) && !type.startsWith(fullType('$app:')))
    return [
      userError(
        'definition',
        'Not authorized. This type is reserved for use by another application.',
        'NOT_AUTHORIZED',
      ),
    ];
  if (state.metaobjectDefinitions.has(fullType(type)))
    return [userError('definition.type', 'Type has already been taken', 'TAKEN')];
  if (state.metaobjectDefinitions.size >= 128)
    return [
      userError('definition', 'Total definition count exceeds the limit of 128', 'MAX_DEFINITIONS_EXCEEDED'),
    ];
  if ((name?.length ?? 0) > 255)
    return [userError('definition.name', 'Name is too long (maximum is 255 characters)', 'TOO_LONG')];
  if (name?.trim() === '') return [userError('definition.name', "Name can't be blank", 'BLANK')];
  if ((description?.length ?? 0) > 255)
    return [
      userError('definition.description', 'Description is too long (maximum is 255 characters)', 'TOO_LONG'),
    ];
  if (fields.length > 40)
    return [
      userError('definition.fieldDefinitions', 'Maximum 40 fields per metaobject definition', 'INVALID'),
    ];
  const seen = new Set<string>();
  const errors = fields.flatMap((field, index) => {
    const error = fieldError(field, `definition.fieldDefinitions.${index}`, seen);
    seen.add(field.key);
    return error === null ? [] : [error];
  });
  if (displayNameKey != null && !seen.has(displayNameKey))
    errors.push(
      userError(
        'definition.displayNameKey',
        `Field definition "${displayNameKey}" does not exist`,
        'UNDEFINED_OBJECT_FIELD',
      ),
    );
  return errors;
}

function fieldError(
  { key, type }: FieldDefinitionInput,
  at: string,
  seen: ReadonlySet<string>,
): UserErrorState | null {
  if (key === '') return userError(at, "Key can't be blank", 'BLANK');
  if (key.length < 2) return userError(at, 'Key is too short (minimum is 2 characters)', 'TOO_SHORT');
  if (key.length > 64) return userError(at, 'Key is too long (maximum is 64 characters)', 'TOO_LONG');
  if (!/^[\w-]+$/.test(key)) return userError(at, 'Key contains one or more invalid characters.', 'INVALID');
  if (key === 'handle') return userError(at, 'The name "handle" is reserved for system use', 'RESERVED_NAME');
  if (seen.has(key)) return userError(at, `Field "${key}" duplicates other inputs`, 'DUPLICATE_FIELD_INPUT');
  if (type === 'disclosure_reference')
    return userError(
      at,
      'The disclosure_reference type can only be used in standard definitions provided by Shopify.',
      'INVALID',
    );
  return metafieldTypeNames.includes(type)
    ? null
    : userError(
        at,
        `Type name ${type} is not a valid type. Valid types are: ${metafieldTypeNames.join(', ')}.`,
        'INCLUSION',
      );
}
