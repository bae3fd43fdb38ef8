import type { RecordKey, RemoteReference } from '@pim-connector/core';

/**
 * How the shop knows a record: by its id, and its variants by their SKUs.
 *
 * @param skus SKUs of the variants; absent: it has none, or nobody knows.
 * @param variantKeys keys of the variants, in the order of the SKUs. Default: the SKUs.
 */
export function remoteOf(
  id: string,
  skus?: readonly string[],
  variantKeys?: readonly RecordKey[],
): RemoteReference {
  if (skus === undefined) return { id };
  return {
    id,
    variants: Object.fromEntries(skus.map((sku, index) => [variantKeys?.[index] ?? sku, { id: sku }])),
  };
}
