import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import { normalHandle } from '../product/handles.ts';
import type { MetaobjectDefinitionState, MetaobjectState, ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { writtenFields } from './field-values.ts';
import type { FieldInput } from './field-values.ts';
import { findMetaobject, fullType, handleKey } from './find-metaobject.ts';

interface MetaobjectInput {
  readonly handle?: string | null;
  readonly fields?: readonly FieldInput[] | null;
  readonly capabilities?: {
    readonly publishable?: { readonly status: MetaobjectState['status'] } | null;
  } | null;
}

interface HandleArguments {
  readonly handle: { readonly type: string; readonly handle: string };
}

interface UpsertArguments extends HandleArguments {
  readonly metaobject?: MetaobjectInput | null;
}

interface UpdateArguments {
  readonly id: string;
  readonly metaobject: MetaobjectInput;
}

interface ListArguments extends PageArguments {
  readonly type: string;
}

/** Most metaobjects of a definition. Source: Shopify’s page on metaobject limits. */
const mostEntries = 1_000_000;

/** Mutations of metaobjects, and what is told of them. */
export const metaobjectMutations: Resolvers = {
  Mutation: {
    metaobjectUpsert: (_source, args: UpsertArguments, context) => upsert(args, context),
    metaobjectUpdate: (_source, args: UpdateArguments, context) => update(args, context),
    metaobjectDelete: (_source, { id }: { readonly id: string }, { state }) => remove(id, state),
  },
  Query: {
    metaobject: (_source, { id }: { readonly id: string }, { state }) => state.metaobjects.get(id) ?? null,
    metaobjectByHandle: (_source, { handle }: HandleArguments, { state }) =>
      findMetaobject(handle.type, handle.handle, state) ?? null,
    metaobjects: (_source, { type, ...args }: ListArguments, { state }) =>
      connection(
        [...state.metaobjects.values()].filter((each) => each.type === fullType(type)),
        args,
        ({ id }) => id,
      ),
  },
  Metaobject: {
    capabilities: ({ type, status }: MetaobjectState, _args, { state }) => ({
      publishable: state.metaobjectDefinitions.get(type)?.publishable === true ? { status } : null,
    }),
    definition: ({ type }: MetaobjectState, _args, { state }) => state.metaobjectDefinitions.get(type),
    displayName: (metaobject: MetaobjectState, _args, { state }) => displayName(metaobject, state),
    fields: (metaobject: MetaobjectState, _args, { state }) => fieldsOf(metaobject, state),
    field: (metaobject: MetaobjectState, { key }: { readonly key: string }, { state }) =>
      fieldsOf(metaobject, state).find((field) => field.key === key) ?? null,
  },
};

function displayName({ type, fields, handle }: MetaobjectState, state: ShopState): string {
  const key = state.metaobjectDefinitions.get(type)?.displayNameKey;
  return (key == null ? undefined : fields.get(key)) ?? titleized(handle);
}

// Without a name, an object is called by its handle.
function titleized(handle: string): string {
  return handle
    .split(/[-_]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

function fieldsOf({ type, fields }: MetaobjectState, state: ShopState) {
  return (state.metaobjectDefinitions.get(type)?.fields ?? []).map((field) => ({
    key: field.key,
    type: field.type,
    value: fields.get(field.key) ?? null,
  }));
}

function refuse(...userErrors: UserErrorState[]) {
  return { metaobject: null, userErrors };
}

function upsert({ handle, metaobject }: UpsertArguments, context: ResolverContext) {
  const { state } = context;
  const definition = state.metaobjectDefinitions.get(fullType(handle.type));
  if (definition === undefined)
    return refuse(
      userError(
        'handle.type',
        `No metaobject definition exists for type "${handle.type}"`,
        'UNDEFINED_OBJECT_TYPE',
      ),
    );
  const problem = handleError(handle.handle, 'handle.handle');
  if (problem !== null) return refuse(problem);
  const existing = findMetaobject(handle.type, handle.handle, state);
  if (existing === undefined && isFull(definition.type, state))
    return refuse(
      userError('', `Maximum number of metaobjects (${mostEntries}) exceeded`, 'MAX_OBJECTS_EXCEEDED'),
    );
  return write(definition, existing, { handle: handle.handle, ...defined(metaobject ?? {}) }, context);
}

function isFull(type: string, { metaobjects }: ShopState): boolean {
  if (metaobjects.size < mostEntries) return false;
  return [...metaobjects.values()].filter((each) => each.type === type).length >= mostEntries;
}

function update({ id, metaobject }: UpdateArguments, context: ResolverContext) {
  const existing = context.state.metaobjects.get(id);
  const definition = context.state.metaobjectDefinitions.get(existing?.type ?? '');
  if (existing === undefined || definition === undefined)
    return refuse(userError('id', 'Record not found', 'RECORD_NOT_FOUND'));
  return write(definition, existing, { handle: existing.handle, ...defined(metaobject) }, context);
}

// What is given as null is not given.
function defined({ handle, ...input }: MetaobjectInput): MetaobjectInput {
  return handle == null ? input : { ...input, handle };
}

function handleError(handle: string, at: string): UserErrorState | null {
  if (handle.length > 255) return userError(at, 'Handle is too long (maximum is 255 characters)', 'TOO_LONG');
  return normalHandle(handle) === '' ? userError(at, 'Handle is invalid', 'INVALID') : null;
}

function write(
  definition: MetaobjectDefinitionState,
  existing: MetaobjectState | undefined,
  { handle, fields: inputs, capabilities }: MetaobjectInput & { readonly handle?: string | null },
  { state, clock }: ResolverContext,
) {
  const given = handle ?? '';
  if (given === '') return refuse(userError('metaobject.handle', "Handle can't be blank", 'BLANK'));
  const problem = handleError(given, 'metaobject.handle');
  if (problem !== null) return refuse(problem);
  const status = capabilities?.publishable?.status;
  if (status !== undefined && !definition.publishable)
    return refuse(
      userError(
        'metaobject.capabilities.publishable',
        'Capability is not enabled: publishable',
        'CAPABILITY_NOT_ENABLED',
      ),
    );
  const { fields, errors } = writtenFields(definition, existing?.fields ?? new Map(), inputs ?? [], state);
  if (errors.length > 0) return refuse(...errors);
  const holder = findMetaobject(definition.type, given, state);
  if (holder !== undefined && holder !== existing)
    return refuse(userError('metaobject.handle', 'Handle has already been taken', 'TAKEN'));
  const now = clock.now();
  const written: MetaobjectState = {
    id: existing?.id ?? state.newId('Metaobject'),
    type: definition.type,
    handle: normalHandle(given),
    fields,
    // What may be published is hidden until somebody says otherwise.
    status: status ?? existing?.status ?? (definition.publishable ? 'DRAFT' : 'ACTIVE'),
    createdAt: existing?.createdAt ?? now,
    updatedAt: now,
  };
  if (existing !== undefined) state.metaobjectByHandle.delete(handleKey(existing.type, existing.handle));
  state.metaobjectByHandle.set(handleKey(written.type, written.handle), written.id);
  state.metaobjects.set(written.id, written);
  return { metaobject: written, userErrors: [] };
}

function remove(id: string, state: ShopState) {
  const existing = state.metaobjects.get(id);
  if (existing === undefined)
    return { deletedId: null, userErrors: [userError('id', 'Record not found', 'RECORD_NOT_FOUND')] };
  state.metaobjects.delete(id);
  state.metaobjectByHandle.delete(handleKey(existing.type, existing.handle));
  state.translations.delete(id);
  return { deletedId: id, userErrors: [] };
}
