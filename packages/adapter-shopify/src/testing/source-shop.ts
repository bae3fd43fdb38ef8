import { SkippingClock } from '@pim-connector/core';
import type { ConnectorContext, Entity, ReadEvent, Source, SourceRecord } from '@pim-connector/core';

import { createShopifySimulator } from '../simulator/index.ts';
import type { ShopifySimulatorOptions } from '../simulator/index.ts';
import { caller, seedShop } from '../source/seeded-shop.ts';

/** Client secret of the app. For tests. */
export const clientSecret = 'secret-of-the-app';

/** A simulated shop with some products that somebody else put into it, and how a source reaches it. For tests. */
export async function openSourceShop(options: ShopifySimulatorOptions = {}, products = 1) {
  const clock = new SkippingClock(Date.parse('2026-11-01T00:00:00Z'));
  const simulator = createShopifySimulator({ clock, clientSecret, ...options });
  const call = caller(simulator);
  await seedShop(call, products);
  await clock.sleep(10_000);
  const connection = {
    shop: 'example',
    clientId: 'client-id',
    clientSecret,
    clock,
    fetch: simulator.handler,
  };
  const warnings: unknown[] = [];
  const context: ConnectorContext = {
    clock,
    signal: new AbortController().signal,
    warn: (warning) => warnings.push(warning),
  };
  const id = [...simulator.state.products.keys()][0] ?? '';
  return { clock, simulator, call, connection, context, id };
}

/** Reads all of an entity. For tests. */
export async function readAll<E extends Entity>(
  source: Source,
  entity: E,
  context: ConnectorContext,
  more: { readonly bookmark?: string; readonly cursor?: string } = {},
) {
  const events: ReadEvent<E>[] = [];
  const mode = more.bookmark === undefined ? 'full' : 'incremental';
  for await (const event of source.read({ entity, mode, ...more }, context)) events.push(event);
  const pages = events.flatMap((event) => (event.type === 'page' ? [event] : []));
  const records = pages.flatMap((page) => page.records);
  const cursors = pages.flatMap(({ cursor }) => cursor ?? []);
  return { records, cursors, invalid: pages.flatMap((page) => page.invalid ?? []), end: events.at(-1) };
}

/** What a record says. For tests. */
export function dataOf<E extends Entity>(record: SourceRecord<E> | null | undefined) {
  if (record?.op !== 'upsert') throw new Error('no record');
  return record.data;
}

/** Makes a product, or changes it. */
export const setProduct =
  'mutation S($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors { message field } } }';
/** Sets metafields. */
export const setMetafields =
  'mutation M($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { message } } }';
