import assert from 'node:assert/strict';

import { shopify } from '@pim-connector/adapter-shopify';
import type { ShopifyRecords } from '@pim-connector/adapter-shopify';
import { createShopifySimulator } from '@pim-connector/adapter-shopify/simulator';
import { VirtualClock } from '@pim-connector/core';
import type { DesiredRecord, RemoteReference } from '@pim-connector/core';

/** Milliseconds that each answer takes. */
const latency = 150;

/** A shop on the smallest plan, on a clock of its own that moves only when everybody waits. */
export function openShop() {
  const clock = new VirtualClock(Date.parse('2026-11-01T00:00:00Z'));
  const simulator = createShopifySimulator({ clock });
  const fetch = async (request: Request) => {
    await clock.sleep(latency);
    return simulator.handler(request);
  };
  return {
    clock,
    simulator,
    fetch,
    /** Lets time pass until some work is done. */
    async passTime<Result>(work: Promise<Result>): Promise<Result> {
      const progress = { isDone: false };
      const done = work.finally(() => {
        progress.isDone = true;
      });
      // oxlint-disable-next-line no-await-in-loop
      while (!progress.isDone) await clock.advance(20);
      return done;
    },
  };
}

/** See {@link openShop}. */
export type BenchShop = ReturnType<typeof openShop>;

/** Writes products to a shop as the engine does: batch by batch, several at a time. */
export function productWriter({ clock, fetch, passTime }: BenchShop) {
  // What is measured is the lane of calls, and how it keeps the limit.
  const destination = shopify({
    shop: 'example',
    accessToken: 'shpat_static',
    clock,
    fetch,
    lane: 'direct',
  });
  const context = { signal: new AbortController().signal, clock, warn: () => undefined };
  const { batch, concurrency = 1 } = destination.capabilities.entities.product ?? {};
  const size = batch?.records ?? 1;
  const links = new Map<string, RemoteReference>();
  return {
    links,
    /** How many batches are under way at the same time. */
    concurrency,
    async writeAll(count: number, title: string, sections: readonly string[]): Promise<void> {
      const keys = Array.from({ length: count }, (_each, index) => `product-${index}`);
      const batches = Array.from({ length: Math.ceil(keys.length / size) }, (_each, index) =>
        keys.slice(index * size, (index + 1) * size),
      ).values();
      const work = async () => {
        for (const some of batches) {
          const desired = some.map((key): DesiredRecord<ShopifyRecords> => ({
            op: 'upsert',
            entity: 'product',
            key,
            data: { title: `${title} ${key}`, variants: [{ sku: key, price: '9.9' }] },
            variantKeys: [key],
            coverage: 'complete',
            sections,
            remote: links.get(key) ?? null,
            references: new Map(),
          }));
          // oxlint-disable-next-line no-await-in-loop
          const operations = await destination.plan(desired, context);
          // oxlint-disable-next-line no-await-in-loop
          for await (const outcome of destination.write(operations, context)) {
            assert.ok('remote' in outcome && outcome.remote !== undefined, JSON.stringify(outcome));
            links.set(outcome.key, outcome.remote);
          }
        }
      };
      await passTime(Promise.all(Array.from({ length: concurrency }, work)));
    },
  };
}

/** What a job cost at a shop since its calls were reset. */
export function costOf({ simulator }: BenchShop) {
  const calls = simulator.calls();
  const points = calls.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
  return {
    calls: calls.length,
    points,
    throttled: calls.filter(({ throttled }) => throttled).length,
    /** Seconds that the plan allows at best, beginning with a full bucket. */
    ideal: (points - 2_000) / 100,
  };
}
