import { queryCostLimiter } from '@pim-connector/core';
import type { Clock, Limiter } from '@pim-connector/core';

/** See {@link shopifyLimiter}. */
export interface ShopifyLimiterOptions {
  /** Points left for others who draw from the same bucket, such as another process. Default 0. */
  readonly reserve?: number;
  readonly clock?: Clock;
}

/** Points at once and points per second until the first answer tells better: those of the smallest plan. */
export const assumedLimit = { maximum: 2_000, restoreRate: 100 } as const;

/**
 * Makes the limiter for one app in one shop: Shopify counts points of query cost per app and shop. Pipelines on one store
 * share it without being handed one; hand it to what uses the shop beside them. What the plan allows, it learns from the
 * answers.
 *
 * @throws ConnectorError `config.invalid`
 */
export function shopifyLimiter({ reserve = 0, clock }: ShopifyLimiterOptions = {}): Limiter {
  return queryCostLimiter({ ...assumedLimit, reserve, ...(clock === undefined ? {} : { clock }) });
}
