import type { RecordKey, RemoteReference } from '@pim-connector/core';

/**
 * How the shop knows a record: by its key, and its variants by their SKUs.
 *
 * @param variantKeys keys of the variants, in the order of `variants` in the item. Default: their SKUs.
 */
export function remoteOf(key: RecordKey, item: unknown, variantKeys?: readonly RecordKey[]): RemoteReference {
  const variants: unknown =
    typeof item === 'object' && item !== null && 'variants' in item ? item.variants : undefined;
  if (!Array.isArray(variants)) return { id: key };
  const skus = (variants as readonly { readonly sku: string }[]).map(({ sku }) => sku);
  return {
    id: key,
    variants: Object.fromEntries(skus.map((sku, index) => [variantKeys?.[index] ?? sku, { id: sku }])),
  };
}
