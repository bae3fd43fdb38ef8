import type {
  ConnectorContext,
  ConnectorWarning,
  DesiredRecord,
  DesiredUpsert,
  Destination,
  WriteOutcome,
} from '@pim-connector/core';
import { systemClock } from '@pim-connector/core';
import { onTestFinished } from 'vitest';
import type { z } from 'zod';

import { createReferenceShop } from '../reference-shop/index.ts';
import type { ReferenceShop, ReferenceShopOptions } from '../reference-shop/index.ts';
import { serve } from '../serve.ts';
import type { configSchema } from './destination-config.ts';
import { referenceShopDestination } from './reference-shop-destination.ts';
import { shopRecords } from './shop-records.ts';
import type { ShopEntityName, ShopRecords } from './shop-records.ts';

/** A destination that talks to a shop on a local port. */
export interface DestinationFixture {
  readonly shop: ReferenceShop;
  readonly destination: Destination<ShopRecords>;
  readonly context: ConnectorContext;
  readonly url: string;
}

/** The token of the fixture’s shop. */
export const fixtureToken = 'token-of-the-fixture';

/** Starts a shop, for the length of a test, and makes a destination for it. */
export async function destinationFixture(
  options: ReferenceShopOptions = {},
  config: Partial<z.input<typeof configSchema>> = {},
): Promise<DestinationFixture> {
  const shop = createReferenceShop({ token: fixtureToken, rateLimit: null, ...options });
  const server = await serve(shop.handler);
  onTestFinished(server.close);
  return {
    shop,
    destination: referenceShopDestination({ url: server.url, token: fixtureToken, ...config }),
    context: connectorContext(),
    url: server.url,
  };
}

/** Plans and writes records as the engine does, in one batch. */
export async function bringOver(
  { destination, context }: DestinationFixture,
  ...records: readonly DesiredRecord<ShopRecords>[]
): Promise<WriteOutcome[]> {
  const operations = await destination.plan(records, context);
  return Array.fromAsync(destination.write(operations, context));
}

/** A product with one variant that the shop takes. */
export function smallProduct(sku: string): ShopRecords['product'] {
  const prices = [
    { currency: 'EUR', amount: '9.5', compareAt: '12' },
    { currency: 'GBP', amount: '8' },
  ];
  return { title: { en: 'Tent' }, status: 'active', variants: [{ sku, stock: 3, prices }] };
}

/** What the engine hands to a connector. */
export function connectorContext(signal: AbortSignal = new AbortController().signal): ConnectorContext {
  return { signal, clock: systemClock, warn: (_warning: ConnectorWarning) => undefined };
}

/** A record as the engine asks for it; by default one that nobody knows yet. */
export function desired<E extends ShopEntityName>(
  entity: E,
  key: string,
  data: ShopRecords[E],
  changes: Partial<DesiredUpsert<E, ShopRecords[E]>> = {},
): DesiredUpsert<E, ShopRecords[E]> {
  const sections = [...new Set(['content', ...Object.values(shopRecords[entity].sections)])];
  return {
    op: 'upsert',
    entity,
    key,
    data,
    variantKeys: 'variants' in data ? data.variants.map(({ sku }) => sku) : [],
    coverage: 'complete',
    sections,
    remote: null,
    references: new Map(),
    ...changes,
  };
}
