import { RequestError } from '../graphql/request-error.ts';
import { definitionOf, fullNamespace, metafieldName } from '../metafield/metafield-store.ts';
import type { ProductState, VariantState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import type { SearchEntry } from './search-entry.ts';
import { settleIndex } from './search-index.ts';
import { meets, parseSearch, termsOf } from './search-language.ts';
import type { SearchTerm } from './search-language.ts';
import { stockOf } from './total-inventory.ts';
import { variantTitle } from './variant-graph.ts';

/** Finds out whether a product is meant by a condition of the search language. */
type Condition = (entry: SearchEntry, value: string) => boolean;

const conditions: Readonly<Record<string, Condition>> = {
  id: ({ id }, value) => compare(Number(/\d+$/.exec(id)?.[0]), value, Number),
  handle: ({ handle }, value) => handle === value,
  title: ({ title }, value) => containsText(title, value),
  vendor: ({ vendor }, value) => sameText(vendor, value),
  product_type: ({ productType }, value) => sameText(productType, value),
  status: ({ status }, value) => status === value.toUpperCase(),
  tag: ({ tags }, value) => tags.some((tag) => sameText(tag, value)),
  tag_not: ({ tags }, value) => !tags.some((tag) => sameText(tag, value)),
  inventory_total: ({ totalInventory }, value) => compare(totalInventory, value, Number),
  sku: ({ skus }, value) => skus.some((sku) => sameText(sku, value)),
  barcode: ({ barcodes }, value) => barcodes.some((barcode) => sameText(barcode, value)),
  updated_at: ({ updatedAt }, value) => compare(updatedAt, value, Date.parse),
  created_at: ({ createdAt }, value) => compare(createdAt, value, Date.parse),
};

/**
 * Searches products as the index knows them: what was written within the lag is found as it was before, or not yet. A
 * subset of the search language: see {@link parseSearch}; values with a star at the end, `>`, `>=`, `<` and `<=`.
 *
 * @throws RequestError for a metafield without a filterable definition: an error since API 2026-10.
 */
export function searchProducts(
  query: string | null | undefined,
  state: ShopState,
  seenUntil: number,
): readonly ProductState[] {
  // A list without conditions comes from the database and not from the index.
  if (query == null || query.trim() === '') return [...state.products.values()];
  settleIndex(state, seenUntil);
  const search = parseSearch(query);
  for (const { field } of termsOf(search)) if (field !== null) checkField(field, state);
  const found: ProductState[] = [];
  for (const entry of state.search.entries.values()) {
    const product = state.products.get(entry.id);
    if (product !== undefined && meets(search, (term) => matches(entry, term, state))) found.push(product);
  }
  return found;
}

const variantConditions: Readonly<
  Record<string, (variant: VariantState, product: ProductState, value: string, state: ShopState) => boolean>
> = {
  id: ({ id }, _product, value) => compare(Number(/\d+$/.exec(id)?.[0]), value, Number),
  product_id: (_variant, { id }, value) => id.endsWith(`/${value}`),
  barcode: ({ barcodes }, _product, value) => barcodes.some((barcode) => sameText(barcode.value, value)),
  sku: ({ inventoryItemId }, _product, value, { inventoryItems }) =>
    sameText(inventoryItems.get(inventoryItemId)?.sku ?? '', value),
  title: (variant, { options }, value) => sameText(variantTitle(variant, options), value),
  vendor: (_variant, { vendor }, value) => sameText(vendor, value),
  product_type: (_variant, { productType }, value) => sameText(productType, value),
  product_status: (_variant, { status }, value) => status === value.toUpperCase(),
  tag: (_variant, { tags }, value) => tags.some((tag) => sameText(tag, value)),
  inventory_quantity: (variant, _product, value, state) => compare(stockOf(variant, state), value, Number),
};

/**
 * Finds variants, in products as the index knows them. The same language as {@link searchProducts}.
 *
 * @throws RequestError for a condition that the platform knows and the simulator does not.
 */
export function searchVariants(
  query: string | null | undefined,
  state: ShopState,
  seenUntil: number,
): readonly VariantState[] {
  if (query == null || query.trim() === '')
    return [...state.products.values()].flatMap(({ variants }) => variants);
  const search = parseSearch(query);
  for (const { field } of termsOf(search)) if (field !== null) refuseUnknown(field, unknownOfVariants);
  settleIndex(state, seenUntil);
  return [...state.search.entries.keys()].flatMap((id) => {
    const product = state.products.get(id);
    return (product?.variants ?? []).filter(
      (variant) => product !== undefined && meets(search, (term) => isMeant(variant, product, term, state)),
    );
  });
}

function isMeant(
  variant: VariantState,
  product: ProductState,
  { field, value }: SearchTerm,
  state: ShopState,
): boolean {
  if (field !== null) return variantConditions[field]?.(variant, product, value, state) ?? true;
  const sku = state.inventoryItems.get(variant.inventoryItemId)?.sku ?? '';
  return [product.title, variantTitle(variant, product.options), sku].some((text) =>
    containsText(text, value),
  );
}

/** Conditions of the platform that the simulator would have to pass over: what is found would be too much. */
const unknownOfProducts: ReadonlySet<string> = new Set([
  'bundles',
  'category_id',
  'collection_id',
  'combined_listing_role',
  'delivery_profile_id',
  'error_feedback',
  'gift_card',
  'has_only_composites',
  'has_only_default_variant',
  'has_variant_with_components',
  'is_price_reduced',
  'out_of_stock_somewhere',
  'price',
  'product_configuration_owner',
  'product_publication_status',
  'publication_ids',
  'publishable_status',
  'published_at',
  'published_status',
  'tracks_inventory',
  'variant_id',
  'variant_title',
]);
const unknownOfVariants: ReadonlySet<string> = new Set([
  'collection',
  'delivery_profile_id',
  'exclude_composite',
  'exclude_variants_with_components',
  'gift_card',
  'location_id',
  'managed',
  'managed_by',
  'option1',
  'option2',
  'option3',
  'product_ids',
  'product_publication_status',
  'publishable_status',
  'published_status',
  'requires_components',
  'tag_not',
  'taxable',
  'updated_at',
]);

function refuseUnknown(field: string, unknown: ReadonlySet<string>): void {
  if (unknown.has(field))
    throw new RequestError(
      'NOT_SIMULATED',
      `The simulator does not know the search field ${field}; the platform does. See docs/adapters/shopify-simulator.md.`,
    );
}

function metafieldOf(field: string): { readonly namespace: string; readonly key: string } | null {
  const [, namespace, key] = /^metafields\.([^.]+)\.([^.]+)$/.exec(field) ?? [];
  return namespace === undefined || key === undefined ? null : { namespace: fullNamespace(namespace), key };
}

function checkField(field: string, state: ShopState): void {
  refuseUnknown(field, unknownOfProducts);
  const metafield = metafieldOf(field);
  if (metafield === null) return;
  if (definitionOf('PRODUCT', metafield.namespace, metafield.key, state)?.adminFilterable !== true)
    throw new RequestError(
      'BAD_REQUEST',
      `Filtering by ${field} requires a filterable metafield definition.`,
    );
}

function matches(entry: SearchEntry, { field, value }: SearchTerm, { metafields }: ShopState): boolean {
  if (field === null) return textsOf(entry).some((text) => containsText(text, value));
  const metafield = metafieldOf(field);
  if (metafield !== null) {
    const own = metafields.get(entry.id)?.get(metafieldName(metafield.namespace, metafield.key));
    return own !== undefined && sameText(own.value, value);
  }
  // A field that the platform does not know is passed over.
  return conditions[field]?.(entry, value) ?? true;
}

/** Where a word without a field is looked for: title, vendor, kind and tags are recorded, the others assumed. */
function textsOf({
  title,
  vendor,
  productType,
  tags,
  skus,
  barcodes,
  handle,
}: SearchEntry): readonly string[] {
  return [title, vendor, productType, handle, ...tags, ...skus, ...barcodes];
}

function containsText(text: string, value: string): boolean {
  return text.toLowerCase().includes(value.toLowerCase().replace(/\*$/, ''));
}

function sameText(text: string, value: string): boolean {
  const [own, wanted] = [text.toLowerCase(), value.toLowerCase()];
  return wanted.endsWith('*') ? own.startsWith(wanted.slice(0, -1)) : own === wanted;
}

function compare(own: number, value: string, read: (text: string) => number): boolean {
  const [, sign = '', text = ''] = /^(>=|<=|>|<)?(.*)$/.exec(value) ?? [];
  const limit = read(text);
  switch (sign) {
    case '>':
      return own > limit;
    case '>=':
      return own >= limit;
    case '<':
      return own < limit;
    case '<=':
      return own <= limit;
    default:
      return own === limit;
  }
}
