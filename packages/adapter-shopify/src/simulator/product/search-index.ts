import type { ProductState } from '../product-state.ts';
import type { ShopState } from '../shop-state.ts';
import { totalOf } from './total-inventory.ts';

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
    totalInventory: totalOf(product, { inventoryItems }),
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

/**
 * The total that a product tells. It lags behind changes of stock as searches do, while its variants tell theirs at
 * once; the total with which it was made is known at once (both recorded of real shops).
 */
export function knownTotal(productId: string, state: ShopState, seenUntil: number): number {
  settleIndex(state, seenUntil);
  const { entries, pending } = state.search;
  const known = entries.get(productId) ?? pending.find(({ id }) => id === productId)?.entry;
  return known?.totalInventory ?? 0;
}
