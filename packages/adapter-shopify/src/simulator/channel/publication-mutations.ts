import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import type { PublicationState, ShopState } from '../shop-state.ts';
import { userError } from '../user-error.ts';
import type { UserErrorState } from '../user-error.ts';

interface PublicationInput {
  readonly publicationId?: string | null;
  readonly publishDate?: string | null;
}

interface PublishArguments {
  readonly id: string;
  readonly input: readonly PublicationInput[];
}

interface Identified {
  readonly id: string;
}

/** Mutations that show things in channels and hide them, and what is told of it. */
export const publicationMutations: Resolvers = {
  Mutation: {
    publishablePublish: (_source, args: PublishArguments, context) =>
      change(args, context, (published, { publicationId, publishDate }) =>
        published.set(
          publicationId ?? '',
          publishDate == null ? context.clock.now() : Date.parse(publishDate),
        ),
      ),
    publishableUnpublish: (_source, args: PublishArguments, context) =>
      change(args, context, (published, { publicationId }) => published.delete(publicationId ?? '')),
  },
  Publication: {
    catalog: ({ id, title }: PublicationState) => ({
      id: id.replace('/Publication/', '/AppCatalog/'),
      title,
      status: 'ACTIVE',
      priceList: null,
      publication: { id },
    }),
  },
};

/** What can be published tells so: fields that products, variants and collections share. */
export const publishableFields = {
  availablePublicationsCount: ({ id }: Identified, _args: never, context: ResolverContext) => ({
    count: activePublications(id, context).length,
    precision: 'EXACT',
  }),
  publishedOnPublication: (
    { id }: Identified,
    { publicationId }: { readonly publicationId: string },
    context: ResolverContext,
  ) => activePublications(id, context).some(([publication]) => publication === publicationId),
  resourcePublicationsV2: (
    { id }: Identified,
    args: PageArguments & { readonly onlyPublished?: boolean | null },
    context: ResolverContext,
  ) => {
    const { state, clock } = context;
    const list =
      args.onlyPublished === false ? [...(state.published.get(id) ?? [])] : activePublications(id, context);
    const rows = list.map(([publication, from]) => ({
      isPublished: from <= clock.now(),
      publishDate: from,
      publication: state.publications.get(publication),
    }));
    return connection(rows, args, (row) => row.publication?.id ?? '');
  },
};

function activePublications(
  id: string,
  { state, clock }: ResolverContext,
): readonly (readonly [string, number])[] {
  return [...(state.published.get(id) ?? [])].filter(([, from]) => from <= clock.now());
}

function change(
  { id, input }: PublishArguments,
  { state, webhooks }: ResolverContext,
  apply: (published: Map<string, number>, input: PublicationInput) => void,
) {
  const publishable = publishableOf(id, state);
  if (publishable === undefined)
    return { publishable: null, userErrors: [userError('id', 'Resource does not exist')] };
  const userErrors = inputErrors(input, state);
  if (userErrors.length > 0) return { publishable: null, userErrors };
  const published = state.published.get(id) ?? new Map<string, number>();
  state.published.set(id, published);
  for (const each of input) apply(published, each);
  if (state.products.has(id)) webhooks.productWritten(id, false);
  return { publishable, userErrors };
}

function publishableOf(id: string, state: ShopState): Identified | undefined {
  const product = state.products.get(id) ?? state.products.get(state.productOf.get(id) ?? '');
  return (
    state.collections.get(id) ??
    (product?.id === id ? product : product?.variants.find((variant) => variant.id === id))
  );
}

function inputErrors(input: readonly PublicationInput[], state: ShopState): UserErrorState[] {
  const seen = new Set<string>();
  return input.flatMap(({ publicationId, publishDate }, index) => {
    const at = `input.${index}`;
    if (publicationId == null || publicationId === '')
      return [userError(`${at}.publicationId`, 'PublicationId cannot be empty')];
    if (!state.publications.has(publicationId))
      return [userError(`${at}.publicationId`, 'Publication does not exist or is not publishable')];
    if (seen.has(publicationId))
      return [userError(`${at}.publicationId`, 'The same publication was specified more than once')];
    seen.add(publicationId);
    return publishDate != null && Date.parse(publishDate) < 0
      ? [userError(`${at}.publishDate`, 'Publish date must be a date after the year 1969')]
      : [];
  });
}
