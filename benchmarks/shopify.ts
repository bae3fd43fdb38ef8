// How long it takes to write changed products to a Shopify shop on the smallest plan, beside the shortest time that its
// query cost allows. On a virtual clock: the time is the platform’s, not this machine’s.
import assert from 'node:assert/strict';

import { shopify, shopifyLimiter } from '@pim-connector/adapter-shopify';
import type { ShopifyRecords } from '@pim-connector/adapter-shopify';
import { createShopifySimulator } from '@pim-connector/adapter-shopify/simulator';
import { VirtualClock } from '@pim-connector/core';
import type { DesiredRecord, RemoteReference } from '@pim-connector/core';

import { sized } from './compare.ts';
import { figure, note } from './report.ts';

const productCount = sized(5_000, 300);
const latency = 150;
const clock = new VirtualClock(Date.parse('2026-11-01T00:00:00Z'));
const simulator = createShopifySimulator({ clock });
const destination = shopify({
  shop: 'example',
  accessToken: 'shpat_static',
  limiter: shopifyLimiter({ clock }),
  clock,
  async fetch(request) {
    await clock.sleep(latency);
    return simulator.handler(request);
  },
});
const context = { signal: new AbortController().signal, clock, warn: () => undefined };
const { records: size } = destination.capabilities.entities.product?.batch ?? { records: 1 };
const workers = destination.capabilities.entities.product?.concurrency ?? 1;
const links = new Map<string, RemoteReference>();

/** Writes all products as the engine does: batch by batch, several at a time. */
async function writeAll(title: string, sections: readonly string[]): Promise<void> {
  const keys = Array.from({ length: productCount }, (_each, index) => `product-${index}`);
  const batches = Array.from({ length: Math.ceil(keys.length / size) }, (_each, index) =>
    keys.slice(index * size, (index + 1) * size),
  ).values();
  const work = async () => {
    for (const batch of batches) {
      const desired = batch.map((key): DesiredRecord<ShopifyRecords> => ({
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
  const progress = { isDone: false };
  const all = Promise.all(Array.from({ length: workers }, work)).finally(() => {
    progress.isDone = true;
  });
  // Time passes only when everybody waits.
  // oxlint-disable-next-line no-await-in-loop
  while (!progress.isDone) await clock.advance(20);
  await all;
}

await writeAll('First', ['content', 'variants', 'prices']);
// The bucket fills up again.
await clock.advance(60_000);
simulator.resetCalls();
const start = clock.now();
await writeAll('Changed', ['content']);
const seconds = (clock.now() - start) / 1000;
const calls = simulator.calls();
const points = calls.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
const ideal = (points - 2_000) / 100;
note(`${productCount} changed products, ${calls.length} calls, ${points} points`);
note(`ideal ${ideal.toFixed(1)} s on a Standard bucket, taken ${seconds.toFixed(1)} s`);
figure('time beside the ideal', seconds / ideal, { atMost: 1.1 }, ' ×');
figure('calls that were throttled', calls.filter(({ throttled }) => throttled).length, { atMost: 0 });
