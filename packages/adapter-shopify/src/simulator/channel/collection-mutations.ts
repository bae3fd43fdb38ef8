import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import { RequestError } from '../graphql/request-error.ts';
import type { Resolvers } from '../graphql/resolver.ts';
import { normalHandle } from '../product/handles.ts';
import type { CollectionState, ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';

interface CollectionInput {
  readonly id?: string | null;
  readonly title?: string | null;
  readonly handle?: string | null;
  readonly descriptionHtml?: string | null;
  readonly sortOrder?: string | null;
  readonly seo?: { readonly title?: string | null; readonly description?: string | null } | null;
}

/** Mutations of collections, and what is told of them. */
export const collectionMutations: Resolvers = {
  Mutation: {
    collectionCreate: (_source, args: { readonly collection?: CollectionInput | null }, { state, clock }) => {
      const input = args.collection ?? {};
      const error = titleError(input.title ?? '');
      if (error !== null) return { collection: null, userErrors: [error] };
      const collection: CollectionState = {
        id: state.newId('Collection'),
        handle: freeCollectionHandle(input.handle ?? input.title ?? '', state),
        title: input.title ?? '',
        descriptionHtml: input.descriptionHtml ?? '',
        sortOrder: input.sortOrder ?? 'BEST_SELLING',
        seo: { title: input.seo?.title ?? null, description: input.seo?.description ?? null },
        automated: false,
        updatedAt: clock.now(),
      };
      state.collections.set(collection.id, collection);
      return { collection, userErrors: [] };
    },
    collectionUpdate: (_source, args: { readonly collection?: CollectionInput | null }, { state, clock }) => {
      const input = args.collection ?? {};
      if (input.id == null) throw new RequestError('BAD_REQUEST', 'id must be specified on collectionUpdate');
      const collection = state.collections.get(input.id);
      if (collection === undefined)
        return { collection: null, userErrors: [userError('', 'Collection does not exist')] };
      const error = input.title === undefined ? null : titleError(input.title ?? '');
      if (error !== null) return { collection: null, userErrors: [error] };
      if (input.title != null) collection.title = input.title;
      if (input.handle != null) collection.handle = normalHandle(input.handle);
      if (input.descriptionHtml != null) collection.descriptionHtml = input.descriptionHtml;
      if (input.seo != null)
        collection.seo = {
          title: input.seo.title === undefined ? collection.seo.title : input.seo.title,
          description:
            input.seo.description === undefined ? collection.seo.description : input.seo.description,
        };
      collection.updatedAt = clock.now();
      return { collection, userErrors: [] };
    },
  },
  Collection: {
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

function membersOf(id: string, { products }: ShopState) {
  return [...products.values()].filter(({ collectionIds }) => collectionIds.includes(id));
}

function titleError(title: string) {
  if (title.trim() === '') return userError('title', "Title can't be blank");
  return title.length > 255 ? userError('title', 'Title is too long (maximum is 255 characters)') : null;
}

function freeCollectionHandle(text: string, { collections }: ShopState): string {
  const taken = new Set([...collections.values()].map(({ handle }) => handle));
  const base = normalHandle(text) || 'collection';
  let handle = base;
  for (let number = 1; taken.has(handle); number += 1) handle = `${base}-${number}`;
  return handle;
}
