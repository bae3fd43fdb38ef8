import type { ProductState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';

/** Notes that a product was written: searches know it later. */
export function indexLater(product: ProductState, { search, inventoryItems }: ShopState, now: number): void {
  const { id, handle, title, vendor, productType, status, createdAt, updatedAt } = product;
  const skus = product.variants.flatMap(
    ({ inventoryItemId }) => inventoryItems.get(inventoryItemId)?.sku ?? [],
  );
  const barcodes = product.variants.flatMap((variant) => variant.barcodes.map(({ value }) => value));
  const entry = {
    id,
    handle,
    title,
    vendor,
    productType,
    status,
    createdAt,
    updatedAt,
    tags: [...product.tags],
    skus,
    barcodes,
  };
  search.pending.push({ id, at: now, entry });
}

/** Notes that a product is gone: searches know it later. */
export function unindexLater(id: string, { search }: ShopState, now: number): void {
  search.pending.push({ id, at: now, entry: null });
}

/** Brings the index up to a moment. */
export function settleIndex({ search }: ShopState, until: number): void {
  const { pending, entries } = search;
  const later = pending.findIndex(({ at }) => at > until);
  for (const { id, entry } of pending.splice(0, later < 0 ? pending.length : later)) {
    if (entry === null) entries.delete(id);
    else entries.set(id, entry);
  }
}
