import {
  checkResult,
  createPipeline,
  defineSource,
  emptySchemaDescription,
  memoryStore,
} from '@pim-connector/core';
import type { Clock, PipelineOptions, ReadEvent, SourceRecord } from '@pim-connector/core';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';

import { shopify } from '../shopify.ts';
import { shopifySubscriptions } from '../source/webhook-subscriptions.ts';
import { openBulkShop } from '../testing/bulk-shop.ts';
import { outcomeTopics } from './outcome-webhooks.ts';

const day = 86_400_000;
const minute = 60_000;
const clientSecret = 'canary-client-secret';

const mapping = {
  version: 1,
  name: 'titles',
  entity: 'product',
  locales: {},
  rules: [
    { to: 'title', from: { op: 'field', path: 'key' } },
    { to: 'sku', level: 'variant', from: { op: 'field', path: 'key' } },
  ],
};

/** Products on their way into a shop by files, read page by page, of ten products each. */
function bringSlowly(
  shop: ReturnType<typeof openBulkShop>,
  {
    pages,
    every = 0,
    onPage,
    fileLines = 50_000,
    ...options
  }: {
    pages: number;
    every?: number;
    onPage?: (page: number) => void;
    fileLines?: number;
  } & Partial<PipelineOptions>,
) {
  const { simulator, clock, folder } = shop;
  // The clock of the shop skips whatever anybody waits for; to renew the lease is nothing to skip time for.
  const patient: Clock = {
    now: () => clock.now(),
    sleep: (milliseconds, signal) =>
      milliseconds <= day
        ? clock.sleep(milliseconds, signal)
        : new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
          }),
  };
  const source = defineSource({
    type: 'slow',
    config: z.strictObject({}),
    account: () => 'slow',
    create: () => ({
      capabilities: {
        entities: {
          product: { modes: ['full'], coverage: 'complete', resumable: true, deletes: 'reported' },
        },
      },
      check: async () => checkResult([]),
      describe: async () => emptySchemaDescription,
      async *read(): AsyncGenerator<ReadEvent> {
        for (let page = 0; page < pages; page += 1) {
          // oxlint-disable-next-line no-await-in-loop
          await clock.sleep(every);
          onPage?.(page);
          const records = Array.from({ length: 10 }, (_each, index): SourceRecord => {
            const key = `p${page * 10 + index}`;
            const data = { key, attributes: {}, variants: [{ key, attributes: {} }] };
            return { op: 'upsert', entity: 'product', key, data, coverage: 'complete' };
          });
          yield { type: 'page', records, cursor: String(page + 1) };
        }
        yield { type: 'end', bookmark: 'later', enumeratedAll: true };
      },
    }),
  } as Parameters<typeof defineSource>[0])({});
  return createPipeline({
    name: 'slow',
    source,
    destination: shopify({
      shop: 'example',
      accessToken: 'shpat_static',
      clientSecret,
      lane: 'bulk',
      bulk: { folder, fileLines },
      clock,
      fetch: simulator.handler,
    }),
    entities: ['product'],
    mapping,
    store: memoryStore({ clock }),
    clock: patient,
    settleTime: day,
    leaseTime: 30 * day,
    ...options,
  });
}

const results = ({ operations }: ReturnType<typeof openBulkShop>) =>
  operations()
    .map(({ status, objectCount }) => [status, objectCount])
    .toReversed();

test('a file that is full starts, and has its outcome, while later pages are read', async () => {
  const shop = openBulkShop();
  let started = 0;
  let made = 0;
  const onPage = () => {
    started = shop.operations().length;
    made = shop.state.products.size;
  };
  const pipeline = bringSlowly(shop, { pages: 12, every: minute, onPage, fileLines: 25, concurrency: 1 });
  let settled = 0;
  pipeline.on('records.written', ({ records }) => (settled += records.length));
  let settledByThen = 0;
  pipeline.on('page.settled', ({ index }) => {
    if (index === 11) settledByThen = settled;
  });
  const report = await pipeline.run();
  expect(report.error).toBeNull();
  expect(report.counts).toMatchObject({ read: 120, created: 120 });
  expect(started).toBeGreaterThanOrEqual(2);
  expect(made).toBeGreaterThanOrEqual(25);
  expect(settledByThen).toBeGreaterThanOrEqual(25);
  // No file starts before it is full, unless nothing more comes.
  expect(results(shop)).toEqual([...Array.from({ length: 4 }, () => ['COMPLETED', 25]), ['COMPLETED', 20]]);
});

test('a webhook that says that a file has ended makes its products be settled at once', async () => {
  const shop = openBulkShop({}, { clientSecret });
  const { simulator, clock } = shop;
  const uri = 'https://app.example/hooks';
  const subscriptions = shopifySubscriptions({
    shop: 'example',
    accessToken: 'shpat_static',
    clock,
    fetch: simulator.handler,
  });
  await subscriptions.ensure(uri, outcomeTopics);
  const store = memoryStore({ clock });
  const pipeline = bringSlowly(shop, { pages: 1, settleTime: 0, store });
  onTestFinished(() => pipeline.close());
  expect((await pipeline.run()).counts).toMatchObject({ read: 10, accepted: 10 });
  clock.advance(minute);
  await shop.context.clock.sleep(0);
  expect(shop.operations()).toMatchObject([{ status: 'COMPLETED' }]);
  const [webhook, ...others] = await simulator.webhooks();
  expect(others).toEqual([]);
  const { headers = {}, body = '' } = webhook ?? {};
  expect(headers['x-shopify-topic']).toBe('bulk_operations/finish');
  const request = (text: string) => new Request(uri, { method: 'POST', headers, body: text });
  expect((await pipeline.webhook(request(`${body} `))).status).toBe(401);
  expect(await store.known('slow', 'product')).toBe(0);
  expect((await pipeline.webhook(request(body))).status).toBe(200);
  await expect.poll(() => store.known('slow', 'product')).toBe(10);
});
