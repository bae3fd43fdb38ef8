import { parseGid } from '../gid.ts';
import { RequestError } from '../graphql/request-error.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import type { MetafieldInput } from '../metafield/metafield-input.ts';
import { checkMetafield, writeMetafield } from '../metafield/metafield-store.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';
import { createProduct } from './create-product.ts';
import type { ProductCreateInput } from './create-product.ts';
import { findProduct } from './find-product.ts';
import type { ProductIdentifier } from './find-product.ts';
import { checkProductFields, setProductFields } from './product-fields.ts';
import type { ProductFieldsInput } from './product-fields.ts';
import { removeProduct } from './product-parts.ts';
import type { ProductSetInput } from './product-set-input.ts';
import { productSet } from './product-set.ts';
import { normalTags, splitTags } from './tags.ts';
import { touch } from './touch.ts';

interface ProductUpdateInput extends ProductFieldsInput {
  readonly redirectNewHandle?: boolean | null;
  readonly id?: string | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly collectionsToJoin?: readonly string[] | null;
  readonly collectionsToLeave?: readonly string[] | null;
}

interface TagArguments {
  readonly id: string;
  readonly tags: readonly string[];
}

/** Mutations of products as a whole. */
export const productMutations: Resolvers = {
  Mutation: {
    productSet: (
      _source,
      args: {
        readonly identifier?: ProductIdentifier | null;
        readonly input: ProductSetInput;
        readonly synchronous?: boolean | null;
      },
      context,
    ) => {
      const { identifier = null, input, synchronous } = args;
      if (synchronous !== false)
        return { ...productSet(identifier, input, context), productSetOperation: null };
      const known = identifier === null ? undefined : findProduct(identifier, context.state);
      const productSetOperation = context.operations.start(
        context.state.newId('ProductSetOperation'),
        'set',
        () => {
          const { product, userErrors } = productSet(identifier, input, context);
          return { productId: product?.id ?? null, userErrors };
        },
        known?.id ?? null,
      );
      return { product: null, productSetOperation, userErrors: [] };
    },
    productCreate: (_source, { product }: { readonly product?: ProductCreateInput | null }, context) => {
      if (product == null)
        throw new RequestError(
          'INVALID_FIELD_ARGUMENTS',
          'productCreate must include exactly one of the following arguments: input, product.',
        );
      return createProduct(product, context);
    },
    productUpdate: (
      _source,
      args: { readonly identifier?: ProductIdentifier | null; readonly product?: ProductUpdateInput | null },
      context,
    ) => productUpdate(args.identifier ?? null, args.product ?? null, context),
    productDelete: (
      _source,
      args: { readonly input: { readonly id: string }; readonly synchronous?: boolean | null },
      context,
    ) => {
      const { state, operations, webhooks } = context;
      const product = state.products.get(args.input.id);
      const fail = (error: UserErrorState) => ({
        deletedProductId: null,
        productDeleteOperation: null,
        userErrors: [error],
      });
      if (product === undefined) return fail(userError('id', 'Product does not exist'));
      if (operations.isBusy(product.id))
        return fail(
          userError('', 'Another operation already in progress. Please wait until current one is finished.'),
        );
      const remove = () => {
        removeProduct(product, state, context.clock.now());
        webhooks.productDeleted(product.id);
        return { productId: product.id, userErrors: [] };
      };
      if (args.synchronous !== false) {
        remove();
        return { deletedProductId: product.id, productDeleteOperation: null, userErrors: [] };
      }
      const productDeleteOperation = operations.start(
        state.newId('ProductDeleteOperation'),
        'delete',
        remove,
        product.id,
      );
      return { deletedProductId: null, productDeleteOperation, userErrors: [] };
    },
    tagsAdd: (_source, args: TagArguments, context) =>
      setTags(args, context, (tags) => [...tags, ...splitTags(args.tags)]),
    tagsRemove: (_source, args: TagArguments, context) => {
      const gone = new Set(splitTags(args.tags).map((tag) => tag.trim().toLowerCase()));
      return setTags(args, context, (tags) => tags.filter((tag) => !gone.has(tag.toLowerCase())));
    },
  },
};

function setTags(
  { id }: TagArguments,
  context: ResolverContext,
  change: (tags: readonly string[]) => string[],
) {
  const product = context.state.products.get(id);
  if (product === undefined) {
    const type = parseGid(id)?.type ?? 'Product';
    return { node: null, userErrors: [userError('id', `${type} does not exist`)] };
  }
  product.tags = normalTags(change(product.tags));
  touch(product, context);
  return { node: product, userErrors: [] };
}

function productUpdate(
  identifier: ProductIdentifier | null,
  input: ProductUpdateInput | null,
  context: ResolverContext,
) {
  const { state, clock } = context;
  if (input === null)
    throw new RequestError(
      'INVALID_FIELD_ARGUMENTS',
      'productUpdate must include exactly one of the following arguments: input, product.',
    );
  const product = findProduct(identifier ?? { id: input.id ?? '' }, state);
  if (product === undefined)
    return { product: null, userErrors: [userError('id', 'Product does not exist')] };
  const errors = checkProductFields(input, product, state, {
    at: (field) => field,
    tooLong: (field, name) => userError(field, `${name} is too long (maximum is 255 characters)`),
  });
  const writes = (input.metafields ?? []).flatMap((metafield, index) => {
    const { write, problem } = checkMetafield(metafield, 'PRODUCT', product.id, state);
    if (problem === null) return [write];
    errors.push(userError(`metafields.${index}.${problem.part ?? 'value'}`, problem.message));
    return [];
  });
  errors.push(...collectionErrors(input, context));
  // It stays as it is, and is answered so.
  if (errors.length > 0) return { product, userErrors: errors };
  const { handle } = product;
  setProductFields(product, input, state);
  if (input.redirectNewHandle === true && product.handle !== handle)
    state.redirects.set(handle, product.handle);
  for (const write of writes) writeMetafield(product.id, write, state, clock.now());
  const leaving = new Set(input.collectionsToLeave ?? []);
  product.collectionIds = [
    ...new Set([
      ...product.collectionIds.filter((id) => !leaving.has(id)),
      ...(input.collectionsToJoin ?? []),
    ]),
  ];
  touch(product, context);
  return { product, userErrors: [] };
}

function collectionErrors(
  { collectionsToJoin, collectionsToLeave }: ProductUpdateInput,
  { state }: ResolverContext,
): UserErrorState[] {
  return [...(collectionsToJoin ?? []), ...(collectionsToLeave ?? [])].flatMap((id) => {
    const collection = state.collections.get(id);
    if (collection === undefined) return [userError('collectionsToJoin', 'Collection does not exist')];
    return collection.automated
      ? [userError('collectionsToJoin', "Can't manually add products to a smart collection")]
      : [];
  });
}
