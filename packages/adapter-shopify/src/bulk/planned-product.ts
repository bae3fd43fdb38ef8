import type { PlannedOperation } from '@pim-connector/core';

import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';

/** What was planned for a product. */
export interface PlannedProduct {
  readonly payload: ProductPayload;
  readonly memo: ProductMemo;
}

/**
 * What an operation of a product holds. Not checked: it was made by this adapter and kept by the store, each line is
 * made of it several times, and checking costs more than all else. What is wrong with it, Shopify refuses line by line.
 */
export function plannedProduct({ payload, data }: PlannedOperation): PlannedProduct {
  return { payload: payload as ProductPayload, memo: data as ProductMemo };
}
