import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createPipeline, expression, mappingBuilder, memoryStore } from '@pim-connector/core';
import type { Clock } from '@pim-connector/core';
import { catalogueSource, crashMatrix, generateCatalogue } from '@pim-connector/testkit';
import type { CrashBench } from '@pim-connector/testkit';
import { expect, onTestFinished, test } from 'vitest';

import type { ShopifyRecords } from '../records/shopify-records.ts';
import { shopify } from '../shopify.ts';
import { createShopifySimulator } from '../simulator/index.ts';

const day = 86_400_000;
const { constant, each, field, get, item, object, variantAxes } = expression;
const mapping = mappingBuilder<ShopifyRecords['product']>({ name: 'bulk', entity: 'product' })
  .set('title', field({ path: 'key' }))
  .set('tags', constant({ value: ['a', 'b'] }))
  .set('options', each({ of: field({ path: 'variesBy' }), do: item({}) }))
  .setVariant('sku', field({ path: 'key' }))
  .setVariant(
    'options',
    each({
      of: variantAxes({}),
      do: object({
        fields: { name: get({ of: item({}), path: 'axis' }), value: get({ of: item({}), path: 'label' }) },
      }),
    }),
  )
  .build();

/** A catalogue on its way into a shop, by files. */
function bulkCrashBench(clock: Clock, folder: string, failures: number): CrashBench {
  const simulator = createShopifySimulator({ clock });
  if (failures > 0) simulator.bulk.failNext(failures);
  const { state } = simulator;
  const catalogue = generateCatalogue({ seed: 'bulk', products: 5 });
  const store = memoryStore({ clock });
  const keysOf = (id: string) =>
    [...(state.metafields.get(id)?.values() ?? [])]
      .filter(({ key }) => key === 'pim_id')
      .map(({ value }) => value);
  return {
    start(tools) {
      const pipeline = createPipeline({
        name: 'bulk-crash',
        source: catalogueSource({ catalogue, pageSize: 2 }),
        destination: shopify({
          shop: 'example',
          accessToken: 'shpat_static',
          lane: 'bulk',
          bulk: { folder, fileBytes: 6_000 },
          clock: tools.clock,
          fetch: tools.fetch(simulator.handler),
        }),
        entities: ['product'],
        store: tools.store(store),
        clock: tools.clock,
        random: () => 0.5,
        concurrency: 1,
        settleTime: 30 * day,
        parkTime: 30 * day,
        mapping,
      });
      return () => pipeline.run({ mode: 'full' });
    },
    endState: () =>
      [...state.products.values()]
        .map(({ id, title, tags, variants }) => JSON.stringify([keysOf(id), title, tags, variants.length]))
        .toSorted(),
    duplicates() {
      const keys = [...state.products.values()].flatMap(({ id }) => keysOf(id));
      return keys.length - new Set(keys).size + (state.products.size - keys.length);
    },
    writes: () =>
      simulator.bulk.list().reduce((sum, { objectCount }) => sum + objectCount, 0) +
      simulator
        .calls()
        .filter(({ operation }) => operation === 'ProductUpsert' || operation === 'ProductPatch').length,
  };
}

test.each([
  ['all goes well', 0, 1],
  ['Shopify breaks the operation off', 2, 3],
])(
  'a process that dies at any point loses no product and doubles none, where %s',
  async (_what, failures, stride) => {
    const folder = mkdtempSync(join(tmpdir(), 'bulk-crash-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { problems, crashes, events } = await crashMatrix({
      open: (clock) => bulkCrashBench(clock, folder, failures),
      stride,
    });
    expect(problems).toEqual([]);
    expect(crashes).toBeGreaterThan(10);
    const names = events.map(({ name }) => name.replace(/[0-9a-f-]{36}/, ''));
    expect(names).toEqual(expect.arrayContaining(['POST /', 'GET /shopify-bulk-results//bulk.jsonl']));
  },
);
