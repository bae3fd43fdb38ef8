import { createPipeline, defineSource, memoryStore } from '@pim-connector/core';
import type { PipelineOptions, ReadEvent, SourceRecord } from '@pim-connector/core';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { shopify } from '../shopify.ts';
import { openBulkShop } from '../testing/bulk-shop.ts';

const day = 86_400_000;
const minute = 60_000;
const clientSecret = 'canary-client-secret';

const mapping = {
  version: 1,
  name: 'titles',
  entity: 'product',
  locales: {},
  rules: [{ to: 'title', from: { op: 'field', path: 'key' } }],
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
      check: async () => ({ ok: true, problems: [] }) as never,
      describe: async () => ({}) as never,
      async *read(): AsyncGenerator<ReadEvent> {
        for (let page = 0; page < pages; page += 1) {
          // oxlint-disable-next-line no-await-in-loop
          await clock.sleep(every);
          onPage?.(page);
          const records = Array.from({ length: 10 }, (_each, index): SourceRecord => {
            const key = `p${page * 10 + index}`;
            const data = { key, attributes: {}, variants: [] };
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
    clock,
    settleTime: day,
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
  const pipeline = bringSlowly(shop, { pages: 12, every: minute, onPage, fileLines: 25 });
  let settled = 0;
  pipeline.on('records.written', ({ records }) => (settled += records.length));
  let settledByThen = 0;
  pipeline.on('page.settled', ({ index }) => {
    if (index === 11) settledByThen = settled;
  });
  const report = await pipeline.run();
  expect(report.counts).toMatchObject({ read: 120, created: 120 });
  expect(started).toBeGreaterThanOrEqual(3);
  expect(made).toBeGreaterThanOrEqual(50);
  expect(settledByThen).toBeGreaterThanOrEqual(50);
  // No file starts before it is full, unless nothing more comes.
  expect(results(shop)).toEqual([...Array.from({ length: 4 }, () => ['COMPLETED', 25]), ['COMPLETED', 20]]);
});

test('what an operation says nothing of goes into one file, however many questions that takes', async () => {
  const shop = openBulkShop();
  shop.simulator.bulk.failNext(3);
  const report = await bringSlowly(shop, { pages: 60 }).run();
  expect(report.counts).toMatchObject({ read: 600, created: 600 });
  expect(results(shop)).toEqual([
    ['FAILED', 3],
    ['COMPLETED', 597],
  ]);
});
