import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import { RequestError } from '../graphql/request-error.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import { removeMetafieldsOf, writeMetafield } from '../metafield/metafield-store.ts';
import { normalHandle } from '../product/handles.ts';
import type { CollectionState, ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import { checkCollection, freeCollectionHandle } from './collection-rules.ts';
import type { CollectionInput } from './collection-rules.ts';

interface CollectionArguments {
  readonly collection?: CollectionInput | null;
}

/** Mutations of collections, and what is told of them. */
export const collectionMutations: Resolvers = {
  Mutation: {
    collectionCreate: (_source, args: CollectionArguments, context) => {
      const { state } = context;
      const input = args.collection ?? {};
      const { errors, writes } = checkCollection(input, null, state);
      if (errors.length > 0) return { collection: null, userErrors: errors };
      const collection: CollectionState = {
        id: state.newId('Collection'),
        handle: freeCollectionHandle(input.handle ?? input.title ?? '', state),
        title: '',
        descriptionHtml: '',
        image: null,
        sortOrder: 'BEST_SELLING',
        seo: { title: null, description: null },
        automated: false,
        updatedAt: 0,
      };
      state.collections.set(collection.id, collection);
      return written(collection, input, writes, context);
    },
    collectionUpdate: (_source, args: CollectionArguments, context) => {
      const { state } = context;
      const input = args.collection ?? {};
      if (input.id == null) throw new RequestError('BAD_REQUEST', 'id must be specified on collectionUpdate');
      const collection = state.collections.get(input.id);
      if (collection === undefined)
        return { collection: null, userErrors: [userError('', 'Collection does not exist')] };
      const { errors, writes } = checkCollection(input, collection, state);
      if (errors.length > 0) return { collection: null, userErrors: errors };
      if (input.handle != null) collection.handle = normalHandle(input.handle) || collection.handle;
      return written(collection, input, writes, context);
    },
    collectionDelete: (_source, { input }: { readonly input: { readonly id: string } }, { state }) => {
      const collection = state.collections.get(input.id);
      if (collection === undefined)
        return { deletedCollectionId: null, userErrors: [userError('id', 'Collection does not exist')] };
      removeCollection(collection, state);
      return { deletedCollectionId: collection.id, userErrors: [] };
    },
  },
  Collection: {
    image: ({ id, image }: CollectionState) =>
      image === null
        ? null
        : { id: id.replace('/Collection/', '/CollectionImage/'), ...image, width: null, height: null },
    products: ({ id }: CollectionState, args: PageArguments, { state }) =>
      connection(membersOf(id, state), args, (product) => product.id),
    productsCount: ({ id }: CollectionState, _args, { state }) => ({
      count: membersOf(id, state).length,
      precision: 'EXACT',
    }),
    hasProduct: ({ id }: CollectionState, args: { readonly id: string }, { state }) =>
      state.products.get(args.id)?.collectionIds.includes(id) === true,
    sources: () => [],
  },
};

/** Sets what is given; all of it has been checked. */
function written(
  collection: CollectionState,
  input: CollectionInput,
  writes: ReturnType<typeof checkCollection>['writes'],
  { state, clock }: ResolverContext,
) {
  const { title, descriptionHtml, image, sortOrder, seo } = input;
  if (title != null) collection.title = title;
  if (descriptionHtml != null) collection.descriptionHtml = descriptionHtml;
  if (image === null) collection.image = null;
  if (image?.src != null) collection.image = { url: image.src, altText: image.altText ?? null };
  if (sortOrder != null) collection.sortOrder = sortOrder;
  if (seo != null) collection.seo = { ...collection.seo, ...seo };
  for (const write of writes) writeMetafield(collection.id, write, state, clock.now());
  collection.updatedAt = clock.now();
  return { collection, userErrors: [] };
}

function removeCollection({ id }: CollectionState, state: ShopState): void {
  for (const product of membersOf(id, state))
    product.collectionIds = product.collectionIds.filter((each) => each !== id);
  removeMetafieldsOf(id, state);
  state.translations.delete(id);
  state.published.delete(id);
  state.collections.delete(id);
}

function membersOf(id: string, { products }: ShopState) {
  return [...products.values()].filter(({ collectionIds }) => collectionIds.includes(id));
}
