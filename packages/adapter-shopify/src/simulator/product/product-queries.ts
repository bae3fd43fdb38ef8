import { publishableFields } from '../channel/publication-mutations.ts';
import { translatedFields } from '../channel/translation-mutations.ts';
import { parseGid } from '../gid.ts';
import { connection } from '../graphql/connection.ts';
import type { PageArguments } from '../graphql/connection.ts';
import type { ResolverContext, Resolvers } from '../graphql/resolver.ts';
import { fullNamespace, metafieldName, metafieldsOf } from '../metafield/metafield-store.ts';
import type { OptionState, OptionValueState, ProductState, VariantState } from '../product-state.ts';
import type { MetafieldState, ShopState } from '../shop-state.ts';
import { findProduct } from './find-product.ts';
import type { ProductIdentifier } from './find-product.ts';
import type { ProductOperationState } from './product-operations.ts';
import { searchProducts, searchVariants } from './product-search.ts';
import { knownTotal } from './search-index.ts';
import { stockOf, totalOf } from './total-inventory.ts';
import { hasOnlyDefaultVariant, valuesOf, variantTitle } from './variant-graph.ts';

interface Identified {
  readonly id: string;
}

interface SearchArguments extends PageArguments {
  readonly query?: string | null;
  readonly sortKey?: string | null;
}

/** What has metafields tells so: fields that products, variants and collections share. */
export const metafieldFields = {
  metafield: (
    { id }: Identified,
    { namespace, key }: { readonly namespace?: string | null; readonly key: string },
    { state }: ResolverContext,
  ) => metafieldsOf(id, state).get(metafieldName(fullNamespace(namespace), key)) ?? null,
  metafields: (
    { id }: Identified,
    args: PageArguments & { readonly namespace?: string | null; readonly keys?: readonly string[] | null },
    { state }: ResolverContext,
  ) =>
    connection(
      wantedMetafields(metafieldsOf(id, state), args.keys ?? null).filter(
        ({ namespace }) => args.namespace == null || namespace === fullNamespace(args.namespace),
      ),
      args,
      (metafield) => metafield.id,
    ),
};

// Those that are asked for by key come in the order of the keys, and tell their keys in full.
function wantedMetafields(
  own: ReadonlyMap<string, MetafieldState>,
  keys: readonly string[] | null,
): readonly MetafieldState[] {
  if (keys === null) return [...own.values()];
  return keys.flatMap((name) => {
    const dot = name.lastIndexOf('.');
    const [namespace, key] = dot < 0 ? ['', name] : [name.slice(0, dot), name.slice(dot + 1)];
    const metafield = dot < 0 ? undefined : own.get(metafieldName(fullNamespace(namespace), key));
    return metafield === undefined ? [] : [{ ...metafield, key: name }];
  });
}

/** Queries of products, and what is told of them. */
export const productQueries: Resolvers = {
  Query: {
    product: (_source, { id }: Identified, { state }) => state.products.get(id) ?? null,
    productByIdentifier: (_source, { identifier }: { readonly identifier: ProductIdentifier }, { state }) =>
      findProduct(identifier, state) ?? null,
    productVariant: (_source, { id }: Identified, { state }) => variantOf(id, state) ?? null,
    productVariants: (_source, args: SearchArguments, context) => {
      const { state, clock, behaviour } = context;
      const seenUntil = args.query == null ? clock.now() : clock.now() - behaviour.searchLag;
      return connection(searchVariants(args.query, state, seenUntil), args, ({ id }) => id);
    },
    inventoryItem: (_source, { id }: Identified, { state }) => state.inventoryItems.get(id) ?? null,
    productOperation: (_source, { id }: Identified, { operations }) => operations.get(id) ?? null,
    products: (_source, args: SearchArguments, context) =>
      connection(
        sorted(found(args.query, context), args.sortKey ?? 'ID', context.state),
        args,
        ({ id }) => id,
      ),
    productsCount: (
      _source,
      args: { readonly query?: string | null; readonly limit?: number | null },
      context,
    ) => {
      const all = found(args.query, context).length;
      const limit = args.limit ?? 25_000;
      return all > limit ? { count: limit + 1, precision: 'AT_LEAST' } : { count: all, precision: 'EXACT' };
    },
  },
  Product: {
    ...metafieldFields,
    ...publishableFields,
    ...translatedFields,
    category: ({ categoryId }: ProductState, _args, { state }) =>
      state.taxonomy.get(categoryId ?? '') ?? null,
    hasOnlyDefaultVariant: (product: ProductState) => hasOnlyDefaultVariant(product),
    description: (
      { descriptionHtml }: ProductState,
      { truncateAt }: { readonly truncateAt?: number | null },
    ) => descriptionHtml.replaceAll(/<[^>]*>/g, '').slice(0, truncateAt ?? undefined),
    featuredMedia: ({ mediaIds }: ProductState, _args, { state }) =>
      state.files.get(mediaIds[0] ?? '') ?? null,
    isGiftCard: () => false,
    legacyResourceId: ({ id }: ProductState) => parseGid(id)?.number,
    priceRangeV2: ({ variants }: ProductState, _args, { state: { settings } }) => {
      const prices = variants.map(({ price }) => price).toSorted((a, b) => Number(a) - Number(b));
      const money = (amount = '0.00') => ({ amount, currencyCode: settings.currency });
      return { minVariantPrice: money(prices[0]), maxVariantPrice: money(prices.at(-1)) };
    },
    totalInventory: ({ id }: ProductState, _args, { state, clock, behaviour }) =>
      knownTotal(id, state, clock.now() - behaviour.searchLag),
    tracksInventory: ({ variants }: ProductState, _args, { state }) =>
      variants.some(({ inventoryItemId }) => state.inventoryItems.get(inventoryItemId)?.tracked === true),
    options: ({ options }: ProductState, { first }: { readonly first?: number | null }) =>
      options.slice(0, first ?? undefined).map((option, index) => ({ ...option, position: index + 1 })),
    variants: (product: ProductState, args: PageArguments) =>
      connection(product.variants, args, ({ id }) => id),
    variantsCount: ({ variants }: ProductState) => ({ count: variants.length, precision: 'EXACT' }),
    media: ({ mediaIds }: ProductState, args: PageArguments, { state }) =>
      connection(
        mediaIds.flatMap((id) => state.files.get(id) ?? []),
        args,
        ({ id }) => id,
      ),
    mediaCount: ({ mediaIds }: ProductState) => ({ count: mediaIds.length, precision: 'EXACT' }),
    collections: ({ collectionIds }: ProductState, args: PageArguments, { state }) =>
      connection(
        collectionIds.flatMap((id) => state.collections.get(id) ?? []),
        args,
        ({ id }) => id,
      ),
    publishedAt: ({ id }: ProductState, _args, { state }) => publishedAt(id, state),
  },
  ProductOption: {
    ...translatedFields,
    // Only those that some variant has.
    values: ({ values }: OptionState, _args, { state }) =>
      values.flatMap((value) => (hasVariants(value, state) ? [value.name] : [])),
    optionValues: ({ values }: OptionState) => values,
    linkedMetafield: () => null,
  },
  ProductOptionValue: {
    ...translatedFields,
    hasVariants: (value: OptionValueState, _args, { state }) => hasVariants(value, state),
    linkedMetafieldValue: () => null,
  },
  ProductVariant: {
    ...metafieldFields,
    ...publishableFields,
    ...translatedFields,
    product: ({ id }: VariantState, _args, { state }) => ownerOf(id, state),
    title: (variant: VariantState, _args, { state }) => titleOf(variant, state),
    displayName: (variant: VariantState, _args, { state }) =>
      `${ownerOf(variant.id, state)?.title} - ${titleOf(variant, state)}`,
    legacyResourceId: ({ id }: VariantState) => parseGid(id)?.number,
    sku: ({ inventoryItemId }: VariantState, _args, { state }) =>
      state.inventoryItems.get(inventoryItemId)?.sku ?? null,
    barcode: ({ barcodes }: VariantState) => barcodes[0]?.value ?? null,
    barcodes: ({ barcodes }: VariantState, args: PageArguments) =>
      connection(barcodes, args, ({ value }) => value),
    position: ({ id }: VariantState, _args, { state }) =>
      (ownerOf(id, state)?.variants.findIndex((variant) => variant.id === id) ?? 0) + 1,
    inventoryQuantity: (variant: VariantState, _args, { state }) => stockOf(variant, state),
    inventoryItem: ({ inventoryItemId }: VariantState, _args, { state }) =>
      state.inventoryItems.get(inventoryItemId),
    selectedOptions: (variant: VariantState, _args, { state }) =>
      valuesOf(variant, ownerOf(variant.id, state)?.options ?? []).map(({ option, value }) => ({
        name: option.name,
        value: value.name,
        optionValue: value,
      })),
    media: ({ mediaIds }: VariantState, args: PageArguments, { state }) =>
      connection(
        mediaIds.flatMap((id) => state.files.get(id) ?? []),
        args,
        ({ id }) => id,
      ),
    contextualPricing: (
      variant: VariantState,
      { context }: { readonly context: { readonly country?: string | null } },
      { state },
    ) => priceIn(variant, context.country ?? null, state),
  },
  ProductSetOperation: { product: productOfOperation },
  ProductDeleteOperation: {
    product: productOfOperation,
    deletedProductId: ({ status, productId }: ProductOperationState) =>
      status === 'COMPLETE' ? productId : null,
  },
};

function productOfOperation({ productId }: ProductOperationState, _args: never, { state }: ResolverContext) {
  return state.products.get(productId ?? '') ?? null;
}

function found(query: string | null | undefined, { state, clock, behaviour }: ResolverContext) {
  return searchProducts(query, state, clock.now() - behaviour.searchLag);
}

/** What products are sorted by; those that have the same come in the order of their ids. Texts count whatever their case. */
const sortedBy: Readonly<Record<string, (product: ProductState, state: ShopState) => string | number>> = {
  TITLE: ({ title }) => title.toLowerCase(),
  VENDOR: ({ vendor }) => vendor.toLowerCase(),
  PRODUCT_TYPE: ({ productType }) => productType.toLowerCase(),
  CREATED_AT: ({ createdAt }) => createdAt,
  UPDATED_AT: ({ updatedAt }) => updatedAt,
  PUBLISHED_AT: ({ id }, state) => publishedAt(id, state) ?? 0,
  INVENTORY_TOTAL: (product, state) => totalOf(product, state),
};

function sorted(products: readonly ProductState[], key: string, state: ShopState): readonly ProductState[] {
  // They come in the order in which they were made, which is that of their ids.
  const valueOf = sortedBy[key];
  if (valueOf === undefined) return products;
  const values = new Map(products.map((product) => [product, valueOf(product, state)]));
  const value = (product: ProductState) => values.get(product) ?? '';
  return products.toSorted((a, b) => (value(a) < value(b) ? -1 : Number(value(a) > value(b))));
}

function publishedAt(id: string, { published }: ShopState): number | null {
  return [...(published.get(id)?.values() ?? [])][0] ?? null;
}

function ownerOf(id: string, state: ShopState): ProductState | undefined {
  return state.products.get(state.productOf.get(id) ?? '');
}

function hasVariants({ id }: OptionValueState, state: ShopState): boolean {
  return ownerOf(id, state)?.variants.some(({ valueIds }) => valueIds.includes(id)) === true;
}

function variantOf(id: string, state: ShopState): VariantState | undefined {
  return ownerOf(id, state)?.variants.find((variant) => variant.id === id);
}

function titleOf(variant: VariantState, state: ShopState): string {
  return variantTitle(variant, ownerOf(variant.id, state)?.options ?? []);
}

function priceIn(variant: VariantState, country: string | null, { priceLists, settings }: ShopState) {
  const list = [...priceLists.values()].find(
    ({ countries }) => country !== null && countries.includes(country),
  );
  const fixed = list?.fixed.get(variant.id);
  const currencyCode = fixed === undefined ? settings.currency : (list?.currency ?? settings.currency);
  const { price, compareAtPrice } = fixed ?? variant;
  const money = (amount: string) => ({ amount, currencyCode });
  return { price: money(price), compareAtPrice: compareAtPrice === null ? null : money(compareAtPrice) };
}
