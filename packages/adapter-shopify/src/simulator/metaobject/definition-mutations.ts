import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import type { MetaobjectDefinitionState, ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import {
  countError,
  displayNameError,
  fieldError,
  newDefinitionErrors,
  textError,
} from './definition-rules.ts';
import type { CapabilityInput, DefinitionInput, FieldDefinitionInput } from './definition-rules.ts';
import { fullType } from './find-metaobject.ts';

type FieldState = MetaobjectDefinitionState['fields'][number];

interface FieldOperation {
  readonly create?: FieldDefinitionInput | null;
  readonly update?: Omit<FieldDefinitionInput, 'type'> | null;
  readonly delete?: { readonly key: string } | null;
}

interface UpdateArguments {
  readonly id: string;
  readonly definition: Omit<DefinitionInput, 'type' | 'fieldDefinitions'> & {
    readonly fieldDefinitions?: readonly FieldOperation[] | null;
    readonly resetFieldOrder?: boolean | null;
  };
}

/** Mutations of definitions of metaobjects, and what is told of them. */
export const metaobjectDefinitionMutations: Resolvers = {
  Mutation: {
    metaobjectDefinitionCreate: (
      _source,
      { definition }: { readonly definition: DefinitionInput },
      { state },
    ) => {
      const userErrors = newDefinitionErrors(definition, state);
      if (userErrors.length > 0) return { metaobjectDefinition: null, userErrors };
      const created: MetaobjectDefinitionState = {
        id: state.newId('MetaobjectDefinition'),
        type: fullType(definition.type),
        name: definition.name ?? definition.type,
        description: definition.description ?? null,
        displayNameKey: definition.displayNameKey ?? null,
        ...capabilitiesOf(definition.capabilities, { publishable: false, translatable: false }),
        fields: (definition.fieldDefinitions ?? []).map(newField),
      };
      state.metaobjectDefinitions.set(created.type, created);
      return { metaobjectDefinition: created, userErrors };
    },
    metaobjectDefinitionUpdate: (_source, args: UpdateArguments, context) => update(args, context),
  },
  Query: {
    metaobjectDefinition: (_source, { id }: { readonly id: string }, { state }) =>
      definitionOf(id, state) ?? null,
    metaobjectDefinitionByType: (_source, { type }: { readonly type: string }, { state }) =>
      state.metaobjectDefinitions.get(fullType(type)) ?? null,
    metaobjectDefinitions: (_source, args: PageArguments, { state }) =>
      connection([...state.metaobjectDefinitions.values()], args, ({ id }) => id),
  },
  MetaobjectDefinition: {
    capabilities: ({ publishable, translatable }: MetaobjectDefinitionState) => ({
      publishable: { enabled: publishable },
      translatable: { enabled: translatable },
    }),
    fieldDefinitions: ({ fields }: MetaobjectDefinitionState) =>
      fields.map((field) => ({
        ...field,
        description: null,
        type: { name: field.type, category: field.type.replace(/^list\./, '') },
        validations: field.validations.map((each) => ({ ...each, type: 'single_line_text_field' })),
      })),
    metaobjectsCount: ({ type }: MetaobjectDefinitionState, _args, { state }) =>
      [...state.metaobjects.values()].filter((each) => each.type === type).length,
  },
};

function definitionOf(id: string, state: ShopState): MetaobjectDefinitionState | undefined {
  return [...state.metaobjectDefinitions.values()].find((definition) => definition.id === id);
}

function newField({ key, name, type, required, validations }: FieldDefinitionInput): FieldState {
  return { key, name: name ?? key, type, required: required === true, validations: validations ?? [] };
}

function capabilitiesOf(
  given: CapabilityInput | null | undefined,
  before: Pick<MetaobjectDefinitionState, 'publishable' | 'translatable'>,
): typeof before {
  return {
    publishable: given?.publishable?.enabled ?? before.publishable,
    translatable: given?.translatable?.enabled ?? before.translatable,
  };
}

function update({ id, definition }: UpdateArguments, { state }: ResolverContext) {
  const refuse = (...userErrors: UserErrorState[]) => ({ metaobjectDefinition: null, userErrors });
  const before = definitionOf(id, state);
  if (before === undefined) return refuse(userError('id', 'Record not found', 'RECORD_NOT_FOUND'));
  if (before.type.startsWith('shopify--'))
    return refuse(userError('definition', "Standard metaobject definitions can't be updated", 'IMMUTABLE'));
  const problem = textError(definition);
  if (problem !== null) return refuse(problem);
  const { fields, errors, touched } = changedFields(before.fields, definition.fieldDefinitions ?? []);
  const tooMany = countError(fields.length, 'definition.fieldDefinitions');
  const unknown = displayNameError(definition.displayNameKey, new Set(fields.map(({ key }) => key)));
  const all = [...errors, ...(tooMany === null ? [] : [tooMany]), ...(unknown === null ? [] : [unknown])];
  if (all.length > 0) return refuse(...all);
  const isTouched = ({ key }: FieldState) => touched.has(key);
  const after: MetaobjectDefinitionState = {
    ...before,
    name: definition.name ?? before.name,
    description: definition.description ?? before.description,
    displayNameKey: definition.displayNameKey ?? before.displayNameKey,
    ...capabilitiesOf(definition.capabilities, before),
    fields:
      definition.resetFieldOrder === true
        ? [...fields.filter(isTouched), ...fields.filter((field) => !isTouched(field))]
        : fields,
  };
  state.metaobjectDefinitions.set(after.type, after);
  return { metaobjectDefinition: after, userErrors: [] };
}

/** The fields of a definition after operations on them; of a field that is deleted, its values are gone as well. */
function changedFields(before: readonly FieldState[], operations: readonly FieldOperation[]) {
  let fields = [...before];
  const errors: UserErrorState[] = [];
  const touched = new Set<string>();
  for (const [index, operation] of operations.entries()) {
    const at = `definition.fieldDefinitions.${index}`;
    const key = (operation.create ?? operation.update ?? operation.delete)?.key ?? '';
    const known = fields.find((field) => field.key === key);
    const missing = (place: string) => ({
      ...userError(
        `${at}.${place}.key`,
        `Field definition "${key}" does not exist`,
        'UNDEFINED_OBJECT_FIELD',
      ),
      elementKey: key,
    });
    if (operation.create != null) {
      const error = fieldError(operation.create, at, touched, `${at}.create`);
      if (error !== null) errors.push(error);
      else if (known === undefined) fields.push(newField(operation.create));
      else
        errors.push({
          ...userError(
            `${at}.create.key`,
            `Field definition "${key}" is already taken`,
            'OBJECT_FIELD_TAKEN',
          ),
          elementKey: key,
        });
    } else if (operation.update != null) {
      const { name, required, validations } = operation.update;
      if (known === undefined) errors.push(missing('update'));
      fields = fields.map((field) =>
        field.key === key
          ? {
              ...field,
              name: name ?? field.name,
              required: required ?? field.required,
              validations: validations ?? field.validations,
            }
          : field,
      );
    } else if (operation.delete != null) {
      if (known === undefined) errors.push(missing('delete'));
      fields = fields.filter((field) => field.key !== key);
    }
    touched.add(key);
  }
  return { fields, errors, touched };
}
