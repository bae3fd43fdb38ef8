import type { ProductState } from '../product-state.ts';

/** A product as the search knows it. */
export interface SearchEntry extends Pick<
  ProductState,
  'id' | 'handle' | 'title' | 'vendor' | 'productType' | 'status' | 'tags' | 'createdAt' | 'updatedAt'
> {
  readonly skus: readonly string[];
  readonly totalInventory: number;
  readonly barcodes: readonly string[];
}

/** A change that the index does not know yet. */
export interface PendingEntry {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `null`: the product is gone. */
  readonly entry: SearchEntry | null;
}
