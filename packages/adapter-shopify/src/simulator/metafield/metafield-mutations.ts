import { RequestError } from '../graphql/request-error.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import { touch } from '../product/touch.ts';
import type { MetafieldDefinitionState, MetafieldState, ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { definitionError } from './definition-rules.ts';
import type { DefinitionInput } from './definition-rules.ts';
import {
  checkMetafield,
  compareDigest,
  definitionOf,
  foreignMessage,
  fullNamespace,
  isForeign,
  metafieldName,
  ownerTypeOf,
  removeMetafield,
  writeMetafield,
} from './metafield-store.ts';
import type { MetafieldWrite } from './metafield-store.ts';

interface MetafieldsSetInput {
  readonly compareDigest?: string | null;
  readonly key: string;
  readonly namespace?: string | null;
  readonly ownerId: string;
  readonly type?: string | null;
  readonly value: string;
}

/** Mutations of metafields and their definitions. */
export const metafieldMutations: Resolvers = {
  Mutation: {
    metafieldsSet: (_source, args: { readonly metafields: readonly MetafieldsSetInput[] }, context) => {
      const { state, clock } = context;
      const { metafields } = args;
      if (metafields.length > 25)
        return {
          metafields: [],
          userErrors: [
            userError(
              'metafields',
              'Exceeded the maximum metafields input limit of 25.',
              'LESS_THAN_OR_EQUAL_TO',
            ),
          ],
        };
      const checked = metafields.map((input, index) => checkInput(input, index, state));
      const userErrors = checked.flatMap(({ error }) => (error === null ? [] : [error]));
      // All or none.
      if (userErrors.length > 0) return { metafields: [], userErrors };
      const written = checked.flatMap(({ ownerId, write }) =>
        write === null ? [] : [writeMetafield(ownerId, write, state, clock.now())],
      );
      noteOwners(metafields, context);
      return { metafields: written, userErrors };
    },
    metafieldsDelete: (
      _source,
      args: {
        readonly metafields: readonly {
          readonly ownerId: string;
          readonly namespace: string;
          readonly key: string;
        }[];
      },
      context,
    ) => {
      const { state } = context;
      if (args.metafields.some(({ namespace }) => isForeign(namespace)))
        return { deletedMetafields: [], userErrors: [userError('metafields', foreignMessage)] };
      const deletedMetafields = args.metafields.map(({ ownerId, namespace, key }) => {
        const removed = removeMetafield(ownerId, metafieldName(fullNamespace(namespace), key), state);
        return removed === undefined ? null : { ownerId, namespace: removed.namespace, key };
      });
      noteOwners(args.metafields, context);
      return { deletedMetafields, userErrors: [] };
    },
    metafieldDefinitionCreate: (_source, args: { readonly definition: DefinitionInput }, { state }) => {
      const { definition } = args;
      const error = definitionError(definition, state);
      if (error !== null) return { createdDefinition: null, userErrors: [error] };
      const created: MetafieldDefinitionState = {
        id: state.newId('MetafieldDefinition'),
        ownerType: definition.ownerType,
        namespace: fullNamespace(definition.namespace),
        key: definition.key,
        name: definition.name,
        description: definition.description ?? null,
        type: definition.type,
        validations: definition.validations ?? [],
        unique: definition.type === 'id' || definition.capabilities?.uniqueValues?.enabled === true,
        adminFilterable: definition.capabilities?.adminFilterable?.enabled === true,
      };
      state.metafieldDefinitions.set(
        `${created.ownerType}.${metafieldName(created.namespace, created.key)}`,
        created,
      );
      return { createdDefinition: created, userErrors: [] };
    },
  },
  Metafield: {
    compareDigest: (metafield: MetafieldState) => compareDigest(metafield),
    jsonValue: (metafield: MetafieldState) => jsonValue(metafield),
    ownerType: (metafield: MetafieldState) => ownerTypeOf(metafield.ownerId),
    sizeInBytes: ({ value }: MetafieldState) => new TextEncoder().encode(value).length,
    definition: ({ ownerId, namespace, key }: MetafieldState, _args, { state }) =>
      // Asked for by key, a metafield tells its key in full.
      definitionOf(ownerTypeOf(ownerId) ?? '', namespace, key.slice(key.lastIndexOf('.') + 1), state) ?? null,
  },
  MetafieldDefinition: {
    type: ({ type }: MetafieldDefinitionState) => ({ name: type, category: type.replace(/^list\./, '') }),
    validations: ({ validations, type }: MetafieldDefinitionState) =>
      validations.map((validation) => ({ ...validation, type })),
    capabilities: ({ unique, adminFilterable }: MetafieldDefinitionState) => ({
      uniqueValues: { enabled: unique, eligible: true },
      adminFilterable: { enabled: adminFilterable, eligible: true },
    }),
  },
};

// A product counts as changed when a metafield of it or of one of its variants was.
function noteOwners(list: readonly { readonly ownerId: string }[], context: ResolverContext): void {
  const { products, productOf } = context.state;
  for (const id of new Set(list.map(({ ownerId }) => productOf.get(ownerId) ?? ownerId))) {
    const product = products.get(id);
    if (product !== undefined) touch(product, context);
  }
}

function checkInput(
  input: MetafieldsSetInput,
  index: number,
  state: ShopState,
): {
  readonly ownerId: string;
  readonly write: MetafieldWrite | null;
  readonly error: UserErrorState | null;
} {
  const { ownerId } = input;
  const fail = (part: string | null, message: string, code: string | null) => ({
    ownerId,
    write: null,
    error: {
      ...userError(`metafields.${index}${part === null ? '' : `.${part}`}`, message, code),
      elementIndex: null,
    },
  });
  const ownerType = ownerTypeOf(ownerId);
  if (ownerType === null) throw new RequestError('RESOURCE_NOT_FOUND', `Invalid id: ${ownerId}`);
  if (!ownerExists(ownerId, state)) return fail('ownerId', 'Owner does not exist.', 'INVALID_VALUE');
  const { write, problem } = checkMetafield(input, ownerType, ownerId, state);
  if (problem !== null)
    return fail(
      problem.part,
      problem.message,
      problem.code === 'DUPLICATED_METAFIELD_VALUE' ? 'TAKEN' : problem.code,
    );
  const existing = state.metafields.get(ownerId)?.get(metafieldName(write.namespace, write.key));
  // Writing what is there already is always fine.
  const same = existing !== undefined && existing.value === write.value && existing.type === write.type;
  const { compareDigest: given } = input;
  if (!same && given != null && (existing === undefined || !/^[\da-f]{64}$/.test(given)))
    return fail(null, 'Invalid `compareDigest` value.', 'INVALID_COMPARE_DIGEST');
  if (!same && isStale(input.compareDigest, existing))
    return fail(
      null,
      'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.',
      'STALE_OBJECT',
    );
  return { ownerId, write, error: null };
}

// Absent: no comparison; null: only if there is none yet.
function isStale(digest: string | null | undefined, existing: MetafieldState | undefined): boolean {
  if (digest === undefined) return false;
  if (digest === null) return existing !== undefined;
  return existing === undefined || compareDigest(existing) !== digest;
}

function ownerExists(id: string, state: ShopState): boolean {
  return (
    state.products.has(id) ||
    (state.productOf.has(id) && id.includes('/ProductVariant/')) ||
    state.collections.has(id) ||
    state.locations.has(id) ||
    id.includes('/Shop/')
  );
}

function jsonValue({ type, value }: MetafieldState): unknown {
  // `false` was recorded as a text, `true` was not.
  if (type === 'number_integer' || (type === 'boolean' && value === 'true')) return JSON.parse(value);
  const structured =
    type.startsWith('list.') ||
    /^(?:json|money|rating|link|rich_text_field|dimension|volume|weight)$/.test(type);
  return structured ? JSON.parse(value) : value;
}
