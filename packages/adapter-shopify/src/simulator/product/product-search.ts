import { RequestError } from '../graphql/request-error.ts';
import { definitionOf, fullNamespace, metafieldName } from '../metafield/metafield-store.ts';
import type { ProductState, VariantState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import type { SearchEntry } from './search-entry.ts';
import { settleIndex } from './search-index.ts';
import { meets, parseSearch, termsOf } from './search-language.ts';
import type { SearchTerm } from './search-language.ts';

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

/**
 * Finds variants by the conditions `sku`, `barcode` and `product_id`, joined by `OR`, in products as the index knows
 * them.
 */
export function searchVariants(
  query: string | null | undefined,
  state: ShopState,
  seenUntil: number,
): readonly VariantState[] {
  const terms = termsOf(parseSearch(query ?? ''));
  const wanted = terms.filter(({ field }) => field !== null && variantFields.has(field));
  if (wanted.length === 0) return [...state.products.values()].flatMap(({ variants }) => variants);
  settleIndex(state, seenUntil);
  return [...state.search.entries.keys()].flatMap((id) =>
    (state.products.get(id)?.variants ?? []).filter((variant) =>
      wanted.some((term) => isMeant(variant, id, term, state)),
    ),
  );
}

const variantFields: ReadonlySet<string> = new Set(['sku', 'barcode', 'product_id']);

function isMeant(
  { inventoryItemId, barcodes }: VariantState,
  productId: string,
  { field, value }: SearchTerm,
  { inventoryItems }: ShopState,
): boolean {
  if (field === 'product_id') return productId.endsWith(`/${value}`);
  if (field === 'barcode') return barcodes.some((barcode) => sameText(barcode.value, value));
  return sameText(inventoryItems.get(inventoryItemId)?.sku ?? '', value);
}

function metafieldOf(field: string): { readonly namespace: string; readonly key: string } | null {
  const [, namespace, key] = /^metafields\.([^.]+)\.([^.]+)$/.exec(field) ?? [];
  return namespace === undefined || key === undefined ? null : { namespace: fullNamespace(namespace), key };
}

function checkField(field: string, state: ShopState): void {
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
