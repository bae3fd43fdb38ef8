import { publishableFields } from './channel/publication-mutations.ts';
import { translatedFields } from './channel/translation-mutations.ts';
import { parseGid } from './gid.ts';
import { connection } from './graphql/connection.ts';
import type { PageArguments } from './graphql/connection.ts';
import { RequestError } from './graphql/request-error.ts';
import type { ResolverContext, Resolvers } from './graphql/resolver.ts';
import { ownerOfCustomId } from './metafield/custom-id.ts';
import type { CustomId } from './metafield/custom-id.ts';
import { decimalAmount } from './money.ts';
import type { LocationState } from './product-state.ts';
import { metafieldFields } from './product/product-queries.ts';
import type { CollectionState, ShopState, TaxonomyNode } from './shop-state.ts';

interface Identified {
  readonly id: string;
}

/** How a collection is named: exactly one of these. */
interface CollectionIdentifier {
  readonly id?: string | null;
  readonly handle?: string | null;
  readonly customId?: CustomId | null;
}

/** Queries of everything around products, and what is told of it. */
export const shopQueries: Resolvers = {
  Query: {
    node: (_source, { id }: Identified, context) => nodeOf(id, context),
    nodes: (_source, { ids }: { readonly ids: readonly string[] }, context) =>
      ids.map((id) => nodeOf(id, context)),
    shop: (_source, _args, { state: { settings } }) => ({
      id: 'gid://shopify/Shop/1',
      name: settings.name,
      myshopifyDomain: settings.domain,
      currencyCode: settings.currency,
      weightUnit: settings.weightUnit,
      plan: {
        publicDisplayName: settings.plan,
        shopifyPlus: settings.plan === 'plus' || settings.plan === 'enterprise',
        partnerDevelopment: false,
      },
      resourceLimits: {
        maxProductOptions: settings.maxOptions,
        maxProductVariants: settings.maxVariants,
        locationLimit: settings.locationLimit,
        redirectLimitReached: false,
      },
    }),
    shopLocales: (_source, _args, { state: { settings } }) =>
      settings.locales.map((locale) => ({
        locale,
        name: locale,
        primary: locale === settings.primaryLocale,
        published: true,
      })),
    currentAppInstallation: (_source, _args, { state: { settings } }) => ({
      id: 'gid://shopify/AppInstallation/1',
      accessScopes: settings.scopes.map((handle) => ({ handle, description: handle })),
    }),
    location: (_source, { id }: { readonly id?: string | null }, { state }) =>
      (id == null ? [...state.locations.values()][0] : state.locations.get(id)) ?? null,
    locations: (_source, args: PageArguments & { readonly includeInactive?: boolean | null }, { state }) =>
      connection(
        [...state.locations.values()]
          .filter(({ active }) => active || args.includeInactive === true)
          .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
        args,
        ({ id }) => id,
      ),
    publications: (_source, args: PageArguments, { state }) =>
      connection([...state.publications.values()], args, ({ id }) => id),
    priceList: (_source, { id }: Identified, { state }) => state.priceLists.get(id) ?? null,
    priceLists: (_source, args: PageArguments, { state }) =>
      connection([...state.priceLists.values()], args, ({ id }) => id),
    metafieldDefinitions: (
      _source,
      args: PageArguments & {
        readonly ownerType: string;
        readonly namespace?: string | null;
        readonly key?: string | null;
      },
      { state },
    ) =>
      connection(
        [...state.metafieldDefinitions.values()].filter(
          ({ ownerType, namespace, key }) =>
            ownerType === args.ownerType &&
            (args.namespace == null || namespace === args.namespace) &&
            (args.key == null || key === args.key),
        ),
        args,
        ({ id }) => id,
      ),
    collection: (_source, { id }: Identified, { state }) => state.collections.get(id) ?? null,
    collectionByIdentifier: (
      _source,
      { identifier }: { readonly identifier: CollectionIdentifier },
      { state },
    ) => findCollection(identifier, state) ?? null,
    collections: (_source, args: PageArguments & { readonly query?: string | null }, { state }) => {
      const wanted = /title:"?([^"]+)"?/.exec(args.query ?? '')?.[1];
      const list = [...state.collections.values()].filter(
        ({ title }) => wanted === undefined || title === wanted,
      );
      return connection(list, args, ({ id }) => id);
    },
    taxonomy: () => ({}),
  },
  Location: {
    isActive: ({ active }: LocationState) => active,
    isFulfillmentService: ({ fulfillmentService }: LocationState) => fulfillmentService,
    fulfillsOnlineOrders: ({ active }: LocationState) => active,
    shipsInventory: ({ active }: LocationState) => active,
  },
  Taxonomy: {
    categories: (_source, args: PageArguments & { readonly search?: string | null }, { state }) => {
      const words = (args.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      // Without arguments it gives the top of the tree. How it matches words is not documented.
      const list = [...state.taxonomy.values()].filter(({ fullName, parentId }) =>
        words.length === 0 ? parentId === null : words.every((word) => fullName.toLowerCase().includes(word)),
      );
      return connection(list, args, ({ id }) => id);
    },
  },
  TaxonomyCategory: {
    isArchived: ({ archived }: TaxonomyNode) => archived,
    isRoot: ({ parentId }: TaxonomyNode) => parentId === null,
    isLeaf: ({ id }: TaxonomyNode, _args, { state }) =>
      ![...state.taxonomy.values()].some(({ parentId }) => parentId === id),
    level: ({ fullName }: TaxonomyNode) => fullName.split(' > ').length,
  },
  MoneyV2: {
    amount: ({ amount }: { readonly amount: string }) => decimalAmount(amount),
  },
  Collection: { ...metafieldFields, ...publishableFields, ...translatedFields },
  Metafield: translatedFields,
};

function nodeOf(id: string, { state, operations, bulk }: ResolverContext): unknown {
  if (parseGid(id) === null) throw new RequestError('RESOURCE_NOT_FOUND', `Invalid global id '${id}'`);
  const product = state.products.get(state.productOf.get(id) ?? '');
  const part =
    product?.variants.find((variant) => variant.id === id) ?? optionPart(product?.options ?? [], id);
  return (
    state.products.get(id) ??
    part ??
    state.files.get(id) ??
    state.inventoryItems.get(id) ??
    levelOf(id, state) ??
    state.locations.get(id) ??
    state.collections.get(id) ??
    state.publications.get(id) ??
    state.priceLists.get(id) ??
    state.metaobjects.get(id) ??
    state.taxonomy.get(id) ??
    operations.get(id) ??
    bulk.get(id) ??
    null
  );
}

function optionPart(
  options: readonly { readonly id: string; readonly values: readonly Identified[] }[],
  id: string,
): Identified | undefined {
  return options
    .flatMap((option): readonly Identified[] => [option, ...option.values])
    .find((part) => part.id === id);
}

function levelOf(id: string, { inventoryItems }: ShopState) {
  const item = /inventory_item_id=(\d+)/.exec(id)?.[1];
  const levels = inventoryItems.get(`gid://shopify/InventoryItem/${item}`)?.levels.values() ?? [];
  return [...levels].find((level) => level.id === id);
}

function findCollection(
  { id, handle, customId }: CollectionIdentifier,
  state: ShopState,
): CollectionState | undefined {
  const wanted = customId == null ? id : ownerOfCustomId('COLLECTION', customId, state);
  if (handle == null) return state.collections.get(wanted ?? '');
  return [...state.collections.values()].find((collection) => collection.handle === handle);
}
