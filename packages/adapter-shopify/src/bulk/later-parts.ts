import type { PlannedOperation } from '@pim-connector/core';

import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import { ownedOf } from '../records/remote-data.ts';
import type { Owned } from '../records/remote-data.ts';
import { restOfCreate } from '../write/create-product.ts';
import type { PricedVariant } from '../write/market-prices.ts';
import { leftUnsaid, priceListsOf } from '../write/product-link.ts';
import { knownVariants } from '../write/update-product.ts';
import { dividedStatus } from '../write/write-rest.ts';
import { plannedProduct } from './planned-product.ts';
import type { Progress } from './progress.ts';

/** What of an operation goes by later lines: it needs ids that the first ones give, or has to come after them. */
export function laterOf(payload: ProductPayload, { remote }: ProductMemo): ProductPayload {
  if (remote === null) return restOfCreate(payload);
  const { translations, publications, variants = [] } = payload;
  const { last } = dividedStatus(payload);
  return {
    ...(translations === undefined ? {} : { translations }),
    ...(publications === undefined ? {} : { publications }),
    ...(variants.some(({ marketPrices }) => marketPrices !== undefined) ? { variants } : {}),
    ...last,
  };
}

/** What later lines are made of. */
export interface LaterParts {
  readonly later: ProductPayload;
  readonly memo: ProductMemo;
  /** In the order of the record. */
  readonly variants: readonly PricedVariant[];
  /** What of ours goes if the record does not name it. */
  readonly owned: Owned;
  /** Whether nobody sees the product before its status is set. */
  readonly isDraft: boolean;
}

/** See {@link LaterParts}. */
export function laterParts(operation: PlannedOperation, progress: Progress): LaterParts {
  const { payload, memo } = plannedProduct(operation);
  const later = laterOf(payload, memo);
  const { remote } = memo;
  if (remote === null) {
    const variants = madeVariants(progress).map((each) => ({ ...each, priceLists: [] }));
    return { later, memo, owned: ownedOf(null), variants, isDraft: true };
  }
  const priceLists = priceListsOf(memo, remote);
  const variants = (knownVariants(memo, remote) ?? []).map((each, index) => ({
    ...each,
    priceLists: priceLists[index] ?? [],
  }));
  return { later, memo, owned: leftUnsaid(memo, ownedOf(remote)), variants, isDraft: false };
}

function madeVariants({ variants }: Progress) {
  return variants.map(([id, inventoryItem]) => ({ id, inventoryItem }));
}
