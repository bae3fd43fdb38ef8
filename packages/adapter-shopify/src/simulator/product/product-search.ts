import { RequestError } from '../graphql/request-error.ts';
import type { ProductState, ShopState, VariantState } from '../shop-state.ts';

/** Finds out whether a product is meant by a condition of the search language. */
type Condition = (product: ProductState, value: string, state: ShopState) => boolean;

const conditions: Readonly<Record<string, Condition>> = {
  id: ({ id }, value) => id.endsWith(`/${value}`),
  handle: ({ handle }, value) => handle === value,
  title: ({ title }, value) => title.toLowerCase().includes(value.toLowerCase()),
  vendor: ({ vendor }, value) => vendor.toLowerCase() === value.toLowerCase(),
  product_type: ({ productType }, value) => productType.toLowerCase() === value.toLowerCase(),
  status: ({ status }, value) => status === value.toUpperCase(),
  tag: ({ tags }, value) => tags.some((tag) => tag.toLowerCase() === value.toLowerCase()),
  sku: ({ variants }, value, { inventoryItems }) =>
    variants.some(({ inventoryItemId }) => inventoryItems.get(inventoryItemId)?.sku === value),
  barcode: ({ variants }, value) =>
    variants.some(({ barcodes }) => barcodes.some((barcode) => barcode.value === value)),
  updated_at: ({ updatedAt }, value) => compare(updatedAt, value),
  created_at: ({ createdAt }, value) => compare(createdAt, value),
};

/**
 * Searches products as the index knows them: what was written within the lag is not found yet, or not any more as it
 * was. A subset of the search language: `field:value` with quotes, `>`, `>=`, `<` and `<=`, joined by `AND` or a blank,
 * and by `OR`.
 *
 * @throws RequestError for metafields: filtering by one without a filterable definition is an error since API 2026-10.
 */
export function searchProducts(
  query: string | null | undefined,
  products: readonly ProductState[],
  state: ShopState,
  seenUntil: number,
): readonly ProductState[] {
  // A list without conditions comes from the database and not from the index.
  if (query == null || query.trim() === '') return products;
  const indexed = products.filter(({ updatedAt }) => updatedAt <= seenUntil);
  const alternatives = query.split(/\s+OR\s+/).map(parseTerms);
  return indexed.filter((product) =>
    alternatives.some((terms) => terms.every(({ field, value }) => matches(product, field, value, state))),
  );
}

/** Finds variants by the conditions `sku` and `product_id`, joined by `OR`. */
export function searchVariants(
  query: string | null | undefined,
  { products, inventoryItems }: ShopState,
  seenUntil: number,
): readonly VariantState[] {
  const alternatives = (query ?? '')
    .split(/\s+OR\s+/)
    .flatMap(parseTerms)
    .filter(({ field }) => field === 'sku' || field === 'product_id');
  return [...products.values()]
    .filter(({ updatedAt }) => updatedAt <= seenUntil)
    .flatMap(({ id, variants }) =>
      variants.filter(
        ({ inventoryItemId }) =>
          alternatives.length === 0 ||
          alternatives.some(({ field, value }) =>
            field === 'sku' ? inventoryItems.get(inventoryItemId)?.sku === value : id.endsWith(`/${value}`),
          ),
      ),
    );
}

interface Term {
  readonly field: string | null;
  readonly value: string;
}

function parseTerms(text: string): readonly Term[] {
  const terms = text
    .replaceAll(/\s+AND\s+/g, ' ')
    .matchAll(/(?:([\w.]+):)?((?:>=|<=|>|<)?(?:"[^"]*"|'[^']*'|\S+))/g);
  return [...terms].map(([, field, value = '']) => ({
    field: field ?? null,
    value: value.replaceAll(/["']/g, ''),
  }));
}

function matches(product: ProductState, field: string | null, value: string, state: ShopState): boolean {
  if (field === null) return product.title.toLowerCase().includes(value.toLowerCase());
  if (field.startsWith('metafields.'))
    throw new RequestError(
      'BAD_REQUEST',
      `Filtering by ${field} requires a filterable metafield definition.`,
    );
  return conditions[field]?.(product, value, state) ?? true;
}

function compare(moment: number, value: string): boolean {
  const [, sign = '', text = ''] = /^(>=|<=|>|<)?(.*)$/.exec(value) ?? [];
  const limit = Date.parse(text);
  switch (sign) {
    case '>':
      return moment > limit;
    case '>=':
      return moment >= limit;
    case '<':
      return moment < limit;
    case '<=':
      return moment <= limit;
    default:
      return moment === limit;
  }
}
