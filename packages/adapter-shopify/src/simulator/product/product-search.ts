import { RequestError } from '../graphql/request-error.ts';
import { definitionOf, fullNamespace, metafieldName } from '../metafield/metafield-store.ts';
import type { ProductState, VariantState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import type { SearchEntry } from './search-entry.ts';
import { settleIndex } from './search-index.ts';

/** Finds out whether a product is meant by a condition of the search language. */
type Condition = (entry: SearchEntry, value: string) => boolean;

const conditions: Readonly<Record<string, Condition>> = {
  id: ({ id }, value) => compare(Number(/\d+$/.exec(id)?.[0]), value, Number),
  handle: ({ handle }, value) => handle === value,
  title: ({ title }, value) => sameText(title, value) || title.toLowerCase().includes(value.toLowerCase()),
  vendor: ({ vendor }, value) => sameText(vendor, value),
  product_type: ({ productType }, value) => sameText(productType, value),
  status: ({ status }, value) => status === value.toUpperCase(),
  tag: ({ tags }, value) => tags.some((tag) => sameText(tag, value)),
  sku: ({ skus }, value) => skus.some((sku) => sameText(sku, value)),
  barcode: ({ barcodes }, value) => barcodes.some((barcode) => sameText(barcode, value)),
  updated_at: ({ updatedAt }, value) => compare(updatedAt, value, Date.parse),
  created_at: ({ createdAt }, value) => compare(createdAt, value, Date.parse),
};

/**
 * Searches products as the index knows them: what was written within the lag is found as it was before, or not yet. A
 * subset of the search language: `field:value` with quotes, a star at the end, `>`, `>=`, `<` and `<=`, joined by `AND`
 * or a blank, and by `OR`.
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
  const alternatives = query.split(/\s+OR\s+/).map(parseTerms);
  for (const { field } of alternatives.flat()) if (field !== null) checkField(field, state);
  const found: ProductState[] = [];
  for (const entry of state.search.entries.values()) {
    const product = state.products.get(entry.id);
    if (
      product !== undefined &&
      alternatives.some((terms) => terms.every((term) => matches(entry, term, state)))
    )
      found.push(product);
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
  const terms = (query ?? '').split(/\s+OR\s+/).flatMap(parseTerms);
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
  { field, value }: Term,
  { inventoryItems }: ShopState,
): boolean {
  if (field === 'product_id') return productId.endsWith(`/${value}`);
  if (field === 'barcode') return barcodes.some((barcode) => sameText(barcode.value, value));
  return sameText(inventoryItems.get(inventoryItemId)?.sku ?? '', value);
}

interface Term {
  readonly field: string | null;
  readonly value: string;
}

function parseTerms(text: string): readonly Term[] {
  const terms = text
    .replaceAll(/\s+AND\s+/g, ' ')
    .matchAll(/(?:([\w.$-]+):)?((?:>=|<=|>|<)?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\S+))/g);
  return [...terms].map(([, field, value = '']) => ({
    field: field ?? null,
    // A backslash takes its meaning from what follows it.
    value: value.replaceAll(/\\(.)|["']/g, '$1'),
  }));
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

function matches(entry: SearchEntry, { field, value }: Term, { metafields }: ShopState): boolean {
  if (field === null) return entry.title.toLowerCase().includes(value.toLowerCase());
  const metafield = metafieldOf(field);
  if (metafield !== null) {
    const own = metafields.get(entry.id)?.get(metafieldName(metafield.namespace, metafield.key));
    return own !== undefined && sameText(own.value, value);
  }
  // A field that the platform does not know is passed over.
  return conditions[field]?.(entry, value) ?? true;
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
